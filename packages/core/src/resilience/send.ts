import { isRecord } from '../json.js';
import {
  isTransportError,
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from '../transport/transport.js';
import { waitFor } from './deadline.js';

/**
 * Sends a request through any transport and holds it to the contract: it ends with the signal whatever the transport
 * does, and everything that is not a response is a `TransportError`.
 * @throws {@link TransportError}
 */
export async function send(transport: Transport, request: TransportRequest): Promise<TransportResponse> {
  // In an async function, so that a throw is a rejection, too.
  const sending = (async () => await transport.send(request))();
  return assertResponse(
    await waitFor(sending, request.signal).catch((error: unknown) => {
      throw asTransportError(error, request.signal);
    }),
  );
}

/** What a transport threw, as a `TransportError`. Anything else breaks its contract, so nothing is proven. */
export function asTransportError(error: unknown, signal: AbortSignal): TransportError {
  if (isTransportError(error)) return error;
  return new TransportError(signal.aborted ? 'aborted' : 'connection', 'unknown', error);
}

/**
 * Returns a response as the library reads it. A transport on fetch may return `Headers`. Those of a result are not read,
 * because they may be lazy.
 * @throws {@link TransportError} when a transport returned something else.
 */
export function assertResponse(value: TransportResponse): TransportResponse {
  const isResponse =
    isRecord(value) && Number.isInteger(value.status) && typeof value.text === 'string' && 'headers' in value;
  if (!isResponse) throw noResponse();
  const { status, text } = value;
  if (status >= 200 && status < 300 && text !== '') return value;
  const headers: unknown = value.headers;
  if (!isRecord(headers)) throw noResponse();
  if (!(Symbol.iterator in headers)) return value;
  return { status, text, headers: Object.fromEntries(headers as unknown as Iterable<[string, string]>) };
}

const noResponse = (): TransportError =>
  new TransportError('connection', 'unknown', new Error('the transport did not return a response'));
