import type { Clock } from './clock.js';

/** Counted in tenths of a retry: ten times 0.1 is less than one. */
const RETRY = 10;
const CAPACITY = 10 * RETRY;
const REFUND = 1;

/** The whole budget is back after this time, since a client that calls rarely has few successes to earn it by. */
const REFILL_MS = 60_000;

/** Limits the retries of all callers together: when most calls fail, retries only add to the load. */
export class RetryBudget {
  readonly #clock: Clock;
  #left = CAPACITY;
  #countedAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes one retry; false when there is none left. */
  take(): boolean {
    const now = this.#clock.now();
    this.#earn((CAPACITY * (now - this.#countedAt)) / REFILL_MS);
    this.#countedAt = now;
    if (this.#left < RETRY) return false;
    this.#left -= RETRY;
    return true;
  }

  /** Earns a tenth of a retry for a call that succeeded. */
  refund(): void {
    this.#earn(REFUND);
  }

  #earn(tenths: number): void {
    this.#left = Math.min(CAPACITY, this.#left + tenths);
  }
}
