import type { Clock } from '@lp-faas/core';

/**
 * How time passes on a {@link TestClock}.
 *
 * - `manual`: only when a test advances it.
 * - `paced`: a short pause ends immediately and is recorded in `pauses`; longer timers wait as with `manual`.
 * - `virtual`: jumps from timer to timer without waiting; see {@link TestClock.next} and {@link TestClock.run}.
 */
export type TimeMode = 'manual' | 'paced' | 'virtual';

/** A paced clock skips timers up to this length: pauses between requests, but not deadlines and timeouts. */
const MAX_PAUSE_MS = 9000;

/** The wall-clock time at which every test clock starts, in milliseconds. */
const WALL_START_MS = 1_790_000_000_000;

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock for tests: it never really waits, and every run is the same. */
export class TestClock implements Clock {
  /** The pauses that a paced clock has skipped, in milliseconds. */
  readonly pauses: number[] = [];
  /** The value of `random`, or `seeded` for a sequence of numbers that is the same in every run. */
  chance: number | 'seeded' = 0.5;
  /** The number of timers set so far, including those that have ended. */
  timersSet = 0;
  readonly #mode: TimeMode;
  readonly #timers = new Set<Timer>();
  #now = 0;
  #wallOffset = WALL_START_MS;
  #seed = 42;

  constructor(mode: TimeMode = 'manual') {
    this.#mode = mode;
  }

  now(): number {
    return this.#now;
  }

  wallNow(): number {
    return this.#wallOffset + this.#now;
  }

  random(): number {
    if (this.chance !== 'seeded') return this.chance;
    this.#seed = (this.#seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.#seed / 2_147_483_648;
  }

  after(ms: number, callback: () => void): () => void {
    this.timersSet += 1;
    return this.#mode === 'paced' && ms <= MAX_PAUSE_MS ? this.#skip(ms, callback) : this.#set(ms, callback);
  }

  /** Resolves after `ms` milliseconds of this clock. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve));
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  /** Advances time, and calls every timer that is due by then. */
  advance(ms: number): void {
    this.#goTo(this.#now + ms);
  }

  /** Advances time to the next timer, if there is one. */
  next(): void {
    let at = Number.POSITIVE_INFINITY;
    for (const timer of this.#timers) at = Math.min(at, timer.at);
    if (at !== Number.POSITIVE_INFINITY) this.#goTo(Math.max(this.#now, at));
  }

  /** Advances from timer to timer until the work settles; returns its result. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const over = (): void => {
      isOver = true;
    };
    work.then(over, over);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (isOver) return await work;
      this.next();
    }
  }

  /** Sets the wall clock, as a user or a time server may. */
  setWall(ms: number): void {
    this.#wallOffset = ms - this.#now;
  }

  #set(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  #skip(ms: number, callback: () => void): () => void {
    const skip = setImmediate(() => {
      this.pauses.push(ms);
      this.advance(ms);
      callback();
    });
    return () => clearImmediate(skip);
  }

  #goTo(at: number): void {
    this.#now = at;
    for (const timer of [...this.#timers].filter((one) => one.at <= at)) {
      // Another timer that was due may have cancelled this one.
      if (this.#timers.delete(timer)) timer.callback();
    }
  }
}
