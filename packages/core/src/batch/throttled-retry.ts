import { type FunctionsError, isFunctionsError } from '../errors.js';
import { type Clock, sleep } from '../resilience/clock.js';
import { interruption } from '../resilience/interruption.js';
import type { Slot } from '../throttling/throttle-gate.js';

/** The default of `maxThrottledMs`. */
const MAX_WITHOUT_SUCCESS_MS = 300_000;

/** The gate at which invocations wait while the platform throttles. */
interface Gate {
  /** Milliseconds until it opens. */
  readonly opensInMs: number;
  /** Milliseconds to wait before a call that was throttled comes to the gate again. */
  pauseAfter(error: FunctionsError): number;
  enter(signal: AbortSignal): Promise<Slot>;
}

/**
 * Retries the throttled invocations of one batch, however often, as long as others of the batch succeed. A throttled
 * invocation did not run, so nothing runs twice.
 */
export class ThrottledRetry {
  readonly #clock: Clock;
  readonly #gate: Gate;
  readonly #maxMs: number;
  #lastThroughAt: number;

  /** @param maxMs when nothing of the batch succeeds for this long, it stops waiting */
  constructor(clock: Clock, gate: Gate, maxMs = MAX_WITHOUT_SUCCESS_MS) {
    this.#clock = clock;
    this.#gate = gate;
    this.#maxMs = maxMs;
    this.#lastThroughAt = clock.now();
  }

  /**
   * @param call makes one call with the slot that it may take, and counts its requests on from `attempts`
   * @throws {@link FunctionsError} of the last call.
   */
  async run<T>(
    call: (slot: Slot | undefined, attempts: number) => Promise<T>,
    signal: AbortSignal,
    earlierAttempts = 0,
  ): Promise<T> {
    for (let [attempts, pause] = [earlierAttempts, 0]; ; ) {
      const slot = await this.#slot(pause, signal);
      try {
        const result = await call(slot, attempts);
        this.#lastThroughAt = this.#clock.now();
        return result;
      } catch (error) {
        if (!this.#isWorthWaiting(error, signal)) throw error;
        attempts = error.attempts;
        pause = this.#gate.pauseAfter(error);
      } finally {
        // A call that failed before it used the slot has not released it.
        slot?.leave({ kind: 'failed' });
      }
    }
  }

  /** Waits before the call, so that the wait does not count against its deadline. */
  async #slot(pause: number, signal: AbortSignal): Promise<Slot | undefined> {
    try {
      if (pause > 0) await sleep(this.#clock, pause, signal);
      // The call rejects a wait that is too long with its own error.
      return this.#gate.opensInMs > this.#maxMs ? undefined : await this.#gate.enter(signal);
    } catch (reason) {
      throw interruption(reason, { phase: 'invocation' });
    }
  }

  #isWorthWaiting(error: unknown, signal: AbortSignal): error is FunctionsError {
    if (!isFunctionsError(error)) return false;
    const isThrottled = error.code === 'rate-limited' && error.retryable;
    if (!isThrottled) this.#lastThroughAt = this.#clock.now();
    const waitedMs = this.#clock.now() - this.#lastThroughAt + this.#gate.opensInMs;
    return isThrottled && waitedMs <= this.#maxMs && !signal.aborted;
  }
}
