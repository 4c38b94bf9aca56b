import { jwtDecode } from 'jwt-decode';

export const MAX_LIFETIME_MS = 24 * 3_600_000;

/** Real lifetimes are longer; without this bound, a wrong `expires_in` would cause a token request for every call. */
const MIN_LIFETIME_MS = 1000;

/** For a token without a lifetime: long enough for one call, short enough to be harmless. */
const DEFAULT_LIFETIME_MS = 60_000;

/** A token, when it was requested, and its `expires_in`. */
export interface TokenFacts {
  readonly token: string;
  /** `expires_in` as received: a number, or a string of digits. */
  readonly expiresIn: unknown;
  /** Wall-clock milliseconds when the request was sent. */
  readonly sentAtMs: number;
}

/**
 * Returns a token's lifetime in milliseconds, counted from its request: the shorter of `expires_in` and the JWT's
 * `exp - iat`, which do not depend on this machine's clock. Without both, `exp` minus the current time. Invalid
 * values are ignored; the result is one second to one day, one minute without any valid value.
 */
export function tokenLifetimeMs({ token, expiresIn, sentAtMs }: TokenFacts): number {
  const { exp, iat } = readClaims(token);
  const stated = seconds(expiresIn);
  const claimed = exp !== undefined && iat !== undefined ? seconds(exp - iat) : undefined;
  const byClock = exp === undefined ? undefined : seconds(exp - sentAtMs / 1000);
  const lifetimes = [stated, claimed].filter((value) => value !== undefined);
  const lifetime = lifetimes.length > 0 ? Math.min(...lifetimes) : byClock;
  return lifetime === undefined
    ? DEFAULT_LIFETIME_MS
    : Math.max(MIN_LIFETIME_MS, Math.min(lifetime * 1000, MAX_LIFETIME_MS));
}

function readClaims(token: string): { exp?: number; iat?: number } {
  try {
    const claims: unknown = jwtDecode(token);
    const { exp, iat } = Object(claims) as Record<string, unknown>;
    return { ...(isSeconds(exp) && { exp }), ...(isSeconds(iat) && { iat }) };
  } catch {
    // Opaque tokens are allowed. The error is dropped: it quotes the token's content.
    return {};
  }
}

/** Returns whether a value is a plausible NumericDate; the bound excludes milliseconds. */
function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < 1e11;
}

function seconds(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}
