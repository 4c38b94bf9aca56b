import type { Instance } from './function-process.js';

/** An instance that has served an invocation, and what it was made from. */
export interface Served {
  readonly instance: Instance;
  /** Its code and its environment, as a text: they must be the same for the next invocation. */
  readonly madeFrom: string;
  /** How many of the files that it has loaded are in there. */
  readonly files: number;
}

interface Warm extends Served {
  readonly key: string;
  readonly timer: NodeJS.Timeout;
}

/** More than so many only hold memory once a burst is over, so they are kept just for as long as a burst breathes. */
const FEW = 8;
const BURST_MS = 2000;

/** Instances that wait for the next invocation of their function, each for a while. */
export class WarmInstances {
  readonly #keepMs: number;
  /** The one that waits longest comes first. */
  #idle: Warm[] = [];

  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  /** The one of a function that was busy last. */
  take(key: string): Served | undefined {
    const warm = this.#idle.findLast((item) => item.key === key);
    if (warm) this.#remove(warm);
    return warm;
  }

  /** Keeps an instance warm for a while, or ends it when it is of no more use. */
  keep(key: string, served: Served): void {
    const { instance } = served;
    if (this.#keepMs <= 0 || !instance.isUsable) return void instance.stop();
    const keepMs = this.#idle.length < FEW ? this.#keepMs : Math.min(this.#keepMs, BURST_MS);
    const timer = setTimeout(() => this.#end(warm), keepMs).unref();
    const warm: Warm = { ...served, key, timer };
    this.#idle.push(warm);
  }

  #remove(warm: Warm): void {
    clearTimeout(warm.timer);
    this.#idle = this.#idle.filter((item) => item !== warm);
  }

  #end(warm: Warm): void {
    this.#remove(warm);
    void warm.instance.stop();
  }
}
