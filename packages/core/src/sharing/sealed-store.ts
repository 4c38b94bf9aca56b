import type { StoreOperation } from '../diagnostics.js';
import { parseJson } from '../json.js';
import type { Clock } from '../resilience/clock.js';
import { seal, unseal } from './seal.js';
import { InvalidAnswer, StoreBreaker } from './store-breaker.js';
import { StoreTime } from './store-time.js';
import type { TokenCache } from './token-cache.js';

/**
 * The shared cache, with entries sealed by the client secret. Never throws, and waits no longer than the caller's
 * `StoreTime`: an unavailable store behaves like an empty one.
 */
export class SealedStore {
  readonly #cache: TokenCache;
  readonly #clock: Clock;
  readonly #breaker: StoreBreaker;
  readonly #secret: () => string | undefined;

  /** @param secret returns the current client secret, if it is known */
  constructor(cache: TokenCache, clock: Clock, secret: () => string | undefined) {
    this.#cache = cache;
    this.#clock = clock;
    this.#breaker = StoreBreaker.of(cache, clock);
    this.#secret = secret;
  }

  /** Reads a value: `undefined` if it is missing, `null` if it cannot be read, or was written with another secret. */
  async read(
    key: string,
    time: StoreTime,
    isPlausible: (value: unknown) => boolean = () => true,
  ): Promise<unknown> {
    const secret = this.#secret();
    if (secret === undefined) return null;
    return await this.#ask('get', time, async () => {
      const sealed: unknown = await this.#cache.get(key);
      if (sealed === undefined || sealed === null) return undefined;
      const text = typeof sealed === 'string' ? unseal(sealed, secret, key) : undefined;
      if (text === undefined) throw new InvalidAnswer('The entry was not sealed with this client secret');
      const value = parseJson(text);
      if (!isPlausible(value)) throw new InvalidAnswer('The entry has an implausible value');
      return value;
    });
  }

  /** Stores a value for at most `ttlMs` milliseconds. */
  async write(key: string, value: object, ttlMs: number, time = new StoreTime(this.#clock)): Promise<void> {
    const secret = this.#secret();
    if (secret === undefined) return;
    const sealed = seal(JSON.stringify(value), secret, key);
    await this.#tell('set', time, () => this.#cache.set(key, sealed, Math.ceil(ttlMs)));
  }

  /** Removes a value, if the cache supports it. */
  async drop(key: string, time: StoreTime): Promise<void> {
    await this.#tell('delete', time, async () => this.#cache.delete?.(key));
  }

  /** Returns a function that releases the lock, `taken`, or `undefined` when locks are unsupported or failing. */
  async lock(
    key: string,
    ttlMs: number,
    time: StoreTime,
  ): Promise<(() => Promise<void>) | 'taken' | undefined> {
    const { lock } = this.#cache;
    if (lock === undefined) return undefined;
    let isAwaited = true;
    const release = await this.#ask('lock', time, async () => {
      const acquired: unknown = await lock.call(this.#cache, key, ttlMs);
      if (acquired !== undefined && typeof acquired !== 'function')
        throw new InvalidAnswer('lock() returned neither a function nor undefined');
      // The caller went on without the lock, so that the others must not wait for it.
      if (!isAwaited) await acquired?.();
      return acquired as (() => Promise<unknown>) | undefined;
    });
    isAwaited = false;
    if (release === null) return undefined;
    return release === undefined ? 'taken' : () => this.#tell('unlock', time, release);
  }

  /** Adds to a counter and returns the sum; `undefined` if the store cannot, or the sum fails the check. */
  async add(
    key: string,
    count: number,
    ttlMs: number,
    time = new StoreTime(this.#clock),
    isPlausible: (sum: number) => boolean = () => true,
  ): Promise<number | undefined> {
    const { add } = this.#cache;
    if (add === undefined) return undefined;
    const sum = await this.#ask('add', time, async () => {
      const answer = await add.call(this.#cache, key, count, Math.ceil(ttlMs));
      if (!Number.isSafeInteger(answer) || !isPlausible(answer))
        throw new InvalidAnswer('The counter has an implausible value');
      return answer;
    });
    return sum ?? undefined;
  }

  /** An operation whose answer the caller needs: not sent when there is no time for the answer. */
  async #ask<T>(operation: StoreOperation, time: StoreTime, run: () => Promise<T>): Promise<T | null> {
    const limitMs = time.leftMs;
    if (limitMs <= 0) return null;
    return await time.wait(this.#breaker.run({ operation, limitMs, run }));
  }

  /** An operation that serves other processes: sent even when this caller has no time to wait for it. */
  async #tell(operation: StoreOperation, time: StoreTime, run: () => Promise<unknown>): Promise<void> {
    await time.wait(this.#breaker.run({ operation, run }));
  }
}
