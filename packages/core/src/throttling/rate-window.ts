import { LastSecond } from './last-second.js';
import { A_GUESS, CERTAIN, LearnedLimit } from './learned-limit.js';

/** How much of their allowance platforms usually let clients save up, in milliseconds of it. */
const SAVED_MS = 1000;

/** Who is late may catch up on so much: timers are late, and a platform that lets clients save up allows for more. */
const LATE_MS = 25;
const CATCH_UP_MS = SAVED_MS / 2;

/** Two counts that differ by less are the same number. */
const ALIKE = 0.1;

/** A number that was refused is taken back by so much. */
const CUT = 0.97;

/** What a lesson about a second's number is drawn from. */
interface Evidence {
  /** What may have been sent a second before the refusal. */
  readonly pace: number;
  /** Requests of the last second, and of the one before which the last lesson was. */
  readonly count: number;
  readonly lastCount: number;
  /** Since when everybody could go, in milliseconds; how many went; the most of them in one second. */
  readonly openMs: number;
  readonly sent: number;
  readonly most: number;
}

/** What comes of it. */
interface Judgement {
  readonly allowed: number;
  readonly isCertain: boolean;
  /** Whether the platform lets clients save up what they do not use. */
  readonly hasSaved: boolean;
}

/** What a client has learned of how many requests a second the platform allows. */
export class PerSecond {
  readonly #limit = new LearnedLimit();
  readonly #lastSecond = new LastSecond();
  #openedAt = Number.NEGATIVE_INFINITY;
  #sent = 0;
  #secondEndsAt = 0;
  #inThisSecond = 0;
  #most = 0;
  #evidence: Evidence | undefined;
  #catchUpMs = LATE_MS;

  at(nowMs: number): number {
    return this.#limit.at(nowMs);
  }

  /** How far behind its pace a client may go faster, in milliseconds of the pace. */
  get catchUpMs(): number {
    return this.#catchUpMs;
  }

  /** Requests of the last second. */
  count(nowMs: number): number {
    return this.#lastSecond.count(nowMs);
  }

  sent(nowMs: number): void {
    this.#lastSecond.add(nowMs);
    this.#sent += 1;
    if (nowMs >= this.#secondEndsAt) {
      this.#most = Math.max(this.#most, this.#inThisSecond);
      this.#inThisSecond = 0;
      this.#secondEndsAt = nowMs + 1000;
    }
    this.#inThisSecond += 1;
  }

  /** From now on everybody may go. */
  opened(nowMs: number): void {
    this.#openedAt = nowMs;
    this.#sent = 0;
    this.#secondEndsAt = nowMs + 1000;
    this.#inThisSecond = 0;
    this.#most = 0;
  }

  /** A lesson begins. */
  begin(nowMs: number): void {
    this.#evidence = {
      pace: this.at(nowMs),
      count: this.count(nowMs),
      lastCount: this.#evidence?.count ?? 0,
      openMs: nowMs - this.#openedAt,
      sent: this.#sent,
      most: this.#most,
    };
  }

  /** One was refused, so it does not count. */
  refused(nowMs: number): void {
    if (this.#evidence === undefined) return;
    const evidence = { ...this.#evidence, count: this.#evidence.count - 1 };
    this.#evidence = evidence;
    const { allowed, isCertain, hasSaved } = judge(evidence);
    this.#catchUpMs = hasSaved && isCertain ? CATCH_UP_MS : LATE_MS;
    this.#limit.learn(Math.max(1, Math.min(allowed, evidence.pace)), nowMs, isCertain ? CERTAIN : A_GUESS);
  }
}

/**
 * Platforms count in different ways. One that counts the last second, or each, refuses at the same number again. One
 * that lets clients save up refuses although no more was sent than the second before; then what got through since
 * everybody could go, beside that time and what was saved before it, is what it allows.
 */
function judge({ count, lastCount, openMs, sent, most }: Evidence): Judgement {
  if (Math.abs(count - lastCount) <= ALIKE * lastCount) {
    return { allowed: CUT * Math.min(count, lastCount), isCertain: true, hasSaved: false };
  }
  const withSaved = (sent * 1000) / (openMs + SAVED_MS);
  const hasSaved = most >= CUT * count && Number.isFinite(openMs);
  if (!hasSaved) return { allowed: count, isCertain: false, hasSaved };
  return { allowed: withSaved, isCertain: openMs < 2000 || withSaved > 0.9 * count, hasSaved };
}
