import { USER_AGENT } from '../version.js';
import type { Addresses, AddressParts } from './addresses.js';
import type { CheckedInput } from './invocation-input.js';
import type { EventTarget } from './target.js';

/** What a request to the gateway is made of, beside what is asked of it. */
export interface RequestContext extends AddressParts {
  readonly token: string;
  readonly requestId: string;
  readonly addresses: Addresses;
}

/** One request to the gateway: its address, headers and body. */
export interface GatewayRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Step 3's request. `timestamp` is in wall-clock milliseconds. */
export function invocationRequest(
  { target, headers, payloadJson }: CheckedInput,
  timestamp: number,
  context: RequestContext,
): GatewayRequest {
  // The payload is JSON text already: a large one is written once, not twice.
  const body = `{"timestamp":${timestamp},"headers":${JSON.stringify(headers)},"payload":${payloadJson}}`;
  const url = context.addresses.of(target, 'invoke', context);
  return { method: 'POST', url, headers: headersOf(context), body };
}

/** Asks whether anybody implements an event; invokes nothing. */
export function implementedRequest(event: EventTarget, context: RequestContext): GatewayRequest {
  const url = context.addresses.of(event, 'isImplemented', context);
  return { method: 'GET', url, headers: headersOf(context) };
}

/** V2 is told in a header who calls, V1 in the address. */
function headersOf({ token, requestId, generation, eventSource }: RequestContext): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'user-agent': USER_AGENT,
    'x-request-id': requestId,
  };
  if (generation === 'v2') headers['lp-eventsource'] = eventSource;
  return headers;
}
