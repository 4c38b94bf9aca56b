import type { Clock } from '@lp-faas/core';

/**
 * How time passes on a {@link TestClock}.
 *
 * - `manual`: not at all, until a test moves it.
 * - `paced`: a short pause is over at once and noted in `pauses`; deadlines stand still as with `manual`.
 * - `virtual`: from timer to timer, as fast as the machine can; see {@link TestClock.next} and
 *   {@link TestClock.run}.
 */
export type TimeMode = 'manual' | 'paced' | 'virtual';

/** Deadlines and timeouts are longer than this, pauses between requests shorter. */
const MAX_PAUSE_MS = 9000;

/** When the clocks of all tests begin, in wall-clock milliseconds. */
const WALL_START_MS = 1_790_000_000_000;

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** The clock of every test: nothing is slept, and every run is the same. */
export class TestClock implements Clock {
  /** Each pause that a paced clock has skipped, in milliseconds. */
  readonly pauses: number[] = [];
  /** What `random` answers, the middle unless a test wants an end; or numbers that are the same in each run. */
  chance: number | 'seeded' = 0.5;
  /** How many timers have been set so far, whatever became of them. */
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

  /** Resolves after so many milliseconds of this clock. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve));
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  /** Moves time, and calls everything that is due by then. */
  advance(ms: number): void {
    this.#goTo(this.#now + ms);
  }

  /** Moves time to the next timer; not at all when there is none. */
  next(): void {
    let at = Number.POSITIVE_INFINITY;
    for (const timer of this.#timers) at = Math.min(at, timer.at);
    if (at !== Number.POSITIVE_INFINITY) this.#goTo(Math.max(this.#now, at));
  }

  /** Goes from timer to timer until the work is over; answers what came of it. */
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

  /** Sets the machine's own clock, as a user or a time server may. */
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
      // One that was due at the same time may have called this one off.
      if (this.#timers.delete(timer)) timer.callback();
    }
  }
}
