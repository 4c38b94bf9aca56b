import type { Clock } from '../resilience/clock.js';
import { onAbort } from '../resilience/close-signal.js';
import { waitMs } from '../resilience/retry-after.js';
import { Pace, type Refusal } from './pace.js';

/** The ramp ends at this concurrency. */
const UNLIMITED_FROM = 1024;

/** How a request that went through the gate ended. */
export type SlotResult = { readonly kind: 'answered' | 'failed' } | Throttled;

interface Throttled {
  readonly kind: 'throttled';
  /** Milliseconds to stay closed, an hour at most. */
  readonly delayMs: number;
  /** The same without jitter. */
  readonly minDelayMs: number;
  /** Whether the platform named the delay, which then is for all. */
  readonly isAsked: boolean;
}

/** The permission for one request to be in flight. */
export interface Slot {
  /** Releases the slot. Only the first call counts. */
  leave(slotResult: SlotResult): void;
}

/**
 * Limits requests while the platform throttles to what {@link Pace} has learned. When that is not enough, it closes: all
 * callers wait, one probes, and each success doubles the concurrency.
 */
export class ThrottleGate {
  readonly #clock: Clock;
  readonly #pace = new Pace();
  readonly #queue = new Set<(slot: Slot) => void>();
  #closedUntil = 0;
  #nextAt = 0;
  #ramp = Number.POSITIVE_INFINITY;
  #inside = 0;
  /** Grows each time the gate closes, so that refusals of requests that went out together are one lesson. */
  #era = 0;
  /** Whether others may go on although some of the last era were refused. */
  #isEased = false;
  /** Until when the first refusal of the last era closes the gate, if it closes. */
  #firstUntil = 0;
  #stopTimer: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds until the gate opens again; 0 when it is open. */
  get opensInMs(): number {
    return Math.max(0, this.#closedUntil - this.#clock.now());
  }

  /** Returns a slot when one is free and no caller waits; `now` is on the monotonic clock. */
  slotAt(now: number): Slot | undefined {
    const isFree = this.#queue.size === 0 && this.#waitMsAt(now) <= 0 && this.#hasRoomAt(now);
    return isFree ? this.#newPlace(now) : undefined;
  }

  /** Waits for a slot; rejects with the signal's reason. */
  async enter(signal: AbortSignal): Promise<Slot> {
    signal.throwIfAborted();
    return this.slotAt(this.#clock.now()) ?? (await this.#wait(signal));
  }

  #hasRoomAt(now: number): boolean {
    return this.#inside < Math.min(this.#ramp, this.#pace.inFlightAt(now));
  }

  /** Milliseconds until the next request may go when there is room; 0 or less when it may go now. */
  #waitMsAt(now: number): number {
    return Math.max(this.#closedUntil, this.#nextAt) - now;
  }

  #newPlace(now: number): Slot {
    this.#inside += 1;
    this.#pace.sent(now);
    const intervalMs = this.#pace.intervalMsAt(now);
    this.#nextAt = intervalMs > 0 ? Math.max(this.#nextAt, now - this.#pace.catchUpMs) + intervalMs : 0;
    const [level, epoch] = [this.#inside, this.#era];
    let isInside = true;
    const leave = (slotResult: SlotResult): void => {
      if (!isInside) return;
      isInside = false;
      this.#leave(slotResult, { level, sentAt: now }, epoch);
    };
    return { leave };
  }

  #leave(slotResult: SlotResult, sent: Pick<Refusal, 'level' | 'sentAt'>, epoch: number): void {
    this.#inside -= 1;
    if (slotResult.kind === 'throttled')
      this.#throttle(slotResult, { ...sent, at: this.#clock.now() }, epoch);
    if (slotResult.kind === 'answered') {
      this.#pace.answered(sent.level);
      if (this.#ramp !== Number.POSITIVE_INFINITY && this.opensInMs === 0) this.#rampUp();
    }
    this.#admit();
  }

  #rampUp(): void {
    const now = this.#clock.now();
    this.#ramp *= 2;
    if (this.#ramp < Math.min(UNLIMITED_FROM, this.#pace.inFlightAt(now))) return;
    this.#ramp = Number.POSITIVE_INFINITY;
    this.#pace.opened(now);
  }

  #throttle({ delayMs, minDelayMs, isAsked }: Throttled, refusal: Refusal, epoch: number): void {
    // Requests that went out together are refused together. One jitter is enough: the largest of twenty is nearly twice it.
    if (epoch === this.#era) {
      this.#isEased = this.#pace.throttled(refusal, this.#inside + 1);
      this.#firstUntil = refusal.at + waitMs(delayMs);
      this.#era += 1;
    } else if (epoch === this.#era - 1) {
      this.#isEased = this.#pace.refusedToo(refusal) && this.#isEased;
    }
    if (this.#isEased && !isAsked) return;
    this.#ramp = 1;
    this.#closedUntil = Math.max(this.#closedUntil, this.#firstUntil, refusal.at + waitMs(minDelayMs));
  }

  #wait(signal: AbortSignal): Promise<Slot> {
    return new Promise((resolve, reject) => {
      const admit = (slot: Slot): void => {
        stop();
        resolve(slot);
      };
      const stop = onAbort(signal, (reason) => {
        this.#queue.delete(admit);
        this.#admit();
        reject(reason);
      });
      this.#queue.add(admit);
      this.#admit();
    });
  }

  #admit(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    if (this.#queue.size === 0) return;
    const now = this.#clock.now();
    for (const admit of this.#queue) {
      if (!this.#hasRoomAt(now)) return;
      const wait = this.#waitMsAt(now);
      if (wait > 0) {
        // Timers count whole milliseconds; the pace makes up for it.
        this.#stopTimer = this.#clock.after(Math.ceil(wait), () => this.#admit());
        return;
      }
      this.#queue.delete(admit);
      admit(this.#newPlace(now));
    }
  }
}
