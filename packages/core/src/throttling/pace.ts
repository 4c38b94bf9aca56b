/**
 * Learns from refusals (429) how much the platform allows, since it publishes no numbers.
 *
 * A refusal has one of two reasons. Either too many requests were in flight: then as many were never answered
 * before, or few were answered in the last second compared with how many are in flight. Or too many were sent in a
 * second: everything else.
 *
 * - Too many in flight: the limit is what was in flight and not refused, with a margin of 5 %.
 * - Too many in a second: platforms count in different ways. A token bucket lets clients save up what they do not use, and
 *   is empty when it refuses. Then the limit is what went through since it was empty before, divided by that time. A
 *   window (each second, or any second) refuses everything until its end, so it refuses again at once. Then the limit is
 *   what went through in the last second. With margins of 1 and 3 %.
 *
 * One refusal is no reason for the others to stop: they go on within what was learned. When everything in flight is
 * refused, or the platform refuses again at once, all wait.
 *
 * A limit holds for a while, then more and more is tried. Refusals of requests that went out together are one lesson.
 */
import { ConcurrencyLimit } from './concurrency-limit.js';
import { RateLimit } from './rate-limit.js';

/** This many times what is in flight must be answered within a second before the rate is blamed. */
const ROUNDS = 4;

/** A request that was refused. Times are in milliseconds, on the monotonic clock. */
export interface Refusal {
  /** How many were in flight when it went out, with itself. */
  readonly level: number;
  readonly sentAt: number;
  readonly at: number;
}

/** What a client has learned of both limits. */
export class Pace {
  readonly #concurrency = new ConcurrencyLimit();
  readonly #rate = new RateLimit();
  #hasAnswers = false;
  /** What the refusals of those that are in flight teach. */
  #lesson: 'nothing' | 'concurrency' | 'rate' = 'nothing';
  #isProven = false;
  /** Whether as many as are in flight were answered within the last second. */
  #ranLately = false;

  /** How many may be in flight. */
  inFlightAt(nowMs: number): number {
    return this.#concurrency.at(nowMs);
  }

  /** Milliseconds from one request to the next; 0 when there is no limit. */
  intervalMsAt(nowMs: number): number {
    return 1000 / this.#rate.at(nowMs);
  }

  /** How many milliseconds of the pace a client that is behind may catch up on. */
  get catchUpMs(): number {
    return this.#rate.catchUpMs;
  }

  /** A request goes out. */
  sent(nowMs: number): void {
    this.#rate.sent(nowMs);
  }

  /** Enough went through since the platform throttled: from now on every request may go. */
  opened(nowMs: number): void {
    this.#rate.opened(nowMs);
  }

  /** A request was answered that went out at this level. */
  answered(level: number): void {
    this.#hasAnswers = true;
    this.#concurrency.answered(level);
  }

  /**
   * The platform begins to throttle, while `inFlight` were in flight with the refused one. Returns whether others may
   * go on.
   */
  throttled(refusal: Refusal, inFlight: number): boolean {
    const { level, at } = refusal;
    this.#isProven = this.#concurrency.isProven(level);
    const answeredLately = this.#rate.lastSecond(at) - inFlight;
    this.#ranLately = answeredLately >= level;
    this.#lesson = this.#lessonOf(refusal, answeredLately);
    this.#hasAnswers = false;
    if (this.#lesson === 'concurrency') this.#concurrency.beginLesson(inFlight, at);
    if (this.#lesson !== 'rate') return this.refusedToo(refusal);
    this.#rate.notAllowed(refusal.sentAt);
    this.#rate.refused(at);
    return true;
  }

  #lessonOf({ level, at }: Refusal, answeredLately: number): 'nothing' | 'concurrency' | 'rate' {
    if (!this.#isProven) return 'concurrency';
    // Nothing went through since the last refusal: it is still closed, which says nothing of how much is allowed.
    if (this.#rate.refusedAgain(at) || !this.#hasAnswers) return 'nothing';
    return answeredLately >= ROUNDS * level ? 'rate' : 'concurrency';
  }

  /** One more was refused of those that were in flight when the platform began to throttle. Returns the same. */
  refusedToo({ sentAt, at }: Refusal): boolean {
    this.#rate.notAllowed(sentAt);
    if (this.#lesson === 'rate') this.#rate.refusedToo(at);
    if (this.#lesson !== 'concurrency') return this.#lesson === 'rate';
    const othersRun = this.#concurrency.refused(at);
    if (!othersRun && this.#isProven && this.#ranLately) {
      // As many ran before, and now none does: it was not for their number.
      this.#lesson = 'rate';
      this.#rate.refused(at);
    }
    return othersRun && !this.#isProven;
  }
}
