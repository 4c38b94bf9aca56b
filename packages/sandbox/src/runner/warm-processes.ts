import type { FunctionProcess } from './function-process.js';

/** A process and the state of the disk that it was started from. */
export interface PooledProcess {
  readonly process: FunctionProcess;
  /** Fingerprint of its code and environment. The process is reused only while this is unchanged. */
  readonly fingerprint: string;
  /** How many of the files that the process has loaded are in the fingerprint. */
  readonly files: number;
}

interface WarmProcess extends PooledProcess {
  readonly key: string;
  readonly timer: NodeJS.Timeout;
}

/** Beyond this number, idle processes are kept only for `BURST_MS`: after a burst they would just hold memory. */
const MAX_LONG_WARM = 8;
const BURST_MS = 2000;

/** Idle processes that wait for the next invocation of their function, each for a limited time. */
export class WarmProcesses {
  readonly #keepMs: number;
  /** In the order in which they became idle. */
  #idle: WarmProcess[] = [];

  /** @param keepMs how long a process stays warm, in milliseconds; 0 keeps none */
  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  has(key: string): boolean {
    return this.#idle.some((item) => item.key === key);
  }

  /** Removes and returns the process of a function that became idle last. */
  take(key: string): PooledProcess | undefined {
    const warm = this.#idle.findLast((item) => item.key === key);
    if (warm) this.#remove(warm);
    return warm;
  }

  /** Keeps a process warm for a while, or ends it if it cannot be reused. */
  keep(key: string, pooled: PooledProcess): void {
    const { process } = pooled;
    if (this.#keepMs <= 0 || !process.isUsable) return void process.stop();
    const keepMs = this.#idle.length < MAX_LONG_WARM ? this.#keepMs : Math.min(this.#keepMs, BURST_MS);
    const timer = setTimeout(() => this.#end(warm), keepMs).unref();
    const warm: WarmProcess = { ...pooled, key, timer };
    this.#idle.push(warm);
  }

  #remove(warm: WarmProcess): void {
    clearTimeout(warm.timer);
    this.#idle = this.#idle.filter((item) => item !== warm);
  }

  #end(warm: WarmProcess): void {
    this.#remove(warm);
    void warm.process.stop();
  }
}
