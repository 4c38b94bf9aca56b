import type { Clock } from './clock.js';
import { Pace } from './pace.js';

/** From this many at once on, the ramp is over. */
const UNLIMITED_FROM = 1024;

/** No single answer may close a client for longer, whatever it asks for. */
const LONGEST_CLOSED_MS = 3_600_000;

/** How a request ended that went through the gate. */
export type Passage = { readonly kind: 'answered' | 'failed' } | Throttled;

interface Throttled {
  readonly kind: 'throttled';
  /** How long to stay closed; an hour at most. */
  readonly delayMs: number;
}

/** A request's place behind the gate. */
export interface Place {
  /** Gives it back; only the first time counts. */
  leave(passage: Passage): void;
}

/**
 * What callers do together when the platform throttles: all wait, one probes, and each answer doubles how many
 * may go at once, up to what the platform has shown to allow.
 */
export class ThrottleGate {
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #queue = new Set<(place: Place) => void>();
  #closedUntil = 0;
  #nextAt = 0;
  #ramp = Number.POSITIVE_INFINITY;
  #inside = 0;
  /** Grows each time the gate closes: what went out together teaches once. */
  #era = 0;
  #stopTimer: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#pace = new Pace(clock);
  }

  /** Milliseconds until the gate opens again; 0 when it is open. */
  get opensInMs(): number {
    return this.#closedUntil === 0 ? 0 : Math.max(0, this.#closedUntil - this.#clock.now());
  }

  /** A place, when there is one and nobody waits for it. */
  placeNow(): Place | undefined {
    return this.#queue.size === 0 && this.#waitMs === 0 && this.#hasRoom ? this.#newPlace() : undefined;
  }

  /** Waits for a place; rejects with the signal's reason. */
  async enter(signal: AbortSignal): Promise<Place> {
    signal.throwIfAborted();
    return this.placeNow() ?? (await this.#wait(signal));
  }

  get #hasRoom(): boolean {
    return this.#inside < Math.min(this.#ramp, this.#pace.inFlight);
  }

  /** Until the next one may go, when there is room. */
  get #waitMs(): number {
    return Math.max(this.opensInMs, this.#nextAt === 0 ? 0 : this.#nextAt - this.#clock.now());
  }

  #newPlace(): Place {
    this.#inside += 1;
    this.#pace.sent();
    const { intervalMs } = this.#pace;
    const earliest = (): number => this.#clock.now() - this.#pace.catchUpMs;
    this.#nextAt = intervalMs === 0 ? 0 : Math.max(this.#nextAt, earliest()) + intervalMs;
    const [level, era] = [this.#inside, this.#era];
    let isInside = true;
    const leave = (passage: Passage): void => {
      if (!isInside) return;
      isInside = false;
      this.#leave(passage, level, era);
    };
    return { leave };
  }

  #leave(passage: Passage, level: number, era: number): void {
    this.#inside -= 1;
    if (passage.kind === 'throttled') this.#close(passage, level, era);
    if (passage.kind === 'answered') {
      this.#pace.answered(level);
      if (this.opensInMs === 0 && this.#ramp !== Number.POSITIVE_INFINITY) this.#rampUp();
    }
    this.#admit();
  }

  #rampUp(): void {
    this.#ramp *= 2;
    if (this.#ramp < Math.min(UNLIMITED_FROM, this.#pace.inFlight)) return;
    this.#ramp = Number.POSITIVE_INFINITY;
    this.#pace.opened();
  }

  #close({ delayMs }: Throttled, level: number, era: number): void {
    if (era === this.#era) {
      this.#pace.throttled(level, this.#inside + 1);
      this.#era += 1;
    } else if (era === this.#era - 1) {
      this.#pace.refusedToo(level);
    }
    this.#ramp = 1;
    const until = this.#clock.now() + Math.min(delayMs, LONGEST_CLOSED_MS);
    this.#closedUntil = Math.max(this.#closedUntil, until);
  }

  #wait(signal: AbortSignal): Promise<Place> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#queue.delete(admit);
        this.#admit();
        reject(signal.reason);
      };
      const admit = (place: Place): void => {
        signal.removeEventListener('abort', onAbort);
        resolve(place);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#queue.add(admit);
      this.#admit();
    });
  }

  #admit(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    for (const admit of this.#queue) {
      if (!this.#hasRoom) return;
      const wait = this.#waitMs;
      if (wait > 0) {
        this.#stopTimer = this.#clock.after(wait, () => this.#admit());
        return;
      }
      this.#queue.delete(admit);
      admit(this.#newPlace());
    }
  }
}
