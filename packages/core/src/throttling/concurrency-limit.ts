/** How long a limit holds, after what time beyond it twice as much is tried, and again twice as much. */
const [HOLD_MS, DOUBLE_MS] = [60_000, 60_000];

/** After this time a limit is forgotten. */
const FORGET_MS = 600_000;

/** Answers are under way while the next requests go out, so what was seen to run may be a few too many. */
const MARGIN = 0.95;

/**
 * How many requests may be in flight, as learned from refusals. A request's level is how many were in flight with it when
 * it went out. Times are in milliseconds, on the monotonic clock.
 */
export class ConcurrencyLimit {
  #limit = Number.POSITIVE_INFINITY;
  #learnedAt = Number.NEGATIVE_INFINITY;
  /** The highest level that was answered. */
  #proven = 0;
  /** The limit before the lesson, and how many of those in flight were not refused. */
  #before = Number.POSITIVE_INFINITY;
  #running = 0;

  at(nowMs: number): number {
    if (this.#limit === Number.POSITIVE_INFINITY) return this.#limit;
    const age = nowMs - this.#learnedAt;
    if (age >= FORGET_MS) return Number.POSITIVE_INFINITY;
    return this.#limit * 2 ** Math.max(0, (age - HOLD_MS) / DOUBLE_MS);
  }

  isProven(level: number): boolean {
    return level <= this.#proven;
  }

  answered(level: number): void {
    this.#proven = Math.max(this.#proven, level);
  }

  beginLesson(inFlight: number, nowMs: number): void {
    this.#before = this.at(nowMs);
    this.#running = inFlight;
  }

  /** One of those in flight was refused. Returns whether others run, so that their number can be the limit. */
  refused(nowMs: number): boolean {
    // Not by its level: requests that go out together arrive in any order.
    this.#running -= 1;
    const othersRun = this.#running > 0;
    const allowed = othersRun ? Math.ceil(this.#running * MARGIN) : Number.POSITIVE_INFINITY;
    this.#limit = Math.min(this.#before, allowed);
    this.#learnedAt = nowMs;
    this.#proven = Math.min(this.#proven, this.#limit);
    return othersRun;
  }
}
