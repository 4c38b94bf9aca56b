import { TestClock } from '@lp-faas/testing/clock';
import { ACCOUNT, CREDENTIALS } from '@lp-faas/testing/scripted-platform';
import { TokenSource } from '../../src/index.js';
import {
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from '../../src/transport/index.js';

/** The behaviour of the service: it issues tokens, fails, rejects credentials, or hangs. */
export type Mood = 'up' | 'down' | 'rejects' | 'hangs';

interface Waiting {
  readonly epoch: number;
  readonly answer: (response: TransportResponse) => void;
  isOpen: boolean;
}

const answered = (status: number, body: unknown): TransportResponse => ({
  status,
  headers: {},
  text: JSON.stringify(body),
});

/** A token service in memory that simulates days in a second and knows when each of its tokens expires. */
export class TokenService implements Transport {
  readonly clock = new TestClock();
  readonly waiting: Waiting[] = [];
  readonly #expiresAt = new Map<string, number>();
  mood: Mood = 'up';
  lifetimeMs = 3_600_000;
  requests = 0;
  /** Refusals so far; recorded with each request. */
  epoch = 0;

  source(): TokenSource {
    const domains = { sentinel: 'va.sentinel.liveperson.net' };
    const { clock } = this;
    return new TokenSource({ accountId: ACCOUNT, credentials: CREDENTIALS, domains, clock, transport: this });
  }

  /** Whether a token has not expired. */
  isValid(token: string): boolean {
    return this.clock.now() < (this.#expiresAt.get(token) ?? 0);
  }

  /** Requests that are neither answered nor aborted. */
  get open(): Waiting[] {
    return this.waiting.filter(({ isOpen }) => isOpen);
  }

  /** Answers all waiting requests according to the current mood. */
  answerAll(): void {
    if (this.mood === 'hangs') return;
    for (const request of this.open) {
      request.isOpen = false;
      request.answer(this.#answer());
    }
  }

  send({ signal }: TransportRequest): Promise<TransportResponse> {
    this.requests += 1;
    return new Promise((resolve, reject) => {
      const request: Waiting = { epoch: this.epoch, answer: resolve, isOpen: true };
      this.waiting.push(request);
      signal.addEventListener('abort', () => {
        request.isOpen = false;
        reject(new TransportError('aborted', 'unknown'));
      });
      this.answerAll();
    });
  }

  async close(): Promise<void> {}

  #answer(): TransportResponse {
    if (this.mood === 'down') return answered(503, {});
    if (this.mood === 'rejects') return answered(401, { error: 'invalid_client' });
    const token = `token-${this.requests}-${this.#expiresAt.size}`;
    this.#expiresAt.set(token, this.clock.now() + this.lifetimeMs);
    return answered(200, { access_token: token, token_type: 'Bearer', expires_in: this.lifetimeMs / 1000 });
  }
}

/** Runs everything that does not need time to pass. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
