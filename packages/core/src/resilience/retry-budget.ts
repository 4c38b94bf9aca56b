import type { Clock } from './clock.js';

const CAPACITY = 10;
const REFUND = 0.1;

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
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  /** Earns a tenth of a retry for a call that succeeded. */
  refund(): void {
    this.#earn(REFUND);
  }

  #earn(part: number): void {
    this.#left = Math.min(CAPACITY, this.#left + part);
  }
}
