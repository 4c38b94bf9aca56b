import { CLOSING, type Invocation, notStarted } from './function-process.js';
import { type FunctionSource, InstanceSupply, type SupplyOptions } from './process-pool.js';
import type { FunctionInput, InvocationReport, LogLimit } from './protocol.js';
import { Slots } from './semaphore.js';
import type { Served } from './warm-processes.js';

/** So many processes at once are still no burden; further invocations wait for their turn. */
const MOST_PROCESSES = 64;

export interface RunnerOptions extends SupplyOptions {
  readonly executionLimitMs: number;
  /** So many instances one V2 function may have. */
  readonly instances: number;
  readonly logLimit: LogLimit;
}

export interface FunctionRun extends FunctionSource {
  readonly input: FunctionInput;
  /** Called when the function itself is called, after its code was loaded. */
  readonly onStarted: () => void;
}

/** Runs invocations, each in a process that it has to itself meanwhile, and leaves none behind when it is closed. */
export class FunctionRunner {
  readonly #options: RunnerOptions;
  readonly #supply: InstanceSupply;
  readonly #slots = new Slots(MOST_PROCESSES);
  /** Invocations under way, by account and function. */
  readonly #busy = new Map<string, number>();
  readonly #underWay = new Set<Promise<InvocationReport>>();

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#supply = new InstanceSupply(options);
  }

  /** Never rejects: whatever the function does is in the report. */
  async run(run: FunctionRun): Promise<InvocationReport> {
    // V2 serves one request per instance; V1 has no such limit.
    const isFull = this.#count(run, 0) >= this.#options.instances;
    if (run.account.generation === 'v2' && isFull) return { outcome: { kind: 'throttled' }, logs: [] };
    this.#count(run, 1);
    const report = this.#runInTurn(run);
    this.#underWay.add(report);
    return await report.finally(() => {
      this.#underWay.delete(report);
      this.#count(run, -1);
    });
  }

  /** Ends what runs; resolves when every invocation has its report and every process is gone. */
  async close(): Promise<void> {
    await this.#supply.close();
    await Promise.all(this.#underWay);
  }

  async #runInTurn(run: FunctionRun): Promise<InvocationReport> {
    await this.#slots.enter();
    let served: Served | undefined;
    try {
      served = await this.#supply.take(run);
    } catch (error) {
      // The system refuses some processes at once, for example one with a very large environment.
      this.#slots.leave();
      return { outcome: notStarted(error), logs: [] };
    }
    if (!served) {
      this.#slots.leave();
      return { outcome: CLOSING, logs: [] };
    }
    const report = await served.instance.invoke(this.#invocationOf(run));
    await this.#supply.giveBack(run, served);
    this.#freeSlot(served);
    return report;
  }

  #invocationOf({ file, account, input, onStarted }: FunctionRun): Invocation {
    const { executionLimitMs, logLimit } = this.#options;
    const job = { file, generation: account.generation, input, logLimit };
    return { job, executionLimitMs, onStarted };
  }

  /** The answer need not wait for a process to end, but its place is free only then. */
  #freeSlot({ instance }: Served): void {
    if (instance.isUsable) this.#slots.leave();
    else void instance.gone.then(() => this.#slots.leave());
  }

  #count({ account, lambdaUuid }: FunctionSource, change: number): number {
    const key = `${account.id}/${lambdaUuid}`;
    const count = (this.#busy.get(key) ?? 0) + change;
    if (count === 0) this.#busy.delete(key);
    else this.#busy.set(key, count);
    return count;
  }
}
