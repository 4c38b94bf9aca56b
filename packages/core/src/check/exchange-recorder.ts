import type { Clock } from '../resilience/clock.js';
import type { Transport, TransportRequest, TransportResponse } from '../transport/transport.js';

/** A request of a check and what became of it. Holds secrets: it never leaves the check. */
export interface RecordedExchange {
  readonly request: TransportRequest;
  readonly response?: TransportResponse;
  readonly error?: unknown;
  readonly durationMs: number;
}

/** Sends requests with another transport and remembers them. */
export class ExchangeRecorder implements Transport {
  readonly exchanges: RecordedExchange[] = [];
  readonly #inner: Transport;
  readonly #clock: Clock;

  constructor(inner: Transport, clock: Clock) {
    this.#inner = inner;
    this.#clock = clock;
  }

  async send(request: TransportRequest): Promise<TransportResponse> {
    const startedAt = this.#clock.now();
    const record = (outcome: Pick<RecordedExchange, 'response' | 'error'>): void => {
      const durationMs = Math.round(this.#clock.now() - startedAt);
      this.exchanges.push({ request, durationMs, ...outcome });
    };
    try {
      const response = await this.#inner.send(request);
      record({ response });
      return response;
    } catch (error) {
      record({ error });
      throw error;
    }
  }

  /** Closes nothing: the other transport is its owner's. */
  async close(): Promise<void> {}
}
