import { RateWindow } from './rate-window.js';

/** A platform that refuses again within this time refuses everything for a while. */
const AGAIN_MS = 1000;

/** Margins below what was allowed. What a bucket has filled with is known exactly; what a window counts is not. */
const [BUCKET_MARGIN, WINDOW_MARGIN] = [0.99, 0.97];

/** How much of their allowance platforms usually let clients save up while they send nothing, in milliseconds of it. */
const SAVED_MS = 1000;

/** Timers are late, so a client that is behind may catch up by this much; by more where it may save up. */
const CATCH_UP_MS = 25;
const CATCH_UP_SAVED_MS = SAVED_MS / 2;

/**
 * How a limit is loosened. The longer it has not changed, the longer it holds: for this part of that time, within limits. Then
 * more and more is tried: twice as much after `doubleMs`, 16 times as much after twice that time. A bucket refuses one
 * request when too much is tried. A window refuses all for a while, so there we try seldom.
 */
const BUCKET = { part: 1 / 8, minHoldMs: 2500, doubleMs: 3000 };
const WINDOW = { part: 3, minHoldMs: 15_000, doubleMs: 10_000 };
const MAX_HOLD_MS = 60_000;

/** A limit that differs by more than this is another one. */
const CHANGED = 0.1;

/** What a lesson is drawn from. */
interface Evidence {
  /** The limit before the refusal. */
  readonly before: number;
  /** Requests that were not refused: of the last second, and since the allowance was last known. */
  readonly lastSecond: number;
  readonly sent: number;
  /** The time in which the platform allowed `sent`: since then, and what was saved up before. */
  readonly allowedInMs: number;
}

/** How many requests a second may be sent, as learned from refusals. Times are in milliseconds, on the monotonic clock. */
export class RateLimit {
  readonly #window = new RateWindow();
  #limit = Number.POSITIVE_INFINITY;
  #learnedAt = Number.NEGATIVE_INFINITY;
  #trust = BUCKET;
  /** What the last lessons agreed on, and since when. */
  #agreed = { limit: 0, sinceMs: 0 };
  #savedMs = SAVED_MS;
  #evidence: Evidence = { before: 0, lastSecond: 0, sent: 0, allowedInMs: 0 };

  at(nowMs: number): number {
    if (this.#limit === Number.POSITIVE_INFINITY) return this.#limit;
    const { part, minHoldMs, doubleMs } = this.#trust;
    const agreedMs = this.#isAgreed() ? this.#learnedAt - this.#agreed.sinceMs : 0;
    const holdMs = Math.min(MAX_HOLD_MS, Math.max(minHoldMs, part * agreedMs));
    const beyondMs = Math.max(0, nowMs - this.#learnedAt - holdMs);
    return this.#limit * 2 ** ((beyondMs / doubleMs) ** 2);
  }

  /** How many milliseconds of the rate a client that is behind may catch up on. */
  get catchUpMs(): number {
    const isBucket = this.#limit !== Number.POSITIVE_INFINITY && this.#trust === BUCKET;
    return isBucket ? CATCH_UP_SAVED_MS : CATCH_UP_MS;
  }

  lastSecond(nowMs: number): number {
    return this.#window.lastSecond(nowMs);
  }

  /** A request goes out. */
  sent(nowMs: number): void {
    this.#window.add(nowMs);
  }

  /** A request that went out at this time was refused, for whatever reason. */
  notAllowed(sentAtMs: number): void {
    this.#window.remove(sentAtMs);
  }

  /** From now on every request may go, and the client has probably saved up. */
  opened(nowMs: number): void {
    this.#window.restart(nowMs);
    this.#savedMs = SAVED_MS;
  }

  /** A request was refused for the rate. */
  refused(nowMs: number): void {
    if (!this.#isAgreed()) this.#agreed = { limit: this.#limit, sinceMs: this.#learnedAt };
    const { ms, sent } = this.#window.sinceRestart(nowMs);
    const lastSecond = this.#window.lastSecond(nowMs);
    this.#evidence = { before: this.at(nowMs), lastSecond, sent, allowedInMs: ms + this.#savedMs };
    this.#learnBucket(nowMs);
    // A bucket is empty when it refuses. So the next lesson knows exactly what it has filled with.
    this.#window.restart(nowMs);
    this.#savedMs = 0;
  }

  /** One more was refused of those that were in flight with the refused one. */
  refusedToo(nowMs: number): void {
    const { lastSecond, sent } = this.#evidence;
    this.#evidence = { ...this.#evidence, lastSecond: lastSecond - 1, sent: sent - 1 };
    this.#learnBucket(nowMs);
  }

  /**
   * Returns whether the platform has just refused for the rate. If so, it counts by a window, which lets nothing through
   * until its end, and the limit is learned anew.
   */
  refusedAgain(nowMs: number): boolean {
    if (nowMs - this.#learnedAt >= AGAIN_MS) return false;
    const { before, lastSecond } = this.#evidence;
    this.#learn(Math.min(before, WINDOW_MARGIN * lastSecond), WINDOW, nowMs);
    return true;
  }

  #learnBucket(nowMs: number): void {
    const { before, lastSecond, sent, allowedInMs } = this.#evidence;
    // A client that was idle has used little of what was allowed. In a second it gets what was saved up, and as much again.
    const allowed = Math.max((sent * 1000) / allowedInMs, (lastSecond * 1000) / (1000 + SAVED_MS));
    this.#learn(Math.min(before, BUCKET_MARGIN * Math.min(allowed, lastSecond)), BUCKET, nowMs);
  }

  #learn(limit: number, trust: typeof BUCKET, nowMs: number): void {
    this.#limit = Math.max(1, limit);
    this.#trust = trust;
    this.#learnedAt = nowMs;
  }

  #isAgreed(): boolean {
    return Math.abs(this.#limit / this.#agreed.limit - 1) <= CHANGED;
  }
}
