import type { Clock } from '../resilience/clock.js';

const MAX_SOFT_LEAD_MS = 300_000;
const SOFT_LEAD_SHARE = 0.25;
const MAX_HARD_LEAD_MS = 10_000;
const HARD_LEAD_SHARE = 0.1;

/** Normal drift between the two clocks is milliseconds; half a minute means a clock was set or the machine slept. */
const JUMP_MS = 30_000;

/**
 * How close a token is to its expiry: `fresh` is served, `soft` is served while it is renewed in the background,
 * `hard` makes callers wait for a new token, `expired` is never served.
 */
export type Zone = 'fresh' | 'soft' | 'hard' | 'expired';

/** A point in time on both clocks, in milliseconds. */
export interface Moment {
  readonly monotonicMs: number;
  readonly wallMs: number;
}

/** Returns the current time on both clocks. */
export function momentOf(clock: Clock): Moment {
  return { monotonicMs: clock.now(), wallMs: clock.wallNow() };
}

/** A new token and its lifetime. */
export interface NewToken {
  readonly token: string;
  readonly lifetimeMs: number;
  /** When it was requested: its lifetime cannot have started earlier. */
  readonly askedAt: Moment;
}

/** A token and the ends of its zones, all on the monotonic clock. */
export class HeldToken {
  readonly token: string;
  readonly #askedAt: Moment;
  readonly #softAt: number;
  readonly #hardAt: number;
  readonly #expiresAt: number;

  constructor({ token, lifetimeMs, askedAt }: NewToken, clock: Clock) {
    // Jitter spreads the refreshes of processes that started together.
    const spread = 0.8 + 0.2 * clock.random();
    const softLead = Math.min(MAX_SOFT_LEAD_MS, lifetimeMs * SOFT_LEAD_SHARE) * spread;
    const hardLead = Math.min(MAX_HARD_LEAD_MS, lifetimeMs * HARD_LEAD_SHARE);
    this.token = token;
    this.#askedAt = askedAt;
    this.#expiresAt = askedAt.monotonicMs + lifetimeMs;
    this.#softAt = this.#expiresAt - softLead;
    this.#hardAt = this.#expiresAt - hardLead;
  }

  zoneAt(moment: Moment): Zone {
    const now = moment.monotonicMs;
    if (now >= this.#expiresAt) return 'expired';
    if (now >= this.#hardAt || this.#hasJumped(moment)) return 'hard';
    return now >= this.#softAt ? 'soft' : 'fresh';
  }

  /** Returns the milliseconds until the token expires; 0 afterwards. */
  expiresInMs(moment: Moment): number {
    return Math.max(0, this.#expiresAt - moment.monotonicMs);
  }

  /**
   * Returns whether the clocks disagree: the monotonic clock stops while a machine sleeps or a container is frozen,
   * and the wall clock may be set. The token's age is then unknown, so it is renewed.
   */
  #hasJumped(moment: Moment): boolean {
    const byWall = moment.wallMs - this.#askedAt.wallMs;
    const byMonotonic = moment.monotonicMs - this.#askedAt.monotonicMs;
    return Math.abs(byWall - byMonotonic) > JUMP_MS;
  }
}
