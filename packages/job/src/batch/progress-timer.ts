const EVERY_MS = 10_000;

/** Lets through one line in ten seconds: a log is read by people. */
export class ProgressTimer {
  readonly #now: () => number;
  #lastAt: number;

  constructor(now: () => number) {
    this.#now = now;
    this.#lastAt = now();
  }

  /** Whether it is time to tell how far it is. */
  get isDue(): boolean {
    if (this.#now() - this.#lastAt < EVERY_MS) return false;
    this.#lastAt = this.#now();
    return true;
  }
}
