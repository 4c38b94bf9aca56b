/**
 * A thread beside the function's own. It kills the process when the process outgrows its memory, which V8 limits only
 * on its heap, or when the sandbox is gone: the function's own thread cannot do so while it loops.
 */
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { killOwnGroup } from './own-group.js';

interface WatchdogData {
  readonly memoryBytes: number;
  readonly sandboxPid: number;
  /** Holds 1 while an invocation runs, else 0. The thread sleeps until it is 1. */
  readonly busy: Int32Array;
}

const CHECK_INTERVAL_MS = 50;

const busy = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Starts the thread. The memory counts from what the process uses now. */
export function startWatchdog(memoryBytes: number, sandboxPid: number): void {
  const data: WatchdogData = { memoryBytes, sandboxPid, busy };
  new Worker(new URL(import.meta.url), { name: 'sandbox watchdog', workerData: data, env: {} }).unref();
}

/** Tells the thread that an invocation begins or has ended. */
export function setBusy(isBusy: boolean): void {
  Atomics.store(busy, 0, isBusy ? 1 : 0);
  Atomics.notify(busy, 0);
}

function watch(data: WatchdogData): never {
  const limit = process.memoryUsage.rss() + data.memoryBytes;
  // An invocation does not end this pause: to wake the thread takes a tenth of a warm invocation.
  const pause = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  for (;;) {
    Atomics.wait(data.busy, 0, 0);
    const isOrphan = process.ppid !== data.sandboxPid;
    if (process.memoryUsage.rss() > limit || isOrphan) killOwnGroup();
    Atomics.wait(pause, 0, 0, CHECK_INTERVAL_MS);
  }
}

if (!isMainThread) watch(workerData as WatchdogData);
