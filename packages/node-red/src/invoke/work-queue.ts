/** The work for one message: one unit, or for an array one unit per element. */
export interface Work {
  /** Units that have not started yet. */
  readonly left: number;
  /** When its message arrived, on the clock of `performance.now()`. */
  readonly arrivedAt: number;
  /** Runs the next unit; resolves when it has ended. */
  start(): Promise<void>;
}

export interface QueueLimits {
  /** Maximum number of running units; 0 for no limit. */
  readonly concurrency: number;
  /** Maximum number of waiting messages. */
  readonly queueLimit: number;
  /** Milliseconds after which waiting work starts whatever the limit, since it then fails; Infinity for never. */
  readonly maxWaitMs: number;
}

/** The most that `setTimeout` can wait. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Runs work in the order of its arrival, with limited concurrency and a bounded queue. */
export class WorkQueue {
  readonly #limits: QueueLimits;
  readonly #onChange: () => void;
  readonly #onUnexpectedError: (error: unknown) => void;
  readonly #waiting = new Set<Work>();
  #running = 0;
  #isUnlimited = false;
  #timer: NodeJS.Timeout | undefined;

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
    this.#setTimer();
    this.#onChange();
    return true;
  }

  /** Starts all waiting work, and any further work at once, whatever the limit: for work that fails without being sent. */
  startAll(): void {
    this.#isUnlimited = true;
    this.#fill();
    this.#onChange();
  }

  #hasCapacity(): boolean {
    const { concurrency } = this.#limits;
    return this.#isUnlimited || concurrency === 0 || this.#running < concurrency;
  }

  /** Sets the one timer, which is for the oldest waiting work. */
  #setTimer(): void {
    const [oldest] = this.#waiting;
    const { maxWaitMs } = this.#limits;
    if (this.#timer !== undefined || oldest === undefined || !Number.isFinite(maxWaitMs)) return;
    const left = oldest.arrivedAt + maxWaitMs - performance.now();
    this.#timer = setTimeout(() => this.#startOverdue(), Math.min(Math.max(left, 0) + 1, MAX_TIMER_MS));
    this.#timer.unref();
  }

  #startOverdue(): void {
    this.#timer = undefined;
    const arrivedBy = performance.now() - this.#limits.maxWaitMs;
    for (const work of this.#waiting) {
      if (work.arrivedAt > arrivedBy) break;
      this.#waiting.delete(work);
      while (work.left > 0) this.#start(work);
    }
    this.#setTimer();
    this.#onChange();
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
