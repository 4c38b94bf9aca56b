/**
 * Where processes that use the same credentials share one token. What is kept is sealed with the client secret:
 * whoever can read the store learns nothing, and what somebody else wrote into it is not believed.
 *
 * Every call has a second; what fails, hangs or answers rubbish costs no more than that, and never fails a call.
 */
export interface TokenCache {
  /** The value, or nothing. */
  get(key: string): Promise<string | undefined>;
  /** Keeps a value for so many milliseconds at most. */
  set(key: string, value: string, ttlMs: number): Promise<unknown>;
  /** Drops a value. Without it, a token that the gateway refused stays until the next one takes its place. */
  delete?(key: string): Promise<unknown>;
  /**
   * Lets one process at a time ask for a token: answers what gives the lock back, or nothing when another one has
   * it. It must end by itself after `ttlMs` milliseconds. Without it, processes that start together each ask.
   */
  lock?(key: string, ttlMs: number): Promise<(() => Promise<unknown>) | undefined>;
}
