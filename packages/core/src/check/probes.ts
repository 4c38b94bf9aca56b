import type { Deadline } from '../resilience/deadline.js';
import { send } from '../resilience/send.js';
import type { TransportRequest } from '../transport/transport.js';
import type { ExchangeRecorder } from './exchange-recorder.js';

/** A service that no account has. */
export const UNKNOWN_SERVICE = 'lpFaasInvokeCheck';

/**
 * Sends two harmless requests that the platform must refuse, because LivePerson documents neither answer: for the host
 * of a service that does not exist, and the question of the check without a token. Never throws.
 */
export async function probe(recorder: ExchangeRecorder, { signal }: Deadline): Promise<void> {
  const answered = recorder.exchanges.filter(({ response }) => response !== undefined);
  const find = (part: string): TransportRequest | undefined =>
    answered.find(({ request }) => request.url.pathname.includes(part))?.request;
  const host = find('/service/faasGW/');
  if (host !== undefined) {
    const url = new URL(host.url.href.replace('/service/faasGW/', `/service/${UNKNOWN_SERVICE}/`));
    await send(recorder, { ...host, url, signal }).catch(() => undefined);
  }
  const question = find('/isImplemented');
  if (question !== undefined) {
    const { authorization: _, ...headers } = question.headers;
    await send(recorder, { ...question, headers, signal }).catch(() => undefined);
  }
}
