/**
 * Learns from refusals (429) how much the platform allows, since it publishes no numbers.
 *
 * A refusal has one of two reasons. Either too many requests were in flight: then as many were never answered
 * before, or few were answered in the last second compared with how many are in flight. Or too many were sent in a
 * second: everything else.
 *
 * A concurrency limit is what was in flight and not refused, with a margin of 5 %.
 *
 * A rate limit is harder, because platforms count in different ways:
 *
 * - A window (each second, or any second) refuses at the same number again. Two refusals in a row at about the same
 *   count are certain: the limit is that count, with a margin of 3 %.
 * - A token bucket lets clients save up what they do not use, so it refuses although no more was sent than in the
 *   second before. Then the limit is what went through since the gate opened, divided by that time and the second that
 *   was saved up before it.
 * - The first refusal alone tells neither; its count is a guess.
 *
 * A certain limit holds for a minute (less if it has just fallen), a guess for five seconds; then twice as much is tried,
 * and again twice as much.
 * After ten minutes a limit is forgotten. Refusals of requests that went out together are one lesson.
 */
import { judgeRate, type RateEvidence, RateWindow, SAVED_MS } from './rate-window.js';

/** After this time a limit is forgotten. */
const FORGET_MS = 600_000;

/** How long a limit holds, and after what time beyond it twice as much is tried, and again twice as much. */
const CERTAIN = { holdMs: 60_000, doubleMs: 60_000 };
const GUESS = { holdMs: 5000, doubleMs: 10_000 };

/**
 * A rate that has fallen by a fifth may soon rise again, so it is certain for a shorter time: for 15 s at first, and for
 * twice as long each time that more is tried and refused. After a minute of it, it is the usual rate.
 */
const HAS_FALLEN = 0.8;
const FALLEN = { holdMs: 15_000, doubleMs: 10_000 };

/** This many times what is in flight must be answered within a second before the rate is blamed. */
const ROUNDS = 4;

/** Answers are under way while the next requests go out, so what was seen to run may be a few too many. */
const CONCURRENCY_MARGIN = 0.95;

/** Timers are late, so a client that is behind may catch up by this much; by more where it may save up. */
const CATCH_UP_MS = 25;
const CATCH_UP_SAVED_MS = SAVED_MS / 2;

/** A limit that was learned: it holds for a while, is loosened step by step, and is forgotten. */
class LearnedLimit {
  #limit = Number.POSITIVE_INFINITY;
  #learnedAt = Number.NEGATIVE_INFINITY;
  #trust = CERTAIN;

  at(nowMs: number): number {
    if (this.#limit === Number.POSITIVE_INFINITY) return this.#limit;
    const age = nowMs - this.#learnedAt;
    if (age >= FORGET_MS) return Number.POSITIVE_INFINITY;
    const { holdMs, doubleMs } = this.#trust;
    return this.#limit * 2 ** Math.max(0, (age - holdMs) / doubleMs);
  }

  learn(limit: number, nowMs: number, trust: typeof CERTAIN): void {
    this.#limit = limit;
    this.#learnedAt = nowMs;
    this.#trust = trust;
  }
}

/** How many requests may be in flight. A request's level is how many were in flight with it when it went out. */
class ConcurrencyLimit {
  readonly #limit = new LearnedLimit();
  /** The highest level that was answered. */
  #proven = 0;
  /** The limit before the lesson, the lowest level that was refused in it, and how many were not refused. */
  #before = Number.POSITIVE_INFINITY;
  #lowestRefused = Number.POSITIVE_INFINITY;
  #running = 0;

  at(nowMs: number): number {
    return this.#limit.at(nowMs);
  }

  isProven(level: number): boolean {
    return level <= this.#proven;
  }

  answered(level: number): void {
    this.#proven = Math.max(this.#proven, level);
  }

  beginLesson(inFlight: number, nowMs: number): void {
    this.#before = this.at(nowMs);
    this.#lowestRefused = Number.POSITIVE_INFINITY;
    this.#running = inFlight;
  }

  refused(level: number, nowMs: number): void {
    this.#lowestRefused = Math.min(this.#lowestRefused, level);
    this.#running -= 1;
    const ran = Math.min(this.#lowestRefused - 1, this.#running);
    // A refusal of the only request in flight was not for the number in flight.
    const isForNumber = this.#lowestRefused > 1;
    const allowed = isForNumber
      ? Math.max(1, Math.floor(ran * CONCURRENCY_MARGIN))
      : Number.POSITIVE_INFINITY;
    const limit = Math.min(this.#before, allowed);
    this.#limit.learn(limit, nowMs, CERTAIN);
    this.#proven = Math.min(this.#proven, limit);
  }
}

/** How many requests a second may be sent. */
class RateLimit {
  readonly window = new RateWindow();
  readonly #limit = new LearnedLimit();
  #evidence: RateEvidence | undefined;
  #catchUpMs = CATCH_UP_MS;
  /** The last certain limit that had not fallen, and for how long one that has is certain. */
  #usual = 0;
  #fallenHoldMs = FALLEN.holdMs;
  #heldUntil = Number.POSITIVE_INFINITY;

  at(nowMs: number): number {
    return this.#limit.at(nowMs);
  }

  get catchUpMs(): number {
    return this.#catchUpMs;
  }

  beginLesson(nowMs: number): void {
    if (nowMs >= this.#heldUntil) this.#fallenHoldMs *= 2;
    const lastCount = this.#evidence?.count ?? 0;
    const count = this.window.lastSecond(nowMs);
    this.#evidence = { ...this.window.sinceOpen(nowMs), before: this.at(nowMs), count, lastCount };
  }

  refused(nowMs: number): void {
    if (this.#evidence === undefined) return;
    const evidence = { ...this.#evidence, count: this.#evidence.count - 1 };
    this.#evidence = evidence;
    const { allowed, isCertain, hasSaved } = judgeRate(evidence);
    this.#catchUpMs = hasSaved && isCertain ? CATCH_UP_SAVED_MS : CATCH_UP_MS;
    const limit = Math.max(1, Math.min(allowed, evidence.before));
    this.#limit.learn(limit, nowMs, isCertain ? this.#trustIn(limit, nowMs) : GUESS);
  }

  /** How long a certain limit holds. */
  #trustIn(limit: number, nowMs: number): typeof CERTAIN {
    if (limit < HAS_FALLEN * this.#usual && this.#fallenHoldMs < CERTAIN.holdMs) {
      this.#heldUntil = nowMs + this.#fallenHoldMs;
      return { ...FALLEN, holdMs: this.#fallenHoldMs };
    }
    this.#usual = limit;
    this.#fallenHoldMs = FALLEN.holdMs;
    this.#heldUntil = Number.POSITIVE_INFINITY;
    return CERTAIN;
  }
}

/** What a client has learned of both limits. Times are in milliseconds, on the monotonic clock. */
export class Pace {
  readonly #concurrency = new ConcurrencyLimit();
  readonly #rate = new RateLimit();
  #hasAnswers = false;
  /** Which of the two learns from the refusals of those that are in flight. */
  #learner: 'concurrency' | 'rate' | undefined;

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
    this.#rate.window.add(nowMs);
  }

  /** Enough went through since the platform throttled: from now on every request may go. */
  opened(nowMs: number): void {
    this.#rate.window.opened(nowMs);
  }

  /** A request was answered that went out at this level. */
  answered(level: number): void {
    this.#hasAnswers = true;
    this.#concurrency.answered(level);
  }

  /** The platform begins to throttle: it refused a request of this level, while `inFlight` were in flight. */
  throttled(level: number, inFlight: number, nowMs: number): void {
    const isProven = this.#concurrency.isProven(level);
    const answeredLately = this.#rate.window.lastSecond(nowMs) - inFlight;
    this.#learner = undefined;
    // Nothing went through since the last refusal: it is still closed, which says nothing of how much is allowed.
    if (isProven && !this.#hasAnswers) return;
    this.#hasAnswers = false;
    if (isProven && answeredLately >= ROUNDS * level) {
      this.#learner = 'rate';
      this.#rate.beginLesson(nowMs);
    } else {
      this.#learner = 'concurrency';
      this.#concurrency.beginLesson(inFlight, nowMs);
    }
    this.refusedToo(level, nowMs);
  }

  /** One more was refused of those that were in flight when the platform began to throttle. */
  refusedToo(level: number, nowMs: number): void {
    if (this.#learner === 'concurrency') this.#concurrency.refused(level, nowMs);
    if (this.#learner === 'rate') this.#rate.refused(nowMs);
  }
}
