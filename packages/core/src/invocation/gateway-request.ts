import type { Domain } from '../domains/service.js';
import { USER_AGENT } from '../version.js';
import type { CheckedInput } from './invocation-input.js';
import { type EventTarget, pathOf, type Target } from './target.js';

/** What a request to the gateway is made of, beside what is asked of it. */
export interface RequestContext {
  readonly accountId: string;
  readonly generation: 'v1' | 'v2';
  readonly eventSource: string;
  readonly gateway: Domain;
  readonly token: string;
  readonly requestId: string;
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
  return { method: 'POST', ...address(target, 'invoke', context), body };
}

/** Asks whether anybody implements an event; invokes nothing. */
export function implementedRequest(event: EventTarget, context: RequestContext): GatewayRequest {
  return { method: 'GET', ...address(event, 'isImplemented', context) };
}

/** The two generations differ in where the caller's name stands, and in the parameter `v`. */
function address(target: Target, action: string, context: RequestContext): { url: URL; headers: Headers } {
  const { accountId, gateway, generation, eventSource, token, requestId } = context;
  const headers: Headers = {
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'user-agent': USER_AGENT,
    'x-request-id': requestId,
  };
  if (generation === 'v2') headers['lp-eventsource'] = eventSource;
  const query = [
    ...(generation === 'v1' ? ['v=1', `externalSystem=${escaped(eventSource)}`] : []),
    ...(target.kind === 'event' && target.skillId !== undefined
      ? [`skillId=${escaped(target.skillId)}`]
      : []),
  ];
  const path = `/api/account/${accountId}/${pathOf(target)}/${action}`;
  const search = query.length > 0 ? `?${query.join('&')}` : '';
  return { url: new URL(`${gateway.origin}${path}${search}`), headers };
}

/** What needs no escape, as most names. */
const PLAIN = /^[\w.-]*$/;

/** As a form escapes it. By hand: a URL that is taken apart and put together again costs more than all the rest. */
function escaped(text: string): string {
  return PLAIN.test(text) ? text : encodeURIComponent(text).replaceAll('%20', '+');
}

type Headers = Record<string, string>;
