import { AtOnce } from './at-once.js';
import { PerSecond } from './rate-window.js';

/** So many times what was in flight has to be answered within a second before a second's number is blamed. */
const ROUNDS = 4;

/**
 * What a client has learned of how much the platform allows, from when it throttles: how many requests at once,
 * and how many a second. Knows no numbers of the platform's, since none are published. Times are on the clock that only
 * goes forward.
 */
export class Pace {
  readonly #atOnce = new AtOnce();
  readonly #perSecond = new PerSecond();
  #hasAnswers = false;
  /** Which of the two learns from the refusals of those that are in flight. */
  #learner: 'at once' | 'per second' | undefined;

  /** How many may be in flight at once. */
  inFlightAt(now: number): number {
    return this.#atOnce.at(now);
  }

  /** Milliseconds from one request to the next; 0 when there is no limit. */
  intervalMsAt(now: number): number {
    return 1000 / this.#perSecond.at(now);
  }

  /** Who is behind the pace may catch up on so many milliseconds of it. */
  get catchUpMs(): number {
    return this.#perSecond.catchUpMs;
  }

  /** A request goes out. */
  sent(now: number): void {
    this.#perSecond.sent(now);
  }

  /** Enough was let through since the platform throttled: from now on everybody may go. */
  opened(now: number): void {
    this.#perSecond.opened(now);
  }

  /** A request was answered that went out as the `level`th at once. */
  answered(level: number): void {
    this.#hasAnswers = true;
    this.#atOnce.answered(level);
  }

  /**
   * The platform begins to throttle: it refused a request that went out as the `level`th at once, while `inside` were
   * in flight. When that many were never answered before, or few have been answered lately beside that many, it is
   * because of how many there were at once; otherwise because of how many a second.
   */
  throttled(level: number, inside: number, now: number): void {
    const isProven = this.#atOnce.isProven(level);
    const answeredLately = this.#perSecond.count(now) - inside;
    this.#learner = undefined;
    // Nothing was let through since the last time: it is still closed, which says nothing of how much is allowed.
    if (isProven && !this.#hasAnswers) return;
    this.#hasAnswers = false;
    if (isProven && answeredLately >= ROUNDS * level) {
      this.#learner = 'per second';
      this.#perSecond.begin(now);
    } else {
      this.#learner = 'at once';
      this.#atOnce.begin(inside, now);
    }
    this.refusedToo(level, now);
  }

  /** One more is refused of those that were in flight when the platform began to throttle. */
  refusedToo(level: number, now: number): void {
    if (this.#learner === 'at once') this.#atOnce.refused(level, now);
    if (this.#learner === 'per second') this.#perSecond.refused(now);
  }
}
