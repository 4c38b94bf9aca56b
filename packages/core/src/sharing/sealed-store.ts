import { parseJson } from '../json.js';
import type { Clock } from '../resilience/clock.js';
import { Deadline, waitFor } from '../resilience/deadline.js';
import { seal, unseal } from './seal.js';
import type { TokenCache } from './token-cache.js';

const TIMEOUT_MS = 1000;

/**
 * The shared cache, with entries sealed by the client secret. Never throws, and each operation takes a second at most:
 * an unavailable store behaves like an empty one.
 */
export class SealedStore {
  readonly #cache: TokenCache;
  readonly #clock: Clock;
  readonly #secret: () => string | undefined;

  /** @param secret returns the current client secret, if it is known */
  constructor(cache: TokenCache, clock: Clock, secret: () => string | undefined) {
    this.#cache = cache;
    this.#clock = clock;
    this.#secret = secret;
  }

  /** Reads a value; `undefined` if it is missing, forged, or was written with another secret. */
  async read(key: string): Promise<unknown> {
    const sealed = await this.#within(() => this.#cache.get(key));
    const secret = this.#secret();
    if (typeof sealed !== 'string' || secret === undefined) return undefined;
    const text = unseal(sealed, secret, key);
    return text === undefined ? undefined : parseJson(text);
  }

  /** Stores a value for at most `ttlMs` milliseconds. */
  async write(key: string, value: object, ttlMs: number): Promise<void> {
    const secret = this.#secret();
    if (secret === undefined) return;
    const sealed = seal(JSON.stringify(value), secret, key);
    await this.#within(() => this.#cache.set(key, sealed, Math.ceil(ttlMs)));
  }

  /** Removes a value, if the cache supports it. */
  async drop(key: string): Promise<void> {
    await this.#within(async () => this.#cache.delete?.(key));
  }

  /** Returns a function that releases the lock, `taken`, or `undefined` when locks are unsupported or failing. */
  async lock(key: string, ttlMs: number): Promise<(() => Promise<void>) | 'taken' | undefined> {
    const { lock } = this.#cache;
    if (lock === undefined) return undefined;
    const release = await this.#within(() => lock.call(this.#cache, key, ttlMs), null);
    if (release === null) return undefined;
    return release === undefined ? 'taken' : async () => void (await this.#within(release));
  }

  /** Adds to a counter and returns the sum; `undefined` if the store cannot. */
  async add(key: string, count: number, ttlMs: number): Promise<number | undefined> {
    const sum = await this.#within(async () => this.#cache.add?.(key, count, Math.ceil(ttlMs)));
    return Number.isSafeInteger(sum) ? sum : undefined;
  }

  async #within<T, E = undefined>(work: () => Promise<T>, otherwise?: E): Promise<T | E> {
    using deadline = new Deadline(this.#clock, TIMEOUT_MS);
    // In an async function, so that a throw is a rejection too.
    const working = (async () => await work())();
    return await waitFor(working, deadline.signal).catch(() => otherwise as E);
  }
}
