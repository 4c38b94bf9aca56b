import { isRecord } from '../json.js';
import type { Clock } from '../resilience/clock.js';
import { sleep } from '../resilience/clock.js';
import { keyOf, type Owner } from '../sharing/seal.js';
import type { SealedStore } from '../sharing/sealed-store.js';
import { HeldToken, momentOf, type NewToken } from './held-token.js';
import { MAX_LIFETIME_MS } from './token-lifetime.js';

/** Covers a token request and the write of its token. */
const LOCK_MS = 12_000;

/** A process that finds the lock taken polls the cache for five seconds, then requests a token itself. */
const POLL_MS = 200;
const MAX_POLLS = 25;

/** Synchronized clocks of two machines differ by less. */
const MAX_SKEW_MS = 30_000;

/** The shared cache's token of one owner. Never throws; each cache operation takes a second at most. */
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
  async read(): Promise<NewToken | undefined> {
    return this.#validToken(await this.#store.read(this.#key));
  }

  async write({ token, lifetimeMs, askedAt }: NewToken): Promise<void> {
    const left = askedAt.monotonicMs + lifetimeMs - this.#clock.now();
    const expiresAt = this.#clock.wallNow() + left;
    if (left > 0) await this.#store.write(this.#key, { token, lifetimeMs, expiresAt }, left);
  }

  /** Removes a token that the gateway refused, unless it has been replaced. */
  async drop(token: string): Promise<void> {
    if ((await this.read())?.token === token) await this.#store.drop(this.#key);
  }

  /**
   * Waits until this process may request a token, or another process has cached one.
   * @param lookUp reads the cache; a token ends the wait
   * @returns the token from the cache, or a function that releases the lock.
   */
  async turn(
    lookUp: () => Promise<NewToken | undefined>,
    signal: AbortSignal,
  ): Promise<NewToken | (() => Promise<void>)> {
    for (let polls = 0; polls < MAX_POLLS; polls += 1) {
      const release = await this.#store.lock(`${this.#key}:lock`, LOCK_MS);
      if (release === undefined) break;
      if (release !== 'taken') return release;
      await sleep(this.#clock, POLL_MS, signal);
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
