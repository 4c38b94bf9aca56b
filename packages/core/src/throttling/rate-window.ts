const BINS = 50;
const BIN_MS = 1000 / BINS;

/** Counts requests by the second, in constant space. Times are in milliseconds and only go forward. */
export class RateWindow {
  readonly #bins = new Array<number>(BINS).fill(0);
  #bin = 0;
  #since: number | undefined;
  #sent = 0;

  /** A request goes out. */
  add(nowMs: number): void {
    const at = this.#forward(nowMs);
    this.#bins[at] = (this.#bins[at] ?? 0) + 1;
    this.#since ??= nowMs;
    this.#sent += 1;
  }

  /** A request that went out at this time was refused, so it does not count. */
  remove(sentAtMs: number): void {
    const bin = Math.floor(sentAtMs / BIN_MS);
    if (bin > this.#bin - BINS) this.#bins[bin % BINS] = (this.#bins[bin % BINS] ?? 0) - 1;
    if (sentAtMs >= (this.#since ?? 0)) this.#sent -= 1;
  }

  /** Requests of the last second, give or take a twentieth of it. */
  lastSecond(nowMs: number): number {
    this.#forward(nowMs);
    return this.#bins.reduce((sum, count) => sum + count, 0);
  }

  /** Counts anew from here on. */
  restart(nowMs: number): void {
    this.#since = nowMs;
    this.#sent = 0;
  }

  /** Milliseconds since the restart, or since the first request, and what was sent in them. */
  sinceRestart(nowMs: number): { readonly ms: number; readonly sent: number } {
    return { ms: nowMs - (this.#since ?? nowMs), sent: this.#sent };
  }

  /** Empties the bins that have passed unused; returns the index of the present one. */
  #forward(nowMs: number): number {
    const bin = Math.floor(nowMs / BIN_MS);
    for (let passed = Math.max(this.#bin, bin - BINS) + 1; passed <= bin; passed += 1) {
      this.#bins[passed % BINS] = 0;
    }
    this.#bin = bin;
    return bin % BINS;
  }
}
