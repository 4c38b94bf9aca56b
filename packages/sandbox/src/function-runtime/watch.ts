/** Starts the watchdog, and tells it when there is something to watch. */
import { Worker } from 'node:worker_threads';
import type { Watched } from './watchdog.js';

const busy = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

export function startWatching(memoryBytes: number, sandbox: number): void {
  const workerData: Watched = { memoryBytes, sandbox, busy };
  new Worker(new URL('./watchdog.js', import.meta.url), { workerData, env: {} }).unref();
}

export function setBusy(isBusy: boolean): void {
  Atomics.store(busy, 0, isBusy ? 1 : 0);
  Atomics.notify(busy, 0);
}
