import { jwtDecode } from 'jwt-decode';

export const MAX_LIFETIME_MS = 24 * 3_600_000;

/** Nobody issues tokens for less; without a bound, a fraction in an answer would mean a request for every call. */
const MIN_LIFETIME_MS = 1000;

/** For a token that does not say how long it lives: short enough to be harmless, long enough for a call. */
const UNKNOWN_MS = 60_000;

/** When a token was asked for and what was said of it. */
export interface TokenFacts {
  readonly token: string;
  /** `expires_in` as it came: a number, or a string of digits. */
  readonly expiresIn: unknown;
  /** Wall-clock milliseconds when the request was sent. */
  readonly sentAtMs: number;
}

/**
 * How many milliseconds a token lives from when it was asked for: the shorter of `expires_in` and the JWT's
 * `exp - iat`, both free of this machine's clock; `exp` against the clock only where there is nothing better.
 * Nonsense never means "for ever".
 */
export function tokenLifetimeMs({ token, expiresIn, sentAtMs }: TokenFacts): number {
  const { exp, iat } = readClaims(token);
  const said = seconds(expiresIn);
  const claimed = exp !== undefined && iat !== undefined ? seconds(exp - iat) : undefined;
  const byClock = exp === undefined ? undefined : seconds(exp - sentAtMs / 1000);
  const known = [said, claimed].filter((value) => value !== undefined);
  const lifetime = known.length > 0 ? Math.min(...known) : byClock;
  return lifetime === undefined
    ? UNKNOWN_MS
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

/** Seconds since 1970 that a token may name; milliseconds by mistake would be the year 55,000. */
function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < 1e11;
}

function seconds(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}
