import type { FunctionsError } from '../errors.js';
import type { Domain } from '../platform.js';
import type { Clock } from '../resilience/clock.js';
import { waitMs } from '../resilience/retry-after.js';

/** How long a host is fresh: served without a request. */
const FRESH_MS = 600_000;

/** Random delay added to the refresh, so that processes that started together do not refresh together. */
const SPREAD_MS = 60_000;

/** How long after the last valid response a host is still served while the Domain API is unavailable. */
const STALE_MS = 24 * 3_600_000;

/** How long a negative response is cached (negative caching). */
const NEGATIVE_MS = 30_000;

/** How long an outage is cached when no host is known: enough to prevent a storm of requests, too short to notice. */
const OUTAGE_MS = 1000;

/** How long a known host is not refreshed again after a failed refresh. */
const COOL_DOWN_MS = 30_000;

/** What a caller gets: a host, an error, or a request to wait for. */
export type Verdict =
  | { readonly kind: 'serve'; readonly domain: Domain; readonly revalidate: boolean }
  | { readonly kind: 'fail'; readonly error: FunctionsError }
  | { readonly kind: 'request' };

/** The cached host of one service. Sends no requests and starts no timers; every time is on the monotonic clock. */
export class DomainEntry {
  readonly #clock: Clock;
  #epoch = 0;
  #known: { readonly domain: Domain; readonly dueAt: number; readonly staleUntil: number } | undefined;
  #failure: FunctionsError | undefined;
  #isSuspect = false;
  /** No request before this time. */
  #quietUntil = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Increases with each suspicion: the response to a request that started before it is not cached. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Returns what a caller gets at this moment. */
  verdict(now = this.#clock.now()): Verdict {
    const known = this.#current(now);
    const isQuiet = now < this.#quietUntil;
    if (known === undefined) {
      return this.#failure && isQuiet ? { kind: 'fail', error: this.#failure } : { kind: 'request' };
    }
    if (this.#isSuspect) return { kind: 'request' };
    return { kind: 'serve', domain: known.domain, revalidate: now >= known.dueAt && !isQuiet };
  }

  /** Caches a host from a valid response. */
  keep(domain: Domain, epoch: number): void {
    if (epoch !== this.#epoch) return;
    const now = this.#clock.now();
    const dueAt = now + FRESH_MS + this.#clock.random() * SPREAD_MS;
    this.#known = { domain, dueAt, staleUntil: now + STALE_MS };
    // Without this pause, a host that is down but still correct would be looked up again at every call.
    this.#quietUntil = this.#isSuspect ? now + COOL_DOWN_MS : now;
    this.#failure = undefined;
    this.#isSuspect = false;
  }

  /**
   * Caches a failure; returns the stale host to serve instead, if there is one.
   *
   * An outage says nothing about the known host, which stays. A negative response (unknown service, or a host that
   * is not trusted) replaces it, as in DNS (RFC 8767, section 4): serving the old host would hide a forged response.
   */
  fail(error: FunctionsError, epoch: number): Domain | undefined {
    if (epoch !== this.#epoch) return undefined;
    const isOutage = error.code === 'domain-unavailable';
    if (!isOutage) this.#known = undefined;
    const stale = this.#current()?.domain;
    const coolDown = COOL_DOWN_MS * (1 + this.#clock.random() / 2);
    const cachedMs = isOutage ? OUTAGE_MS : NEGATIVE_MS;
    this.#quietUntil =
      this.#clock.now() + Math.max(waitMs(error.retryAfterMs), stale === undefined ? cachedMs : coolDown);
    this.#failure = error;
    this.#isSuspect = false;
    return stale;
  }

  /** Marks a host as suspect, unless it has been replaced or looked up again a moment ago. */
  suspect(host: string): void {
    const isQuiet = this.#clock.now() < this.#quietUntil;
    if (isQuiet || this.#isSuspect || this.#current()?.domain.host !== host) return;
    this.#isSuspect = true;
    this.#epoch += 1;
  }

  #current(now = this.#clock.now()) {
    return this.#known !== undefined && now < this.#known.staleUntil ? this.#known : undefined;
  }
}
