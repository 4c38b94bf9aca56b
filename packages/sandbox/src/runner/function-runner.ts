import type { FunctionInvocation } from './function-process.js';
import { InspectedProcess } from './inspected-process.js';
import { SANDBOX_CLOSING, startFailure } from './process-outcomes.js';
import { type FunctionSource, type PoolOptions, ProcessPool } from './process-pool.js';
import type {
  AfterAnswerEvent,
  FunctionInput,
  FunctionOutcome,
  HttpRules,
  InvocationReport,
  LogLimit,
} from './protocol.js';
import { Semaphore } from './semaphore.js';
import type { PooledProcess } from './warm-processes.js';

/** The concurrency limit over all functions. Further invocations wait for their turn. */
const MAX_PROCESSES = 64;

export interface RunnerOptions extends PoolOptions {
  readonly executionLimitMs: number;
  /** The maximum number of instances of one V2 function. */
  readonly instances: number;
  readonly logLimit: LogLimit;
  /** What happens to the requests of functions. Asked before each invocation. */
  readonly httpRules: () => HttpRules;
  /** The file of each toolbelt that replaces one of the sandbox, by the name of its module. */
  readonly toolbelts: Readonly<Record<string, string>>;
}

export interface FunctionRun extends Omit<FunctionSource, 'http'> {
  readonly input: FunctionInput;
  /** URL of the sandbox. */
  readonly url: string;
  /** Called when the function itself is called, after its code was loaded. */
  readonly onStarted: () => void;
  /** Called for what the function does after its answer. */
  readonly onAfterAnswer?: (event: AfterAnswerEvent) => void;
}

const notRun = (outcome: FunctionOutcome): InvocationReport => ({ outcome, logs: [], refused: [] });

/** Runs invocations, each alone in a process of its function. Leaves no process behind when it is closed. */
export class FunctionRunner {
  readonly #options: RunnerOptions;
  readonly #pool: ProcessPool;
  #inspected: InspectedProcess | undefined;
  readonly #permits = new Semaphore(MAX_PROCESSES);
  /** Number of invocations in progress, by account and function. */
  readonly #inProgress = new Map<string, number>();
  readonly #reports = new Set<Promise<InvocationReport>>();

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#pool = new ProcessPool(options);
  }

  /** Never rejects: the report says how the function failed. */
  async run(run: FunctionRun): Promise<InvocationReport> {
    // A V2 instance serves one request at a time; V1 has no such limit.
    const isFull = !this.#inspectedOf(run) && this.#count(run, 0) >= this.#options.instances;
    if (run.account.generation === 'v2' && isFull) return notRun({ kind: 'throttled' });
    this.#count(run, 1);
    const report = this.#runInTurn(run);
    this.#reports.add(report);
    return await report.finally(() => {
      this.#reports.delete(report);
      this.#count(run, -1);
    });
  }

  /** Runs a function in one process, which listens for a debugger on a port of 127.0.0.1, from now on. */
  async inspect(source: Omit<FunctionSource, 'http'>, port: number): Promise<void> {
    const http = this.#options.httpRules();
    this.#inspected = new InspectedProcess(this.#options, port, { ...source, http });
    await this.#inspected.started;
  }

  /** Ends all invocations. Resolves when each has its report and every process is gone. */
  async close(): Promise<void> {
    await Promise.all([this.#pool.close(), this.#inspected?.close()]);
    await Promise.all(this.#reports);
  }

  async #runInTurn(run: FunctionRun): Promise<InvocationReport> {
    await this.#permits.acquire();
    const source = { ...run, http: this.#options.httpRules() };
    const pool = this.#inspectedOf(run) ?? this.#pool;
    let pooled: PooledProcess | undefined;
    try {
      pooled = await pool.acquire(source);
    } catch (error) {
      // The system refuses to start some processes, for example one with a very large environment.
      this.#permits.release();
      return notRun(startFailure(error));
    }
    if (!pooled) {
      this.#permits.release();
      return notRun(SANDBOX_CLOSING);
    }
    const report = await pooled.process.invoke(this.#invocationOf(source));
    await pool.release(source, pooled);
    this.#releasePermit(pooled);
    return report;
  }

  #inspectedOf({ file }: FunctionRun): InspectedProcess | undefined {
    return this.#inspected?.file === file ? this.#inspected : undefined;
  }

  #invocationOf(run: FunctionRun & FunctionSource): FunctionInvocation {
    const { file, account, url, http, input, onStarted, onAfterAnswer } = run;
    const { executionLimitMs, logLimit, toolbelts } = this.#options;
    const { id, generation } = account;
    const call = { file, generation, input, logLimit, platform: { url, account: id }, toolbelts, http };
    return { call, executionLimitMs, onStarted, ...(onAfterAnswer && { onAfterAnswer }) };
  }

  /** The answer does not wait for a process to end, but the permit does. */
  #releasePermit({ process }: PooledProcess): void {
    if (process.isUsable) this.#permits.release();
    else void process.gone.then(() => this.#permits.release());
  }

  #count({ account, lambdaUuid }: FunctionRun, change: number): number {
    const key = `${account.id}/${lambdaUuid}`;
    const count = (this.#inProgress.get(key) ?? 0) + change;
    if (count === 0) this.#inProgress.delete(key);
    else this.#inProgress.set(key, count);
    return count;
  }
}
