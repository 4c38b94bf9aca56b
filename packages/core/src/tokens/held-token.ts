import type { Clock } from '../resilience/clock.js';

const MAX_SOFT_LEAD_MS = 300_000;
const SOFT_LEAD_SHARE = 0.25;
const MAX_HARD_LEAD_MS = 10_000;
const HARD_LEAD_SHARE = 0.1;

/** Two clocks that are set right drift by milliseconds; half a minute apart, one was set or the machine slept. */
const JUMP_MS = 30_000;

/**
 * How near a token's end is: `fresh` is served as it is, `soft` is served and renewed in the background, `hard`
 * waits for the new one, `expired` is never served.
 */
export type Zone = 'fresh' | 'soft' | 'hard' | 'expired';

/** A moment on both clocks, in milliseconds. */
export interface Moment {
  readonly monotonicMs: number;
  readonly wallMs: number;
}

/** This moment. */
export function momentOf(clock: Clock): Moment {
  return { monotonicMs: clock.now(), wallMs: clock.wallNow() };
}

/** What is said of a new token. */
export interface NewToken {
  readonly token: string;
  readonly lifetimeMs: number;
  /** When it was asked for: it cannot have begun to live before. */
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
    // Chance spreads the refreshes of many processes that started together.
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

  /** Milliseconds until it expires, 0 when it has. */
  expiresInMs(moment: Moment): number {
    return Math.max(0, this.#expiresAt - moment.monotonicMs);
  }

  /**
   * The monotonic clock may stand still while a machine sleeps or a container is frozen, and the wall clock may
   * be set: where they disagree, the token's age is not known. That is a reason to renew it, never to trust it.
   */
  #hasJumped(moment: Moment): boolean {
    const byWall = moment.wallMs - this.#askedAt.wallMs;
    const byMonotonic = moment.monotonicMs - this.#askedAt.monotonicMs;
    return Math.abs(byWall - byMonotonic) > JUMP_MS;
  }
}
