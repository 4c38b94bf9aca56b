/**
 * A thread beside the function's own, for what the function's cannot do while it loops: end the process when it
 * outgrows its memory, which V8 does not limit outside its heap, or when the sandbox is gone.
 */
import { workerData } from 'node:worker_threads';

const EVERY_MS = 50;

const { memoryBytes, sandbox } = workerData as { readonly memoryBytes: number; readonly sandbox: number };
const limit = process.memoryUsage.rss() + memoryBytes;

setInterval(() => {
  if (process.memoryUsage.rss() > limit || process.ppid !== sandbox) process.kill(process.pid, 'SIGKILL');
}, EVERY_MS);
