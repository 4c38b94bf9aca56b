import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { errorCode } from '../errors.js';

export interface Invocation {
  readonly account: string;
  readonly uuid: string;
  /** Left out of the invocation if undefined. */
  readonly payload: unknown;
}

/** The gateway's answer as it came, or why none came. `requestId` is that of the recorded request. */
export type InvocationAnswer = { readonly requestId: string } & (
  | { readonly status: number; readonly body: string }
  | { readonly problem: string }
);

interface Sending {
  readonly url: string;
  readonly accessToken: string;
  /** The answer to whoever waits. When it closes, the invocation is abandoned. */
  readonly caller: Writable;
}

/** Sends an invocation over the network as every client does, so that it is recorded and meets faults. */
export async function sendInvocation(
  { account, uuid, payload }: Invocation,
  { url, accessToken, caller }: Sending,
): Promise<InvocationAnswer> {
  const requestId = randomUUID();
  const path = `/api/account/${encodeURIComponent(account)}/lambdas/${encodeURIComponent(uuid)}/invoke`;
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${accessToken}`,
    'x-request-id': requestId,
  };
  const call = httpRequest(`${url}${path}?v=1&externalSystem=lp-faas-sandbox`, {
    method: 'POST',
    headers,
    agent: false,
  });
  caller.once('close', () => call.destroy());
  try {
    const answer = await new Promise<{ status: number; body: string }>((resolve, reject) => {
      call.on('error', reject);
      call.on('response', (response) => {
        text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
      });
      call.end(JSON.stringify({ timestamp: Date.now(), headers: [], payload }));
    });
    return { requestId, ...answer };
  } catch (error) {
    return {
      requestId,
      problem: `The connection ended before the answer: ${String(errorCode(error) ?? error)}`,
    };
  }
}
