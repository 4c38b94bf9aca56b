import type { FunctionsError } from '../errors.js';
import type { Clock } from '../resilience/clock.js';
import { waitMs } from '../resilience/retry-after.js';

/** How long to leave a failing service alone. */
export interface CoolDownPolicy {
  /** Failures in a row that have no consequence yet. */
  readonly forgiven: number;
  /** Upper bound of the first pause, in milliseconds; it doubles with each failure. */
  readonly firstMs: number;
  /** Upper bound of every pause, in milliseconds. */
  readonly maxMs: number;
}

/**
 * The pause after failures in a row: it grows, and is drawn anew from zero to its bound each time ("full
 * jitter"), so that many processes do not come back at once. What the service asks for is obeyed.
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

  /** The failure that is the reason to pause now, or nothing when the next try may go out. */
  get reason(): FunctionsError | undefined {
    return this.#clock.now() < this.#until ? this.#error : undefined;
  }

  failed(error: FunctionsError): void {
    const { forgiven, firstMs, maxMs } = this.#policy;
    this.#failures += 1;
    this.#error = error;
    const step = this.#failures - forgiven;
    const longest = Math.min(maxMs, firstMs * 2 ** (step - 1));
    const pause = step > 0 ? this.#clock.random() * longest : 0;
    const asked = waitMs(error.retryAfterMs);
    if (pause > 0 || asked > 0) this.#until = this.#clock.now() + Math.max(pause, asked);
  }

  succeeded(): void {
    this.#failures = 0;
    this.#until = Number.NEGATIVE_INFINITY;
    this.#error = undefined;
  }
}
