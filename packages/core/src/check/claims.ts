import { jwtDecode } from 'jwt-decode';
import { isRecord } from '../json.js';
import { redactText } from '../redaction.js';
import type { CheckWarning, Finding } from './check-report.js';

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
  const lifetimeS = lifetimeOf(claims);
  const clockSkewMinutes = skewOf(claims, expected);
  const facts = {
    account: wordsOrNone(accounts),
    scope: wordsOrNone(scopes),
    ...(lifetimeS !== undefined && { lifetimeS }),
    ...(clockSkewMinutes !== 0 && { clockSkewMinutes: Math.abs(clockSkewMinutes) }),
  };
  const time = lifetimeS === undefined ? 'lifetime not stated' : `lifetime ${lifetimeS} s`;
  const detail = `Account ${facts.account}, scope ${facts.scope}, ${time}`;
  return { detail, facts, ...warningOf(accounts, scopes, clockSkewMinutes, expected) };
}

function warningOf(
  accounts: readonly string[],
  scopes: readonly string[],
  clockSkewMinutes: number,
  { accountId }: Expected,
): { readonly warning: CheckWarning; readonly hint: string } | undefined {
  if (accounts.length > 0 && !accounts.includes(accountId)) {
    const hint = `The token is for another account than ${accountId}. Check that the application is installed there.`;
    return { warning: 'other-account', hint };
  }
  if (scopes.length > 0 && !scopes.includes(SCOPE)) {
    const hint = `The application lacks the scope ${SCOPE}. Add it where the application was installed.`;
    return { warning: 'missing-scope', hint };
  }
  if (clockSkewMinutes === 0) return undefined;
  const where = clockSkewMinutes > 0 ? 'ahead of' : 'behind';
  const hint = `This machine's clock is ${Math.abs(clockSkewMinutes)} minutes ${where} LivePerson's. Calls work anyway, but times in its logs mislead.`;
  return { warning: clockSkewMinutes > 0 ? 'clock-ahead' : 'clock-behind', hint };
}

/** Minutes that this machine's clock is ahead; 0 if the difference is small. */
function skewOf({ iat }: Record<string, unknown>, { nowMs }: Expected): number {
  const skewMs = typeof iat === 'number' ? nowMs - iat * 1000 : 0;
  return Math.abs(skewMs) <= MAX_SKEW_MS ? 0 : Math.round(skewMs / 60_000);
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

function lifetimeOf({ iat, exp }: Record<string, unknown>): number | undefined {
  return typeof iat === 'number' && typeof exp === 'number' ? Math.round(exp - iat) : undefined;
}
