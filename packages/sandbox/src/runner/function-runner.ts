import type { InvocationReport } from './protocol.js';
import { type RunningWorker, runInWorker, type WorkerRun } from './run-in-worker.js';

/** So many threads at once are still no burden; further invocations wait for their turn. */
const MOST_WORKERS = 64;

/** Runs invocations, each in its own worker, and leaves none behind when it is closed. */
export class FunctionRunner {
  readonly #running = new Set<RunningWorker>();
  readonly #waiting: (() => void)[] = [];
  #free = MOST_WORKERS;
  #closed = false;

  /** Never rejects: whatever the function does is in the report. */
  async run(run: WorkerRun): Promise<InvocationReport> {
    await this.#turn();
    if (this.#closed) return { outcome: { kind: 'stopped' }, logs: [] };
    const worker = runInWorker(run);
    this.#running.add(worker);
    const report = await worker.report;
    // The answer need not wait for the thread to end, but its place is free only then.
    void worker.stop().then(() => this.#leave(worker));
    return report;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const resume of this.#waiting.splice(0)) resume();
    await Promise.all([...this.#running].map((worker) => worker.stop()));
  }

  async #turn(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(worker: RunningWorker): void {
    this.#running.delete(worker);
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
