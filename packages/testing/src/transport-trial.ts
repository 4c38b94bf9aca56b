import type { Transport, TransportRequest, TransportResponse } from '@lp-faas/core/transport';

/** The fields of an error that every adapter must set in the same way. */
interface ObservedFailure {
  readonly name: string;
  readonly reason: string;
  readonly delivery: string;
}

/** Does some work with a new transport, and closes it. */
export type WithTransport = <T>(work: (transport: Transport) => Promise<T>) => Promise<T>;

/** Creates a new transport for each work. */
export function withTransport(create: () => Transport): WithTransport {
  return async (work) => {
    const transport = create();
    try {
      return await work(transport);
    } finally {
      await transport.close();
    }
  };
}

/** Waits for a request to fail. */
export const failureOf = (sending: Promise<TransportResponse>): Promise<ObservedFailure> =>
  sending.then(
    (response) => Promise.reject(new Error(`answered ${response.status}`)),
    (error: ObservedFailure) => ({ name: error.name, reason: error.reason, delivery: error.delivery }),
  );

/** An invocation. */
export const post = (url: string, overrides: Partial<TransportRequest> = {}): TransportRequest => ({
  method: 'POST',
  url: new URL(url),
  headers: { 'content-type': 'application/json', 'x-request-id': 'r1' },
  body: '{"name":"Jörg"}',
  signal: new AbortController().signal,
  maxResponseBytes: 1_000_000,
  ...overrides,
});
