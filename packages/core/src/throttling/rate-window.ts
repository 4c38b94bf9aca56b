const BINS = 50;
const BIN_MS = 1000 / BINS;

/** Two counts of a second that differ by less are the same number. */
const SAME_COUNT = 0.1;
const RATE_MARGIN = 0.97;

/** How much of their allowance platforms usually let clients save up, in milliseconds of it. */
export const SAVED_MS = 1000;

/** What was sent since the gate opened. */
export interface SentSinceOpen {
  /** Milliseconds since then; infinite when it never was closed. */
  readonly openMs: number;
  readonly sent: number;
  /** The most that were sent within one second; the seconds are counted from when the gate opened. */
  readonly maxPerSecond: number;
}

/** Counts requests by the second, in constant space. Times are in milliseconds and only go forward. */
export class RateWindow {
  readonly #bins = new Array<number>(BINS).fill(0);
  #bin = 0;
  #openedAt = Number.NEGATIVE_INFINITY;
  #sent = 0;
  #secondEndsAt = 0;
  #inThisSecond = 0;
  #maxPerSecond = 0;

  /** A request goes out. */
  add(nowMs: number): void {
    const at = this.#forward(nowMs);
    this.#bins[at] = (this.#bins[at] ?? 0) + 1;
    this.#sent += 1;
    if (nowMs >= this.#secondEndsAt) {
      this.#maxPerSecond = Math.max(this.#maxPerSecond, this.#inThisSecond);
      this.#inThisSecond = 0;
      this.#secondEndsAt = nowMs + 1000;
    }
    this.#inThisSecond += 1;
  }

  /** Requests of the last second, give or take a twentieth of it. */
  lastSecond(nowMs: number): number {
    this.#forward(nowMs);
    return this.#bins.reduce((sum, count) => sum + count, 0);
  }

  /** From now on every request may go. */
  opened(nowMs: number): void {
    this.#openedAt = nowMs;
    this.#sent = 0;
    this.#secondEndsAt = nowMs + 1000;
    this.#inThisSecond = 0;
    this.#maxPerSecond = 0;
  }

  sinceOpen(nowMs: number): SentSinceOpen {
    return { openMs: nowMs - this.#openedAt, sent: this.#sent, maxPerSecond: this.#maxPerSecond };
  }

  /** Empties the bins that have passed unused; answers the index of the present one. */
  #forward(nowMs: number): number {
    const bin = Math.floor(nowMs / BIN_MS);
    for (let passed = Math.max(this.#bin, bin - BINS) + 1; passed <= bin; passed += 1) {
      this.#bins[passed % BINS] = 0;
    }
    this.#bin = bin;
    return bin % BINS;
  }
}

/** What a lesson about the rate is drawn from. */
export interface RateEvidence extends SentSinceOpen {
  /** The limit before the refusal. */
  readonly before: number;
  /** Requests of the last second that were not refused, and the same of the lesson before. */
  readonly count: number;
  readonly lastCount: number;
}

export interface RateVerdict {
  readonly allowed: number;
  readonly isCertain: boolean;
  /** Whether the platform lets clients save up what they do not use. */
  readonly hasSaved: boolean;
}

/** Tells a window and a token bucket apart, as the top of pace.ts says. */
export function judgeRate({ count, lastCount, openMs, sent, maxPerSecond }: RateEvidence): RateVerdict {
  if (Math.abs(count - lastCount) <= SAME_COUNT * lastCount) {
    return { allowed: RATE_MARGIN * Math.min(count, lastCount), isCertain: true, hasSaved: false };
  }
  const hasSaved = maxPerSecond >= RATE_MARGIN * count && Number.isFinite(openMs);
  if (!hasSaved) return { allowed: count, isCertain: false, hasSaved };
  const allowed = (sent * 1000) / (openMs + SAVED_MS);
  return { allowed, isCertain: openMs < 2000 || allowed > 0.9 * count, hasSaved };
}
