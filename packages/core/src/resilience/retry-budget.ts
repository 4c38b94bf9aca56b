const CAPACITY = 10;
const REFUND = 0.1;

/** Bounds the retries of all callers together: when most calls fail, trying again only adds to the load. */
export class RetryBudget {
  #left = CAPACITY;

  /** Takes one retry; false when there is none left. */
  take(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  /** A call that went well earns a tenth of a retry. */
  refund(): void {
    this.#left = Math.min(CAPACITY, this.#left + REFUND);
  }
}
