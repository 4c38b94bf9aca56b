import type { FunctionsError } from '../errors.js';
import type { Clock } from '../resilience/clock.js';
import { waitMs } from '../resilience/retry-after.js';

/** How long to pause requests to a failing service. */
export interface CoolDownPolicy {
  /** Consecutive failures before the first pause. */
  readonly forgiven: number;
  /** Upper bound of the first pause, in milliseconds; it doubles with each failure. */
  readonly firstMs: number;
  /** Upper bound of every pause, in milliseconds. */
  readonly maxMs: number;
}

/**
 * Exponential backoff with full jitter after consecutive failures, so that many processes do not come back at once.
 * A longer `Retry-After` takes precedence.
 */
export class CoolDown {
  readonly #policy: CoolDownPolicy;
  readonly #clock: Clock;
  #failures = 0;
  #until = Number.NEGATIVE_INFINITY;
  #error: FunctionsError | undefined;

  constructor(policy: CoolDownPolicy, clock: Clock) {
    this.#policy = policy;
    this.#clock = clock;
  }

  /** The failure that causes the current pause; `undefined` when the next request may be sent. */
  get reason(): FunctionsError | undefined {
    return this.#clock.now() < this.#until ? this.#error : undefined;
  }

  failed(error: FunctionsError): void {
    const { forgiven, firstMs, maxMs } = this.#policy;
    this.#failures += 1;
    this.#error = error;
    const step = this.#failures - forgiven;
    const maxPause = Math.min(maxMs, firstMs * 2 ** (step - 1));
    const pause = step > 0 ? this.#clock.random() * maxPause : 0;
    const retryAfter = waitMs(error.retryAfterMs);
    if (pause > 0 || retryAfter > 0) this.#until = this.#clock.now() + Math.max(pause, retryAfter);
  }

  succeeded(): void {
    this.#failures = 0;
    this.#until = Number.NEGATIVE_INFINITY;
    this.#error = undefined;
  }
}
