import {
  type Transport,
  type TransportRequest,
  type TransportResponse,
  UndiciTransport,
} from '../../src/index.js';

/** The default transport, where a test can wait for what happens in the background. */
export class ObservedTransport implements Transport, AsyncDisposable {
  readonly #inner = new UndiciTransport();
  readonly #pending = new Set<Promise<unknown>>();

  send(request: TransportRequest): Promise<TransportResponse> {
    const answer = this.#inner.send(request);
    this.#pending.add(answer);
    const forget = (): unknown => this.#pending.delete(answer);
    answer.then(forget, forget);
    return answer;
  }

  get pending(): number {
    return this.#pending.size;
  }

  /** Resolves when every request has ended, and whoever waited for it has had its turn. */
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
