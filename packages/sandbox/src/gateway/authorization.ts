import { INVOKE_SCOPE, type TokenAuthority } from '../sentinel/token-authority.js';
import type { Problem } from './problems.js';

export interface Refusal {
  readonly problem: Problem;
  readonly text: string;
}

/**
 * Checks the bearer token of a call for an account.
 *
 * @returns why it is refused, or undefined
 */
export async function refuse(
  authorization: string | undefined,
  account: string,
  authority: TokenAuthority,
): Promise<Refusal | undefined> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return { problem: 'unauthorized', text: 'A bearer token is needed' };
  const claims = await authority.verify(token);
  if (!claims) return { problem: 'unauthorized', text: 'The token is not valid or has expired' };
  if (claims.account !== account) {
    return { problem: 'forbidden', text: 'The token is for another account' };
  }
  if (!claims.scopes.includes(INVOKE_SCOPE)) {
    return { problem: 'forbidden', text: `The token lacks the scope ${INVOKE_SCOPE}` };
  }
  return undefined;
}
