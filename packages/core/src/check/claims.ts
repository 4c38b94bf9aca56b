import { jwtDecode } from 'jwt-decode';
import { isRecord } from '../json.js';
import { redactText } from '../redaction.js';
import type { Finding } from './check-report.js';

const SCOPE = 'faas.lambda.invoke';

/** With a larger difference, times in logs and other libraries mislead. */
const MAX_SKEW_MS = 300_000;

/** What the token should say. */
export interface Expected {
  readonly accountId: string;
  /** Wall-clock milliseconds. */
  readonly nowMs: number;
}

/**
 * Compares a token's account (`aud`), scope and lifetime with what is expected. A mismatch is a warning only: the
 * gateway decides.
 */
export function findingOfClaims(token: string, expected: Expected): Finding {
  const claims = read(token);
  if (claims === undefined) return { detail: 'The token does not name its account' };
  const accounts = words(claims['aud']);
  const scopes = words(claims['scope']);
  const lifetime = lifetimeOf(claims);
  const detail = `Account ${wordsOrNone(accounts)}, scope ${wordsOrNone(scopes)}, ${lifetime}`;
  const hint = hintOf(accounts, scopes, claims['iat'], expected);
  return { detail, ...(hint !== undefined && { hint }) };
}

function hintOf(
  accounts: readonly string[],
  scopes: readonly string[],
  iat: unknown,
  { accountId, nowMs }: Expected,
): string | undefined {
  if (accounts.length > 0 && !accounts.includes(accountId)) {
    return `The token is for another account than ${accountId}. Check that the application is installed there.`;
  }
  if (scopes.length > 0 && !scopes.includes(SCOPE)) {
    return `The application lacks the scope ${SCOPE}. Add it where the application was installed.`;
  }
  const skewMs = typeof iat === 'number' ? nowMs - iat * 1000 : 0;
  if (Math.abs(skewMs) <= MAX_SKEW_MS) return undefined;
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  const where = skewMs > 0 ? 'ahead of' : 'behind';
  return `This machine's clock is ${minutes} minutes ${where} LivePerson's. Calls work anyway, but times in its logs mislead.`;
}

function read(token: string): Record<string, unknown> | undefined {
  try {
    const claims: unknown = jwtDecode(token);
    return isRecord(claims) ? claims : undefined;
  } catch {
    // The error is dropped because it quotes the token.
    return undefined;
  }
}

/** The words of a claim, which may be a text or a list. */
function words(claim: unknown): string[] {
  const list: unknown[] = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
  return list.filter((word) => typeof word === 'string' && word !== '') as string[];
}

const wordsOrNone = (list: readonly string[]): string =>
  list.length === 0 ? 'not stated' : redactText(list.join(' '));

function lifetimeOf({ iat, exp }: Record<string, unknown>): string {
  if (typeof iat !== 'number' || typeof exp !== 'number') return 'lifetime not stated';
  return `lifetime ${Math.round(exp - iat)} s`;
}
