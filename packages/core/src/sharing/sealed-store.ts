import { parseJson } from '../json.js';
import type { Clock } from '../resilience/clock.js';
import { Deadline, waitFor } from '../resilience/deadline.js';
import { seal, unseal } from './seal.js';
import type { TokenCache } from './token-cache.js';

const TIMEOUT_MS = 1000;

/**
 * What processes share, sealed with the client secret. Nothing here throws, and nothing takes longer than a second: a
 * store that is down is one in which there is nothing.
 */
export class SealedStore {
  readonly #cache: TokenCache;
  readonly #clock: Clock;
  readonly #secret: () => string | undefined;

  /** @param secret the client secret as it is known now */
  constructor(cache: TokenCache, clock: Clock, secret: () => string | undefined) {
    this.#cache = cache;
    this.#clock = clock;
    this.#secret = secret;
  }

  /** A value that was written with the same secret. */
  async read(key: string): Promise<unknown> {
    const sealed = await this.#within(() => this.#cache.get(key));
    const secret = this.#secret();
    if (typeof sealed !== 'string' || secret === undefined) return undefined;
    const text = unseal(sealed, secret, key);
    return text === undefined ? undefined : parseJson(text);
  }

  /** Keeps a value for so many milliseconds at most. */
  async write(key: string, value: object, ttlMs: number): Promise<void> {
    const secret = this.#secret();
    if (secret === undefined) return;
    const sealed = seal(JSON.stringify(value), secret, key);
    await this.#within(() => this.#cache.set(key, sealed, Math.ceil(ttlMs)));
  }

  async drop(key: string): Promise<void> {
    await this.#within(async () => this.#cache.delete?.(key));
  }

  /** Answers what gives the lock back, `taken` when another process has it, or nothing when there are no locks. */
  async lock(key: string, ttlMs: number): Promise<(() => Promise<void>) | 'taken' | undefined> {
    const { lock } = this.#cache;
    if (lock === undefined) return undefined;
    const free = await this.#within(() => lock.call(this.#cache, key, ttlMs), null);
    if (free === null) return undefined;
    return free === undefined ? 'taken' : async () => void (await this.#within(free));
  }

  /** Adds to a number and answers the sum; nothing when the store cannot. */
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
