const SLOTS = 50;
const SLOT_MS = 1000 / SLOTS;

/** How often something happened in the last second, give or take a twentieth of it; in constant space. */
export class LastSecond {
  readonly #counts = new Array<number>(SLOTS).fill(0);
  #slot = 0;

  add(nowMs: number): void {
    const at = this.#forward(nowMs);
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
  }

  count(nowMs: number): number {
    this.#forward(nowMs);
    return this.#counts.reduce((sum, n) => sum + n, 0);
  }

  /** Empties the slots that have passed unused; answers the place of the present one. */
  #forward(nowMs: number): number {
    const slot = Math.floor(nowMs / SLOT_MS);
    for (let passed = Math.max(this.#slot, slot - SLOTS) + 1; passed <= slot; passed += 1) {
      this.#counts[passed % SLOTS] = 0;
    }
    this.#slot = slot;
    return slot % SLOTS;
  }
}
