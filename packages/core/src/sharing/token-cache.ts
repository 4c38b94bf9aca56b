/**
 * A store in which processes with the same credentials share one token and, with `add`, the platform's rate limits.
 * Entries are sealed with the client secret: they cannot be read without it, and forged entries are rejected.
 *
 * A call waits for the store for a tenth of its deadline at most, and never longer than half a second. After a timeout
 * the store is skipped for some seconds. An error, a timeout or an invalid value counts as a cache miss, never fails a
 * call, and is published on the diagnostics channel `store`.
 */
export interface TokenCache {
  /** Returns the value, or `undefined`. */
  get(key: string): Promise<string | undefined>;
  /** Stores a value for at most `ttlMs` milliseconds. */
  set(key: string, value: string, ttlMs: number): Promise<unknown>;
  /** Removes a value. Without it, a token that the gateway refused stays until a new one replaces it. */
  delete?(key: string): Promise<unknown>;
  /**
   * Acquires a lock, so that one process at a time requests a token. Returns a function that releases it, or
   * `undefined` if another process holds it. The lock must expire after `ttlMs` milliseconds. Without it, processes
   * that start together each request a token.
   */
  lock?(key: string, ttlMs: number): Promise<(() => Promise<unknown>) | undefined>;
  /**
   * Adds to a counter atomically and returns the sum. A missing counter is 0; it expires after `ttlMs` milliseconds.
   * With it, processes share the platform's rate limits; without it, each process learns them by itself.
   */
  add?(key: string, count: number, ttlMs: number): Promise<number>;
  /** Called when a `FunctionsClient` that has the cache closes. Another client may go on using it. */
  close?(): Promise<unknown>;
}
