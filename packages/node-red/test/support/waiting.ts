/** Milliseconds. Shorter than a test may take, so that the test ends by itself and closes what it has opened. */
export const MAX_WAIT_MS = 15_000;

/** Waits for a promise, but not for ever: `what` says in the error what did not happen. */
export async function within<Value>(
  promise: Promise<Value>,
  what: () => string,
  limitMs: number = MAX_WAIT_MS,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${limitMs} ms for ${what()}`)), limitMs);
    // The loser of a race goes on waiting; it must not keep Jest from ending.
    timer.unref();
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
