import type { Clock } from './clock.js';
import { LastSecond } from './last-second.js';

/** A lesson holds for so long; then twice as much is tried, and again twice as much after as long. */
const HOLD_MS = 60_000;

/** From then on it is forgotten. */
const FORGET_MS = 600_000;

/** So many times what was in flight has to be answered within a second before a second's number is blamed. */
const ROUNDS = 4;

/** A pace that was too much is taken back to this part of it at least. */
const CUT = 0.9;

/**
 * What a client has learned of how much the platform allows, from when it throttles: how many requests at once,
 * and how many a second. Knows no numbers of the platform's, since none are published.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #answers = new LastSecond();
  /** The most requests at once of which one was answered. */
  #proven = 0;
  #inFlight = Number.POSITIVE_INFINITY;
  #perSecond = Number.POSITIVE_INFINITY;
  #learnedAt = Number.NEGATIVE_INFINITY;
  #hasAnswers = false;
  /** What `#inFlight` was before the lesson that is being learned, and the lowest level that was refused in it. */
  #before = Number.POSITIVE_INFINITY;
  #leastRefused = Number.POSITIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many may be in flight at once. */
  get inFlight(): number {
    return this.#inFlight * this.#slack;
  }

  /** Milliseconds from one request to the next; 0 when there is no limit. */
  get intervalMs(): number {
    return 1000 / (this.#perSecond * this.#slack);
  }

  /** A request was answered that went out as the `level`th at once. */
  answered(level: number): void {
    this.#answers.add(this.#clock.now());
    this.#hasAnswers = true;
    this.#proven = Math.max(this.#proven, level);
  }

  /**
   * The platform begins to throttle: it refused a request that went out as the `level`th at once. When that many
   * were never answered before, or few have been answered lately beside that many, it is because of how many there
   * were at once; otherwise because of how many a second.
   */
  throttled(level: number): void {
    const recently = this.#answers.count(this.#clock.now());
    const isTooManyAtOnce = level > this.#proven || recently < ROUNDS * level;
    // Nothing was let through since the last time: it is still closed, which says nothing of how much is allowed.
    if (level <= this.#proven && !this.#hasAnswers) return;
    const slack = this.#slack;
    const perSecond = this.#perSecond * slack;
    this.#before = this.#inFlight * slack;
    this.#inFlight = this.#before;
    this.#perSecond = isTooManyAtOnce ? perSecond : Math.max(1, Math.min(recently, perSecond * CUT));
    this.#learnedAt = this.#clock.now();
    this.#hasAnswers = false;
    this.#leastRefused = Number.POSITIVE_INFINITY;
    if (isTooManyAtOnce) this.#tooManyAtOnce(level);
  }

  /** One more is refused of those that were in flight when the platform began to throttle. */
  refusedToo(level: number): void {
    if (this.#leastRefused !== Number.POSITIVE_INFINITY) this.#tooManyAtOnce(level);
  }

  /** Where even the first of all was refused, it was not for their number. */
  #tooManyAtOnce(level: number): void {
    this.#leastRefused = Math.min(this.#leastRefused, level);
    const least = this.#leastRefused;
    const allowed = least > 1 ? Math.max(1, Math.floor(least * CUT)) : Number.POSITIVE_INFINITY;
    this.#inFlight = Math.min(this.#before, allowed);
    this.#proven = Math.min(this.#proven, this.#inFlight);
  }

  get #slack(): number {
    if (this.#learnedAt === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
    const age = this.#clock.now() - this.#learnedAt;
    return age >= FORGET_MS ? Number.POSITIVE_INFINITY : 2 ** Math.max(0, age / HOLD_MS - 1);
  }
}
