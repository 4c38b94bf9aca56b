import type { Clock } from '../resilience/clock.js';

const FIRST_PAUSE_MS = 5000;

const MAX_PAUSE_MS = 60_000;

/**
 * Decides whether a token that the gateway refuses is replaced. The platform answers 401 and 403 for a token that is
 * expired or revoked, but also for a function or an account that is forbidden for good. When a new token is refused,
 * too, none is replaced for a while, which grows each time: otherwise each refused call would cost a token, and the
 * calls that are allowed would lose theirs.
 */
export class TokenReplacement {
  readonly #clock: Clock;
  #failures = 0;
  #pausedUntil = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isPaused(): boolean {
    return this.#clock.now() < this.#pausedUntil;
  }

  /** The gateway accepted a new token in place of a refused one. */
  succeeded(): void {
    this.#failures = 0;
  }

  /** The gateway refused a new token, too. */
  failed(): void {
    if (this.isPaused) return;
    const maxMs = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#pausedUntil = this.#clock.now() + maxMs * (0.5 + this.#clock.random() / 2);
  }
}
