import type { UserSessions } from '../agent-vep/user-sessions.js';
import { INVOKE_SCOPE, type TokenAuthority } from '../sentinel/token-authority.js';
import { isProof, type ProvenRequest } from './dpop.js';
import type { GatewayProblem } from './problems.js';

export interface Refusal {
  readonly problem: GatewayProblem;
  readonly text: string;
}

const bearerOf = (authorization: string | undefined): string | undefined =>
  /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];

const ANOTHER_ACCOUNT: Refusal = { problem: 'forbidden', text: 'The token is for another account' };

const CONNECTOR_TOKEN: Refusal = {
  problem: 'forbidden',
  text: 'The token was requested with v=1.0, which is for the Connector API only. Request it with v=2.0',
};

async function refuseToken(
  token: string,
  account: string,
  authority: TokenAuthority,
): Promise<Refusal | undefined> {
  const claims = await authority.verify(token);
  if (!claims) return { problem: 'unauthorized', text: 'The token is invalid or has expired' };
  if (claims.account !== account) return ANOTHER_ACCOUNT;
  if (claims.isForConnector) return CONNECTOR_TOKEN;
  if (!claims.scopes.includes(INVOKE_SCOPE)) {
    return { problem: 'forbidden', text: `The token lacks the scope ${INVOKE_SCOPE}` };
  }
  return undefined;
}

/**
 * Checks the bearer token of an application for an account.
 *
 * @returns why the call is refused, or undefined
 */
export async function refuse(
  authorization: string | undefined,
  account: string,
  authority: TokenAuthority,
): Promise<Refusal | undefined> {
  const token = bearerOf(authorization);
  if (token === undefined) return { problem: 'unauthorized', text: 'A bearer token is required' };
  return await refuseToken(token, account, authority);
}

export interface DpopRequest extends ProvenRequest {
  readonly authorization: string | undefined;
  readonly proof: unknown;
}

/**
 * Checks a call with `Authorization: DPoP`.
 *
 * @returns why the call is refused; undefined if it is not; null if it has another scheme
 */
export async function refuseDpop(
  { authorization, proof, ...request }: DpopRequest,
  account: string,
  authority: TokenAuthority,
): Promise<Refusal | undefined | null> {
  const token = /^DPoP +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return null;
  if (!(await isProof(proof, request))) {
    return { problem: 'unauthorized', text: 'The DPoP proof is missing or is not for this request' };
  }
  return await refuseToken(token, account, authority);
}

/** Whether the bearer token is that of a user of this account; undefined if it is not a user's token. */
export function userOfAccount(
  authorization: string | undefined,
  account: string,
  sessions: UserSessions,
): boolean | undefined {
  const session = sessions.find(bearerOf(authorization) ?? '');
  return session && session.account === account;
}

/** Checks a call that requires a user's token. */
export function refuseUser(
  authorization: string | undefined,
  account: string,
  sessions: UserSessions,
): Refusal | undefined {
  const isOwn = userOfAccount(authorization, account, sessions);
  if (isOwn === undefined) return { problem: 'unauthorized', text: "A user's bearer token is required" };
  return isOwn ? undefined : ANOTHER_ACCOUNT;
}
