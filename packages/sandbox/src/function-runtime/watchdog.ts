/**
 * A thread beside the function's own, for what the function's cannot do while it loops: end the process when it
 * outgrows its memory, which V8 does not limit outside its heap, or when the sandbox is gone. It sleeps between
 * invocations.
 */
import { workerData } from 'node:worker_threads';

export interface Watched {
  readonly memoryBytes: number;
  /** The sandbox's process id. */
  readonly sandbox: number;
  /** Holds 1 while an invocation runs, else 0. */
  readonly busy: Int32Array;
}

const EVERY_MS = 50;

const { memoryBytes, sandbox, busy } = workerData as Watched;
const limit = process.memoryUsage.rss() + memoryBytes;

for (;;) {
  Atomics.wait(busy, 0, 0);
  if (process.memoryUsage.rss() > limit || process.ppid !== sandbox) process.kill(process.pid, 'SIGKILL');
  Atomics.wait(busy, 0, 1, EVERY_MS);
}
