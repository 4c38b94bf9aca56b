/**
 * Where processes that use the same credentials share one token, and, with `add`, what they know of the platform's
 * throttling. What is kept is sealed with the client secret: whoever can read the store learns nothing, and what
 * somebody else wrote into it is not believed.
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
  /**
   * Adds to a number, which is 0 when there is none, and answers the sum: at once, whoever else adds to it. It is
   * dropped after `ttlMs` milliseconds. With it, processes that the platform throttles take turns; without it, each
   * finds out for itself how much it may send.
   */
  add?(key: string, count: number, ttlMs: number): Promise<number>;
}
