import { isRecord } from '../json.js';
import type { Clock } from '../resilience/clock.js';
import { sleep } from '../resilience/clock.js';
import { keyOf, type Owner } from '../sharing/seal.js';
import type { SealedStore } from '../sharing/sealed-store.js';
import { HeldToken, momentOf, type NewToken } from './held-token.js';
import { MAX_LIFETIME_MS } from './token-lifetime.js';

/** As long as a token request may take, and the writing of what it brought. */
const LOCK_MS = 12_000;

/** Who finds the lock taken looks again after so long, so often; then it asks by itself. */
const LOOK_AGAIN_MS = 200;
const LOOKS = 25;

/** Two machines' clocks that are set right differ by less. */
const MAX_SKEW_MS = 30_000;

/** One owner's token in the cache that processes share. Nothing here throws, and nothing takes long. */
export class SharedToken {
  readonly #store: SealedStore;
  readonly #clock: Clock;
  readonly #key: string;

  constructor(store: SealedStore, clock: Clock, owner: Owner) {
    this.#store = store;
    this.#clock = clock;
    this.#key = keyOf('token', owner);
  }

  /** What the cache holds, if it can still be used at all. */
  async read(): Promise<NewToken | undefined> {
    return this.#judge(await this.#store.read(this.#key));
  }

  async write({ token, lifetimeMs, askedAt }: NewToken): Promise<void> {
    const left = askedAt.monotonicMs + lifetimeMs - this.#clock.now();
    const expiresAt = this.#clock.wallNow() + left;
    if (left > 0) await this.#store.write(this.#key, { token, lifetimeMs, expiresAt }, left);
  }

  /** Drops a token that the gateway refused, unless another one has taken its place. */
  async drop(token: string): Promise<void> {
    if ((await this.read())?.token === token) await this.#store.drop(this.#key);
  }

  /**
   * Waits for this process's turn to ask for a token.
   * @param found looks into the cache: what another process has put there ends the wait
   * @returns what `found` found, or what to call when this process is done with asking.
   */
  async turn(
    found: () => Promise<NewToken | undefined>,
    signal: AbortSignal,
  ): Promise<NewToken | (() => Promise<void>)> {
    for (let looks = 0; looks < LOOKS; looks += 1) {
      const free = await this.#store.lock(`${this.#key}:lock`, LOCK_MS);
      if (free === undefined) break;
      if (free !== 'taken') return free;
      await sleep(this.#clock, LOOK_AGAIN_MS, signal);
      const known = await found();
      if (known !== undefined) return known;
    }
    return async () => undefined;
  }

  /** Another machine wrote it, by its own clock: where the two clocks disagree, its age is not known. */
  #judge(value: unknown): NewToken | undefined {
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

/** Whether a token from the cache has enough life in it to be worth more than asking for a new one. */
export function isFresh(token: NewToken, clock: Clock): boolean {
  return new HeldToken(token, clock).zoneAt(momentOf(clock)) === 'fresh';
}
