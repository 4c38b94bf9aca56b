import { CERTAIN, LearnedLimit } from './learned-limit.js';

/** What was seen to run may have been a few too many: answers are under way while the next ones go out. */
const CUT = 0.95;

/** What a client has learned of how many requests the platform allows at once. */
export class AtOnce {
  readonly #limit = new LearnedLimit();
  /** The most requests at once of which one was answered. */
  #proven = 0;
  /** What the limit was before the lesson, the lowest level that was refused in it, and how many were not refused. */
  #before = Number.POSITIVE_INFINITY;
  #leastRefused = Number.POSITIVE_INFINITY;
  #running = 0;

  at(nowMs: number): number {
    return this.#limit.at(nowMs);
  }

  /** Whether a request that went out as the `level`th at once has been answered before. */
  isProven(level: number): boolean {
    return level <= this.#proven;
  }

  answered(level: number): void {
    this.#proven = Math.max(this.#proven, level);
  }

  /** A lesson begins, while `inside` are in flight. */
  begin(inside: number, nowMs: number): void {
    this.#before = this.at(nowMs);
    this.#leastRefused = Number.POSITIVE_INFINITY;
    this.#running = inside;
  }

  /**
   * One was refused that went out as the `level`th. Those that are not refused are what the platform was running.
   * Where even the first of all was refused, it was not for their number.
   */
  refused(level: number, nowMs: number): void {
    this.#leastRefused = Math.min(this.#leastRefused, level);
    this.#running -= 1;
    const ran = Math.min(this.#leastRefused - 1, this.#running);
    const allowed = this.#leastRefused > 1 ? Math.max(1, Math.floor(ran * CUT)) : Number.POSITIVE_INFINITY;
    const limit = Math.min(this.#before, allowed);
    this.#limit.learn(limit, nowMs, CERTAIN);
    this.#proven = Math.min(this.#proven, limit);
  }
}
