import type { Domain } from '../domains/service.js';
import { USER_AGENT } from '../version.js';
import type { CheckedInput } from './invocation-input.js';

/** What an invocation's request is made of, beside its input. */
export interface InvocationContext {
  readonly accountId: string;
  readonly generation: 'v1' | 'v2';
  readonly eventSource: string;
  readonly gateway: Domain;
  readonly token: string;
  readonly requestId: string;
  /** Wall-clock milliseconds. */
  readonly timestamp: number;
}

/** Step 3's request: its address, headers and body. */
export interface InvocationRequest {
  readonly method: 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The two generations differ in where the caller's name stands, and in the parameter `v`. */
export function invocationRequest(input: CheckedInput, context: InvocationContext): InvocationRequest {
  const { accountId, gateway, generation, eventSource, token, requestId } = context;
  const url = new URL(`${gateway.origin}/api/account/${accountId}/lambdas/${input.lambdaUuid}/invoke`);
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'user-agent': USER_AGENT,
    'x-request-id': requestId,
  };
  if (generation === 'v1') {
    url.searchParams.set('v', '1');
    url.searchParams.set('externalSystem', eventSource);
  } else {
    headers['lp-eventsource'] = eventSource;
  }
  const opening = JSON.stringify({ timestamp: context.timestamp, headers: input.headers }).slice(0, -1);
  // The payload is JSON text already: a large one is written once, not twice.
  return { method: 'POST', url, headers, body: `${opening},"payload":${input.payloadJson}}` };
}
