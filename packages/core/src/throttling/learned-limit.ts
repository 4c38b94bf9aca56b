/** From then on a lesson is forgotten. */
const FORGET_MS = 600_000;

/** How long a lesson holds, and after what time beyond it twice as much is tried, and again twice as much. */
export interface Trust {
  readonly holdMs: number;
  readonly doubleMs: number;
}

/** For a number that refusals have shown. */
export const CERTAIN: Trust = { holdMs: 60_000, doubleMs: 60_000 };

/** For one that may be much too low. */
export const A_GUESS: Trust = { holdMs: 5000, doubleMs: 10_000 };

/** A limit that was learned from refusals: it holds for a while, is loosened by and by, and is forgotten. */
export class LearnedLimit {
  #limit = Number.POSITIVE_INFINITY;
  #learnedAt = Number.NEGATIVE_INFINITY;
  #trust = CERTAIN;

  at(nowMs: number): number {
    if (this.#limit === Number.POSITIVE_INFINITY) return this.#limit;
    const age = nowMs - this.#learnedAt;
    if (age >= FORGET_MS) return Number.POSITIVE_INFINITY;
    const { holdMs, doubleMs } = this.#trust;
    return this.#limit * 2 ** Math.max(0, (age - holdMs) / doubleMs);
  }

  learn(limit: number, nowMs: number, trust: Trust): void {
    this.#limit = limit;
    this.#learnedAt = nowMs;
    this.#trust = trust;
  }
}
