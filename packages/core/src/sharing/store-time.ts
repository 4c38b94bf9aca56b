import { type Clock, sleep } from '../resilience/clock.js';
import { Deadline } from '../resilience/deadline.js';

/** A call waits for the store for this part of its deadline, and never longer than the maximum. */
const STORE_PART = 0.1;
const MAX_STORE_MS = 500;

/** The same for another process that holds the lock and is requesting the token, which is not the store's work. */
const LOCK_PART = 0.5;
const MAX_LOCK_MS = 5000;

const timesOfCalls = new WeakMap<object, StoreTime>();

/**
 * How long a call may wait for the store, over all operations together. Work that several calls share has its own:
 * the caller with the least time left determines how long it waits.
 */
export class StoreTime {
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();
  #maxMs: number;
  #spentMs = 0;
  #waitsSince = 0;
  #lockWaitEndsAt: number;
  #stopTimer = (): void => undefined;
  #endPause = (): void => undefined;

  /** @param remainingMs what is left of the call's deadline */
  constructor(clock: Clock, remainingMs: number = Number.POSITIVE_INFINITY) {
    this.#clock = clock;
    this.#maxMs = Math.min(MAX_STORE_MS, remainingMs * STORE_PART);
    this.#lockWaitEndsAt = clock.now() + Math.min(MAX_LOCK_MS, remainingMs * LOCK_PART);
  }

  /** Returns the time of a call, which is the same for all of its attempts. */
  static of(call: object, clock: Clock): StoreTime {
    if (!(call instanceof Deadline)) return new StoreTime(clock);
    const time = timesOfCalls.get(call) ?? new StoreTime(clock, call.remainingMs);
    timesOfCalls.set(call, time);
    return time;
  }

  /** Milliseconds that are left. */
  get leftMs(): number {
    return Math.max(0, this.#maxMs - this.#totalMs);
  }

  /** Whether there is time to wait for another process that holds the lock. */
  get canWaitForLock(): boolean {
    return this.#clock.now() < this.#lockWaitEndsAt;
  }

  /** Pauses while another process holds the lock; less when the time for that ends. Rejects with the signal's reason. */
  async pauseForLock(ms: number, signal: AbortSignal): Promise<void> {
    const endsAt = this.#clock.now() + ms;
    for (;;) {
      const leftMs = Math.min(endsAt, this.#lockWaitEndsAt) - this.#clock.now();
      if (leftMs <= 0) return;
      await new Promise<void>((resolve, reject) => {
        this.#endPause = resolve;
        sleep(this.#clock, leftMs, signal).then(resolve, reject);
      });
    }
  }

  /** Waits for an operation that never rejects; `null` when the time is up. */
  wait<T>(operation: Promise<T>): Promise<T | null> {
    if (this.leftMs <= 0) return Promise.resolve(null);
    return new Promise((resolve) => {
      const giveUp = (): void => end(null);
      const end = (value: T | null): void => {
        this.#endWait(giveUp);
        resolve(value);
      };
      if (this.#waiting.size === 0) this.#waitsSince = this.#clock.now();
      this.#waiting.add(giveUp);
      this.#startTimer();
      operation.then(end, giveUp);
    });
  }

  /** Lets a caller wait for work that takes this time: the caller's time limits it, and is spent with it. */
  async spentBy<T>(caller: StoreTime, work: () => Promise<T>): Promise<T> {
    const before = this.#totalMs;
    this.#maxMs = Math.min(this.#maxMs, before + caller.leftMs);
    this.#lockWaitEndsAt = Math.min(this.#lockWaitEndsAt, caller.#lockWaitEndsAt);
    this.#endPause();
    if (this.#waiting.size > 0) this.#startTimer();
    try {
      return await work();
    } finally {
      caller.#spentMs += this.#totalMs - before;
    }
  }

  get #totalMs(): number {
    return this.#spentMs + (this.#waiting.size > 0 ? this.#clock.now() - this.#waitsSince : 0);
  }

  #endWait(giveUp: () => void): void {
    const totalMs = this.#totalMs;
    if (!this.#waiting.delete(giveUp) || this.#waiting.size > 0) return;
    this.#spentMs = totalMs;
    this.#stopTimer();
  }

  #startTimer(): void {
    this.#stopTimer();
    const giveUpAll = (): void => {
      for (const giveUp of [...this.#waiting]) giveUp();
    };
    // Answers that are there already get one more turn of the event loop.
    this.#stopTimer = this.#clock.after(this.leftMs, () => setImmediate(giveUpAll));
  }
}
