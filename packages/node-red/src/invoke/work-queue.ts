/** What a message asks to be done, unit after unit: one for a message, one per element for an array. */
export interface Work {
  /** Units that are not started yet. */
  readonly left: number;
  /** Starts the next unit, and tells when it is over. */
  start(): Promise<void>;
}

export interface QueueLimits {
  /** Units under way at most; 0 for no limit. */
  readonly concurrency: number;
  /** Messages that may wait at most. */
  readonly queueLimit: number;
}

/** Does work in the order of its arrival, so much of it at once. */
export class WorkQueue {
  readonly #limits: QueueLimits;
  readonly #changed: () => void;
  readonly #broke: (error: unknown) => void;
  readonly #waiting = new Set<Work>();
  #running = 0;

  /** `broke` hears of what nobody expected: a rejection that nobody handles would end the whole of Node-RED. */
  constructor(limits: QueueLimits, changed: () => void, broke: (error: unknown) => void) {
    this.#limits = limits;
    this.#changed = changed;
    this.#broke = broke;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Whether there is room; work that finds none is not done. */
  add(work: Work): boolean {
    if (!this.#isFree() && this.#waiting.size >= this.#limits.queueLimit) return false;
    this.#waiting.add(work);
    this.#fill();
    this.#changed();
    return true;
  }

  /** Forgets what waits. */
  clear(): void {
    this.#waiting.clear();
  }

  #isFree(): boolean {
    return this.#limits.concurrency === 0 || this.#running < this.#limits.concurrency;
  }

  #fill(): void {
    for (const work of this.#waiting) {
      while (work.left > 0 && this.#isFree()) this.#start(work);
      if (work.left > 0) return;
      this.#waiting.delete(work);
    }
  }

  #start(work: Work): void {
    this.#running += 1;
    const over = (): void => {
      this.#running -= 1;
      this.#fill();
      this.#changed();
    };
    work.start().then(over, (error) => {
      this.#broke(error);
      over();
    });
  }
}
