import type { DomainError } from '../errors.js';
import type { Domain } from '../platform.js';
import type { Clock } from '../resilience/clock.js';
import { waitMs } from '../resilience/retry-after.js';

/** How long an answer is served without a thought. */
const FRESH_MS = 600_000;

/** Up to this much later it is asked for again, so that a fleet that started together does not ask together. */
const SPREAD_MS = 60_000;

/** How long after the last good answer its host still bridges an outage of the Domain API. */
const BRIDGE_MS = 24 * 3_600_000;

/** An answer that says no is repeated to every caller for this long. */
const REFUSED_MS = 30_000;

/** No answer at all: long enough that waiting callers do not become a storm, short enough to go unnoticed. */
const SILENCE_MS = 1000;

/** How long a host that is known is not asked for again, after asking did not help. */
const COOL_DOWN_MS = 30_000;

/** What a caller gets: a host at once, an error at once, or the wait for an answer. */
export type Verdict =
  | { readonly kind: 'serve'; readonly domain: Domain; readonly revalidate: boolean }
  | { readonly kind: 'fail'; readonly error: DomainError }
  | { readonly kind: 'ask' };

/**
 * What is known of one service's host, and what follows from it. No requests and no timers here; every time is
 * on the monotonic clock.
 */
export class DomainEntry {
  readonly #clock: Clock;
  #era = 0;
  #known: { readonly domain: Domain; readonly dueAt: number; readonly until: number } | undefined;
  #failure: DomainError | undefined;
  #isSuspect = false;
  /** Until then asking again would not help. */
  #quietUntil = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Grows with each suspicion: what was asked for before it is not kept after it. */
  get epoch(): number {
    return this.#era;
  }

  /** What follows at this moment. */
  verdict(now = this.#clock.now()): Verdict {
    const known = this.#current(now);
    const isQuiet = now < this.#quietUntil;
    if (known === undefined) {
      return this.#failure && isQuiet ? { kind: 'fail', error: this.#failure } : { kind: 'ask' };
    }
    if (this.#isSuspect) return { kind: 'ask' };
    return { kind: 'serve', domain: known.domain, revalidate: now >= known.dueAt && !isQuiet };
  }

  /** Takes a good answer. */
  keep(domain: Domain, epoch: number): void {
    if (epoch !== this.#era) return;
    const now = this.#clock.now();
    const dueAt = now + FRESH_MS + this.#clock.random() * SPREAD_MS;
    this.#known = { domain, dueAt, until: now + BRIDGE_MS };
    // A host that is down and still the right one would otherwise be asked for again at every call.
    this.#quietUntil = this.#isSuspect ? now + COOL_DOWN_MS : now;
    this.#failure = undefined;
    this.#isSuspect = false;
  }

  /**
   * Takes a failure, and answers the host that bridges it, if there is one.
   *
   * No usable answer says nothing about the host that is known: it stays. An answer that speaks against it (no
   * such service, or a host that must not be trusted) takes its place, as a negative answer does in DNS
   * (RFC 8767, section 4): the known host is not served beside it, or a tampered answer would go unnoticed.
   */
  fail(error: DomainError, epoch: number): Domain | undefined {
    if (epoch !== this.#era) return undefined;
    const isSilence = error.code === 'domain-unavailable';
    if (!isSilence) this.#known = undefined;
    const bridge = this.#current()?.domain;
    const coolDown = COOL_DOWN_MS * (1 + this.#clock.random() / 2);
    const quietMs = isSilence ? SILENCE_MS : REFUSED_MS;
    this.#quietUntil =
      this.#clock.now() + Math.max(waitMs(error.retryAfterMs), bridge === undefined ? quietMs : coolDown);
    this.#failure = error;
    this.#isSuspect = false;
    return bridge;
  }

  /** Doubts a host, unless another one is known by now or it was asked for again a moment ago. */
  suspect(host: string): void {
    const isQuiet = this.#clock.now() < this.#quietUntil;
    if (isQuiet || this.#isSuspect || this.#current()?.domain.host !== host) return;
    this.#isSuspect = true;
    this.#era += 1;
  }

  #current(now = this.#clock.now()) {
    return this.#known !== undefined && now < this.#known.until ? this.#known : undefined;
  }
}
