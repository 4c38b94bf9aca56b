import type { Clock } from './clock.js';

const CAPACITY = 10;
const REFUND = 0.1;

/** After so long the whole budget is there again: what is rarely called has few successes to earn it by. */
const REFILL_MS = 60_000;

/** Bounds the retries of all callers together: when most calls fail, trying again only adds to the load. */
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

  /** A call that went well earns a tenth of a retry. */
  refund(): void {
    this.#earn(REFUND);
  }

  #earn(part: number): void {
    this.#left = Math.min(CAPACITY, this.#left + part);
  }
}
