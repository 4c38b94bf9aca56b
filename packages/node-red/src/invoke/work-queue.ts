/** The work for one message: one unit, or for an array one unit per element. */
export interface Work {
  /** Units that have not started yet. */
  readonly left: number;
  /** Runs the next unit; resolves when it has ended. */
  start(): Promise<void>;
}

export interface QueueLimits {
  /** Maximum number of running units; 0 for no limit. */
  readonly concurrency: number;
  /** Maximum number of waiting messages. */
  readonly queueLimit: number;
}

/** Runs work in the order of its arrival, with limited concurrency and a bounded queue. */
export class WorkQueue {
  readonly #limits: QueueLimits;
  readonly #onChange: () => void;
  readonly #onUnexpectedError: (error: unknown) => void;
  readonly #waiting = new Set<Work>();
  #running = 0;

  /** `onUnexpectedError` gets every rejection of a unit: an unhandled one would end the Node-RED process. */
  constructor(limits: QueueLimits, onChange: () => void, onUnexpectedError: (error: unknown) => void) {
    this.#limits = limits;
    this.#onChange = onChange;
    this.#onUnexpectedError = onUnexpectedError;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Accepts work, or returns false when the queue is full. */
  add(work: Work): boolean {
    if (!this.#hasCapacity() && this.#waiting.size >= this.#limits.queueLimit) return false;
    this.#waiting.add(work);
    this.#fill();
    this.#onChange();
    return true;
  }

  /** Discards the waiting work. */
  clear(): void {
    this.#waiting.clear();
  }

  #hasCapacity(): boolean {
    return this.#limits.concurrency === 0 || this.#running < this.#limits.concurrency;
  }

  #fill(): void {
    for (const work of this.#waiting) {
      while (work.left > 0 && this.#hasCapacity()) this.#start(work);
      if (work.left > 0) return;
      this.#waiting.delete(work);
    }
  }

  #start(work: Work): void {
    this.#running += 1;
    const ended = (): void => {
      this.#running -= 1;
      this.#fill();
      this.#onChange();
    };
    work.start().then(ended, (error) => {
      this.#onUnexpectedError(error);
      ended();
    });
  }
}
