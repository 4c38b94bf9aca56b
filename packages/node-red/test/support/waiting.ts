/** Milliseconds. Shorter than Jest's limit for a test, so that a test fails by itself and closes its servers. */
export const MAX_WAIT_MS = 15_000;

/** Waits for a promise for a limited time; `what` says in the error what was missing. */
export async function within<Value>(
  promise: Promise<Value>,
  what: () => string,
  limitMs: number = MAX_WAIT_MS,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${limitMs} ms for ${what()}`)), limitMs);
    // The loser of a race keeps waiting, but must not prevent Jest from ending.
    timer.unref();
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
