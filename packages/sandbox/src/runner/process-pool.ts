import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from '../accounts.js';
import { FunctionProcess } from './function-process.js';
import type { HttpRules } from './protocol.js';
import { Semaphore } from './semaphore.js';
import { sourceFingerprint } from './source-fingerprint.js';
import { type PooledProcess, WarmProcesses } from './warm-processes.js';

/** Waits for some milliseconds, or until the signal aborts. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export interface PoolOptions {
  /** The working directory of functions. */
  readonly cwd: string;
  /** Path of the node executable that runs functions. */
  readonly nodePath: string;
  readonly coldStartMs: number;
  readonly keepWarmMs: number;
  /** Answers the requests of functions to the sandbox. Never rejects. */
  readonly serve: (account: Account, service: string, request: unknown) => Promise<unknown>;
  /** Waits for the cold start, and for a debugger. Default: a timer. */
  readonly sleep?: Sleep;
}

/** A function, with what its process is started from. */
export interface FunctionSource {
  readonly account: Account;
  readonly lambdaUuid: string;
  /** Absolute path of its index.js. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly http: HttpRules;
}

/**
 * How long a V1 process may go on with pending work after its answer. On the platform it goes on, since one process
 * serves many invocations.
 */
const MAX_LINGER_MS = 5000;

export const sleepWithTimer: Sleep = (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined);

const keyOf = ({ account, lambdaUuid }: FunctionSource) => `${account.id}/${lambdaUuid}`;

/** Changes whenever the code or the environment of a function changes. */
export function fingerprintOf(
  { file, environment, http }: FunctionSource,
  loaded: readonly string[],
): string {
  return JSON.stringify([file, environment, http, sourceFingerprint(dirname(file), loaded)]);
}

/**
 * Provides a process for every invocation. On V1 always a new one, which is started ahead for a function that is invoked
 * again and again: a start takes ten times as long as an invocation. On V2 a warm one of the same function, if one is idle
 * and its files have not changed; otherwise a new one, after the cold start.
 */
export class ProcessPool {
  readonly #options: PoolOptions;
  readonly #warm: WarmProcesses;
  /** The functions of V1 that were invoked before. */
  readonly #invoked = new Set<string>();
  readonly #sleep: Sleep;
  readonly #closing = new AbortController();
  readonly #alive = new Set<FunctionProcess>();
  /** Limits how many processes start at once: more of them slow each other down more than in proportion. */
  readonly #starting = new Semaphore(2 * availableParallelism());

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#warm = new WarmProcesses(options.keepWarmMs);
    this.#sleep = options.sleep ?? sleepWithTimer;
  }

  /** @returns undefined when the sandbox is closing */
  async acquire(source: FunctionSource): Promise<PooledProcess | undefined> {
    const isV1 = source.account.generation === 'v1';
    const warm = this.#takeWarm(source);
    if (warm) return warm;
    const fingerprint = isV1 ? '' : await this.#coldStart(source);
    await this.#starting.acquire();
    try {
      if (this.#closing.signal.aborted) return undefined;
      const process = this.#start(source);
      await process.started;
      return { process, fingerprint, files: 0 };
    } finally {
      this.#starting.release();
    }
  }

  /** Takes a process back. On V2, resolves when the next invocation can have it. */
  async release(source: FunctionSource, pooled: PooledProcess): Promise<void> {
    const { process } = pooled;
    if (source.account.generation === 'v1') {
      // Not before the answer is on its way.
      setImmediate(() => this.#startAhead(source));
      return process.isUsable && process.hasPendingWork ? process.linger(MAX_LINGER_MS) : void process.stop();
    }
    if (!process.isUsable) return void process.stop();
    const files = process.loaded.length;
    if (files === pooled.files) return this.#warm.keep(keyOf(source), pooled);
    const before = fingerprintOf(source, process.loaded.slice(0, pooled.files));
    // A file that was saved during the invocation may be loaded in part, so the next invocation gets a new process.
    if (before !== pooled.fingerprint) return void process.stop();
    const fingerprint = fingerprintOf(source, process.loaded);
    this.#warm.keep(keyOf(source), { process, fingerprint, files });
  }

  /** Ends every process and waits until all are gone. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([...this.#alive].map((process) => process.stop()));
  }

  #takeWarm(source: FunctionSource): PooledProcess | undefined {
    const key = keyOf(source);
    for (let pooled = this.#warm.take(key); pooled; pooled = this.#warm.take(key)) {
      const { process } = pooled;
      const isUnchanged = fingerprintOf(source, process.loaded) === pooled.fingerprint;
      if (isUnchanged && process.isUsable) return pooled;
      void process.stop();
    }
    return undefined;
  }

  /** Starts the process of a V1 function's next invocation, if there was one before this and none waits already. */
  #startAhead(source: FunctionSource): void {
    const key = keyOf(source);
    const isRepeated = this.#invoked.has(key);
    this.#invoked.add(key);
    const isKept = this.#options.keepWarmMs > 0 && !this.#closing.signal.aborted;
    if (!isRepeated || !isKept || this.#warm.has(key)) return;
    try {
      this.#warm.keep(key, {
        process: this.#start(source),
        fingerprint: fingerprintOf(source, []),
        files: 0,
      });
    } catch {
      // The system refuses to start a process. The next invocation tries it again, and says why.
    }
  }

  async #coldStart(source: FunctionSource): Promise<string> {
    const { coldStartMs } = this.#options;
    if (coldStartMs > 0) await this.#sleep(coldStartMs, this.#closing.signal);
    return fingerprintOf(source, []);
  }

  #start({ account, environment }: FunctionSource): FunctionProcess {
    const { cwd, nodePath, serve } = this.#options;
    const { generation } = account;
    const process = new FunctionProcess({ generation, environment, cwd, nodePath }, (service, request) =>
      serve(account, service, request),
    );
    this.#alive.add(process);
    void process.gone.then(() => this.#alive.delete(process));
    return process;
  }
}
