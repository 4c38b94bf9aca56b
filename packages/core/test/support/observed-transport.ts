import {
  type Transport,
  type TransportRequest,
  type TransportResponse,
  UndiciTransport,
} from '../../src/index.js';

/** The default transport, with which a test can wait for background requests. */
export class ObservedTransport implements Transport, AsyncDisposable {
  readonly #inner = new UndiciTransport();
  readonly #pending = new Set<Promise<unknown>>();

  send(request: TransportRequest): Promise<TransportResponse> {
    const response = this.#inner.send(request);
    this.#pending.add(response);
    const forget = (): unknown => this.#pending.delete(response);
    response.then(forget, forget);
    return response;
  }

  get pending(): number {
    return this.#pending.size;
  }

  /** Resolves when all requests have ended and their callers have run. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending);
    await new Promise((resolve) => setImmediate(resolve));
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
