import { jwtDecode } from 'jwt-decode';
import { isRecord } from '../json.js';
import { redactText } from '../redaction.js';
import type { Finding } from './check-report.js';

const SCOPE = 'faas.lambda.invoke';

/** Beyond this, whoever compares times (logs, other libraries) is misled. */
const MAX_SKEW_MS = 300_000;

/** Whose token it should be. */
export interface Expected {
  readonly accountId: string;
  /** Wall-clock milliseconds. */
  readonly nowMs: number;
}

/**
 * What a token says of itself: account (`aud`), scope, lifetime. The gateway has the last word, so what does
 * not fit is worth a look and no more.
 */
export function findingOfClaims(token: string, expected: Expected): Finding {
  const claims = read(token);
  if (claims === undefined) return { detail: 'The token does not say whose it is' };
  const accounts = words(claims['aud']);
  const scopes = words(claims['scope']);
  const lifetime = lifetimeOf(claims);
  const detail = `Account ${said(accounts)}, scope ${said(scopes)}, ${lifetime}`;
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
    return `The token is for another account than ${accountId}: check that the application is installed there.`;
  }
  if (scopes.length > 0 && !scopes.includes(SCOPE)) {
    return `The application lacks the scope ${SCOPE}: ask for it where the application was installed.`;
  }
  const skewMs = typeof iat === 'number' ? nowMs - iat * 1000 : 0;
  if (Math.abs(skewMs) <= MAX_SKEW_MS) return undefined;
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  const where = skewMs > 0 ? 'ahead of' : 'behind';
  return `This machine's clock is ${minutes} minutes ${where} LivePerson's; calls work all the same, its logs mislead.`;
}

function read(token: string): Record<string, unknown> | undefined {
  try {
    const claims: unknown = jwtDecode(token);
    return isRecord(claims) ? claims : undefined;
  } catch {
    // The error is dropped: it quotes the token.
    return undefined;
  }
}

/** A claim of one or many words, in either way that it is written. */
function words(claim: unknown): string[] {
  const list: unknown[] = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
  return list.filter((word) => typeof word === 'string' && word !== '') as string[];
}

const said = (list: readonly string[]): string =>
  list.length === 0 ? 'not said' : redactText(list.join(' '));

function lifetimeOf({ iat, exp }: Record<string, unknown>): string {
  if (typeof iat !== 'number' || typeof exp !== 'number') return 'lifetime not said';
  return `lifetime ${Math.round(exp - iat)} s`;
}
