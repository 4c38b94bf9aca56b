import type { Clock } from './clock.js';

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

/**
 * What callers do together when the platform throttles: all wait, one probes, and each answer doubles how many
 * may go at once, until nobody has to wait any more.
 */
export class ThrottleGate {
  readonly #clock: Clock;
  readonly #queue = new Set<() => void>();
  #closedUntil = 0;
  #limit = Number.POSITIVE_INFINITY;
  #inside = 0;
  #stopTimer: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds until the gate opens again; 0 when it is open. */
  get opensInMs(): number {
    return Math.max(0, this.#closedUntil - this.#clock.now());
  }

  /** Waits for a place; every `enter` that resolves is to be followed by one `leave`. */
  async enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#queue.size > 0 || this.opensInMs > 0 || this.#inside >= this.#limit) return this.#wait(signal);
    this.#inside += 1;
  }

  /** Gives the place back. */
  leave(passage: Passage): void {
    this.#inside -= 1;
    if (passage.kind === 'throttled') {
      this.#limit = 1;
      const delayMs = Math.min(passage.delayMs, LONGEST_CLOSED_MS);
      this.#closedUntil = Math.max(this.#closedUntil, this.#clock.now() + delayMs);
    } else if (passage.kind === 'answered' && this.opensInMs === 0) {
      this.#limit = this.#limit * 2 >= UNLIMITED_FROM ? Number.POSITIVE_INFINITY : this.#limit * 2;
    }
    this.#admit();
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#queue.delete(admit);
        this.#admit();
        reject(signal.reason);
      };
      const admit = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#queue.add(admit);
      this.#admit();
    });
  }

  #admit(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    if (this.#queue.size > 0 && this.opensInMs > 0) {
      this.#stopTimer = this.#clock.after(this.opensInMs, () => this.#admit());
      return;
    }
    for (const admit of this.#queue) {
      if (this.#inside >= this.#limit) return;
      this.#queue.delete(admit);
      this.#inside += 1;
      admit();
    }
  }
}
