import { onAbort } from './close-signal.js';

/** The library's source of time and chance; replace it in tests. */
export interface Clock {
  /** Milliseconds on a monotonic clock; for durations. */
  now(): number;
  /** Milliseconds since 1970; for times that leave the process. */
  wallNow(): number;
  /** Calls back once after `ms` milliseconds; returns a function that cancels it. */
  after(ms: number, callback: () => void): () => void;
  /** A number from 0 up to 1, for jitter. */
  random(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wallNow: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, Math.ceil(ms));
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** Waits for `ms` milliseconds; rejects with the signal's reason as soon as it aborts. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let cancel = (): void => undefined;
    const stop = onAbort(signal, (reason) => {
      cancel();
      reject(reason);
    });
    if (signal.aborted) return;
    cancel = clock.after(ms, () => {
      stop();
      resolve();
    });
  });
}
