import { type Clock, retryAfterMs } from '@lp-faas/core';
import type { Transport } from '@lp-faas/core/transport';
import { formatDuration } from '../format-duration.js';

/** Options of a {@link ThrottleWatch}. */
export interface ThrottleWatchOptions {
  readonly clock: Clock;
  /** Milliseconds of throttling without any invocation that is accepted. */
  readonly maxThrottledMs: number;
}

const isInvocation = ({ method, url }: { method: string; url: URL }): boolean =>
  method === 'POST' && url.pathname.endsWith('/invoke');

/**
 * Watches the responses to a batch's invocations: whether the platform throttles, since when and until when, and whether
 * it has done so for too long.
 */
export class ThrottleWatch {
  readonly #clock: Clock;
  readonly #maxMs: number;
  readonly #ending = new AbortController();
  /** When the throttling began; `undefined` while there is none. */
  #since: number | undefined;
  /** When an invocation was last accepted. */
  #lastThroughAt = Number.NEGATIVE_INFINITY;
  #opensAt = Number.NEGATIVE_INFINITY;
  #refusedAt = Number.NEGATIVE_INFINITY;
  /** Whether nothing was accepted that was sent after the last refusal. */
  #isRefused = false;
  /** Whether there was a refusal since the throttling was last described. */
  #wasRefused = false;
  #inTheAir = 0;
  #reason = '';
  #stopTimer: () => void = () => undefined;

  constructor({ clock, maxThrottledMs }: ThrottleWatchOptions) {
    this.#clock = clock;
    this.#maxMs = maxThrottledMs;
  }

  /** Aborts when the limit is reached and no invocation is in the air. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** Why the batch must end; empty while it may go on. */
  get reason(): string {
    return this.#reason;
  }

  /** Watches what a transport sends. */
  watch(transport: Transport): Transport {
    return {
      send: async (request) => {
        if (!isInvocation(request)) return await transport.send(request);
        this.#inTheAir += 1;
        const sentAt = this.#clock.now();
        try {
          const response = await transport.send(request);
          if (response.status === 429) this.#refused(retryAfterMs(response.headers, this.#clock.wallNow()));
          else this.#accepted(sentAt);
          return response;
        } finally {
          this.#inTheAir -= 1;
          this.#check();
        }
      },
      whenFree: (origin, work) => transport.whenFree?.(origin, work),
      preconnect: (origin) => transport.preconnect?.(origin),
      close: () => transport.close(),
    };
  }

  /** Describes the throttling since the last call; empty when there was none. */
  describe(): string {
    if (!this.#wasRefused && !this.#isRefused) this.#since = undefined;
    this.#wasRefused = false;
    if (this.#since === undefined) return '';
    return `the platform has throttled ${this.#duration(this.#since)}; ${this.#plan()}`;
  }

  #plan(): string {
    if (this.#opensAt > this.#clock.now()) return `waiting until ${this.#timeOf(this.#opensAt)}, as it asked`;
    return this.#isRefused
      ? 'trying again after pauses until it accepts invocations'
      : 'invoking as fast as it allows';
  }

  /** Ends the timer. */
  stop(): void {
    this.#stopTimer();
  }

  #accepted(sentAt: number): void {
    this.#lastThroughAt = this.#clock.now();
    // What was in the air at a refusal does not tell whether the platform accepts more.
    if (sentAt < this.#refusedAt) return;
    this.#isRefused = false;
    this.#opensAt = Number.NEGATIVE_INFINITY;
  }

  #refused(askedMs = 0): void {
    const now = this.#clock.now();
    this.#isRefused = true;
    this.#wasRefused = true;
    this.#refusedAt = now;
    this.#since ??= now;
    this.#opensAt = Math.max(this.#opensAt, now + askedMs);
  }

  /** An invocation in the air may still be accepted, and aborting it would leave open whether it ran. */
  #check(): void {
    this.#stopTimer();
    if (this.#since === undefined || !this.#isRefused || this.#reason !== '' || this.#inTheAir > 0) return;
    const now = this.#clock.now();
    const endsAt = Math.max(this.#since, this.#lastThroughAt) + this.#maxMs;
    if (now < endsAt && this.#opensAt <= endsAt) {
      this.#stopTimer = this.#clock.after(endsAt - now, () => this.#check());
      return;
    }
    const limit = `max-throttled (${formatDuration(this.#maxMs)})`;
    const problem =
      now < endsAt
        ? `asks to wait until ${this.#timeOf(this.#opensAt)}, which is longer than ${limit}`
        : `has throttled ${this.#duration(this.#since)}, and accepted no line for ${limit}`;
    this.#reason = `The platform ${problem}`;
    this.#ending.abort(new Error(this.#reason));
  }

  /** Such as `since 16:14:19 UTC (12.0 s)`. */
  #duration(since: number): string {
    return `since ${this.#timeOf(since)} (${formatDuration(Math.round(this.#clock.now() - since))})`;
  }

  /** The wall-clock time of a time on the monotonic clock. */
  #timeOf(at: number): string {
    const wall = this.#clock.wallNow() + at - this.#clock.now();
    return `${new Date(wall).toISOString().slice(11, 19)} UTC`;
  }
}
