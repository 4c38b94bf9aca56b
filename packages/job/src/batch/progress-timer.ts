const INTERVAL_MS = 10_000;

/** Limits the progress lines in the log to one in ten seconds. */
export class ProgressTimer {
  readonly #now: () => number;
  #lastAt: number;

  constructor(now: () => number) {
    this.#now = now;
    this.#lastAt = now();
  }

  /** Whether the next progress line is due; if so, the interval starts again. */
  get isDue(): boolean {
    if (this.#now() - this.#lastAt < INTERVAL_MS) return false;
    this.#lastAt = this.#now();
    return true;
  }
}
