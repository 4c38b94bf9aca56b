import { isRecord } from '../json.js';
import type { Clock } from '../resilience/clock.js';
import { keyOf, type Owner } from '../sharing/seal.js';
import type { SealedStore } from '../sharing/sealed-store.js';
import { StoreTime } from '../sharing/store-time.js';
import { HeldToken, momentOf, type NewToken } from './held-token.js';
import { MAX_LIFETIME_MS } from './token-lifetime.js';

/** Covers a token request and the write of its token. */
const LOCK_MS = 12_000;

/** How often a process that finds the lock taken looks for the token of the process that holds it. */
const POLL_MS = 200;

/** Synchronized clocks of two machines differ by less. */
const MAX_SKEW_MS = 30_000;

/** The shared cache's token of one owner. Never throws. */
export class SharedToken {
  readonly #store: SealedStore;
  readonly #clock: Clock;
  readonly #key: string;

  constructor(store: SealedStore, clock: Clock, owner: Owner) {
    this.#store = store;
    this.#clock = clock;
    this.#key = keyOf('token', owner);
  }

  /** Returns the cached token, unless it is malformed or has expired. */
  async read(time: StoreTime): Promise<NewToken | undefined> {
    return this.#validToken(await this.#store.read(this.#key, time));
  }

  async write({ token, lifetimeMs, askedAt }: NewToken, time: StoreTime): Promise<void> {
    const left = askedAt.monotonicMs + lifetimeMs - this.#clock.now();
    const expiresAt = this.#clock.wallNow() + left;
    if (left > 0) await this.#store.write(this.#key, { token, lifetimeMs, expiresAt }, left, time);
  }

  /** Removes a token that the gateway refused, unless it has been replaced. */
  async drop(token: string): Promise<void> {
    const time = new StoreTime(this.#clock);
    if ((await this.read(time))?.token === token) await this.#store.drop(this.#key, time);
  }

  /**
   * Waits until this process may request a token, or another process has cached one.
   * @param lookUp reads the cache; a token ends the wait
   * @param time limits the wait for the store, and the wait for the process that holds the lock
   * @returns the token from the cache, or a function that releases the lock.
   */
  async turn(
    lookUp: () => Promise<NewToken | undefined>,
    time: StoreTime,
    signal: AbortSignal,
  ): Promise<NewToken | (() => Promise<void>)> {
    for (;;) {
      const release = await this.#store.lock(`${this.#key}:lock`, LOCK_MS, time);
      if (release === undefined) break;
      if (release !== 'taken') return release;
      if (!time.canWaitForLock) break;
      await time.pauseForLock(POLL_MS, signal);
      const cached = await lookUp();
      if (cached !== undefined) return cached;
    }
    return async () => undefined;
  }

  /** Rejects an implausible age: the token may come from a machine whose clock differs. */
  #validToken(value: unknown): NewToken | undefined {
    if (!isRecord(value)) return undefined;
    const { token, lifetimeMs, expiresAt } = value;
    const isWhole =
      typeof token === 'string' && typeof lifetimeMs === 'number' && typeof expiresAt === 'number';
    if (!isWhole || !(lifetimeMs > 0 && lifetimeMs <= MAX_LIFETIME_MS)) return undefined;
    const now = momentOf(this.#clock);
    const left = expiresAt - now.wallMs;
    if (!(left > 0 && left <= lifetimeMs + MAX_SKEW_MS)) return undefined;
    const age = Math.max(0, lifetimeMs - left);
    const askedAt = { monotonicMs: now.monotonicMs - age, wallMs: now.wallMs - age };
    return { token, lifetimeMs, askedAt };
  }
}

/** Returns whether a cached token is far enough from its expiry to be used instead of a new one. */
export function isFresh(token: NewToken, clock: Clock): boolean {
  return new HeldToken(token, clock).zoneAt(momentOf(clock)) === 'fresh';
}
