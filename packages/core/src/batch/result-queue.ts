/** Holds running work and its results until they are taken: as they settle, or in the order in which they were added. */
export class ResultQueue<T> {
  readonly #isOrdered: boolean;
  readonly #running = new Set<Promise<T>>();
  /** What is taken next, in order; an ordered queue also holds what still runs. */
  readonly #line: Promise<T>[] = [];
  #finished = 0;
  #isClosed = false;
  #wakers: (() => void)[] = [];

  constructor(isOrdered: boolean) {
    this.#isOrdered = isOrdered;
  }

  /** Whether more work may be added when `limit` may run and as many more may wait to be taken. */
  hasRoom(limit: number): boolean {
    const held = this.#isOrdered ? this.#line.length : this.#line.length + this.#running.size;
    return this.#running.size < limit && held < 2 * limit;
  }

  /** How many have settled in all. */
  get finished(): number {
    return this.#finished;
  }

  add(work: Promise<T>): void {
    this.#running.add(work);
    if (this.#isOrdered) this.#line.push(work);
    const settled = (): void => {
      this.#running.delete(work);
      this.#finished += 1;
      if (!this.#isOrdered) this.#line.push(work);
      this.#wake();
    };
    work.then(settled, settled);
  }

  /** Says that nothing more will be added. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  /** Takes the next result; nothing when there will be none. Throws what the work threw. */
  async take(): Promise<{ readonly value: T } | undefined> {
    for (;;) {
      const [next] = this.#line;
      if (next !== undefined && !this.#running.has(next)) {
        this.#line.shift();
        this.#wake();
        return { value: await next };
      }
      if (this.#isClosed && this.#running.size === 0) return undefined;
      await this.changed();
    }
  }

  /** Waits until a piece of work settles or is taken. */
  changed(): Promise<void> {
    return new Promise((resolve) => this.#wakers.push(resolve));
  }

  /** Waits until nothing runs. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await this.changed();
  }

  #wake(): void {
    const wakers = this.#wakers;
    this.#wakers = [];
    for (const wake of wakers) wake();
  }
}
