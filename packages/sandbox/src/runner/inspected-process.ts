import { FunctionProcess } from './function-process.js';
import { type FunctionSource, fingerprintOf, type PoolOptions, sleepWithTimer } from './process-pool.js';
import { Semaphore } from './semaphore.js';
import type { PooledProcess } from './warm-processes.js';

/** How long an invocation waits for the debugger that was attached to the process before. */
const REATTACH_MS = 10_000;

/** What a process is started with, which cannot change while it lives. */
const startKeyOf = ({ account, environment }: FunctionSource) => JSON.stringify([account, environment]);

/**
 * The one process of the function that is debugged. It runs before the first invocation, so that a debugger can attach
 * before the code loads, and serves all invocations one after the other, on V1 as well. When it ends or the code has
 * changed, a new one takes its port, and waits for the debugger if one was attached.
 */
export class InspectedProcess {
  readonly #options: PoolOptions;
  readonly #port: number;
  readonly #turn = new Semaphore(1);
  /** The function as it was invoked last. */
  #source: FunctionSource;
  #process: FunctionProcess;
  #startKey = '';
  /** Undefined until the process has run an invocation. */
  #used: PooledProcess | undefined;
  #isClosing = false;

  constructor(options: PoolOptions, port: number, source: FunctionSource) {
    this.#options = options;
    this.#port = port;
    this.#source = source;
    this.#process = this.#start(false);
  }

  /** Absolute path of the function's index.js. */
  get file(): string {
    return this.#source.file;
  }

  /** Resolves when a debugger can attach. */
  get started(): Promise<void> {
    return this.#process.started;
  }

  /**
   * Waits for the end of the invocation before.
   *
   * @returns undefined when the sandbox is closing
   */
  async acquire(source: FunctionSource): Promise<PooledProcess | undefined> {
    await this.#turn.acquire();
    this.#source = source;
    if (this.#isStale(source)) await this.#replace();
    await this.#waitForDebugger();
    if (this.#isClosing) {
      this.#turn.release();
      return undefined;
    }
    return this.#used ?? { process: this.#process, fingerprint: fingerprintOf(source, []), files: 0 };
  }

  /** Takes the process back. */
  async release(source: FunctionSource, { process, fingerprint, files }: PooledProcess): Promise<void> {
    if (process.isUsable) {
      const before = fingerprintOf(source, process.loaded.slice(0, files));
      const { length } = process.loaded;
      // A file that was saved during the invocation may be loaded in part, so the next invocation gets a new process.
      const now = before === fingerprint ? fingerprintOf(source, process.loaded) : '';
      if (process === this.#process) this.#used = { process, fingerprint: now, files: length };
    }
    this.#turn.release();
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#process.stop();
  }

  #isStale(source: FunctionSource): boolean {
    if (!this.#process.isUsable || this.#startKey !== startKeyOf(source)) return true;
    if (!this.#used) return false;
    return fingerprintOf(source, this.#process.loaded) !== this.#used.fingerprint;
  }

  async #waitForDebugger(): Promise<void> {
    const waiting = new AbortController();
    const sleep = this.#options.sleep ?? sleepWithTimer;
    await Promise.race([this.#process.started, sleep(REATTACH_MS, waiting.signal)]);
    waiting.abort();
    // One that is attached says itself when the process may go on.
    if (this.#process.isReady || this.#process.isDebuggerAttached || this.#isClosing) return;
    await this.#replace();
    await this.#process.started;
  }

  async #replace(): Promise<void> {
    const old = this.#process;
    await old.stop();
    if (this.#process === old && !this.#isClosing) this.#process = this.#start(old.isDebuggerAttached);
  }

  #start(waits: boolean): FunctionProcess {
    const { account, environment } = this.#source;
    const { cwd, nodePath, serve } = this.#options;
    const inspect = { port: this.#port, waits };
    const process = new FunctionProcess(
      { generation: account.generation, environment, cwd, nodePath, inspect },
      (service, request) => serve(account, service, request),
    );
    this.#startKey = startKeyOf(this.#source);
    this.#used = undefined;
    void process.gone.then(() => {
      // One that never was ready would end at once again: the next invocation tries it.
      if (!process.isReady || this.#isClosing) return;
      this.#process = this.#start(process.isDebuggerAttached);
    });
    return process;
  }
}
