import { FunctionsError } from '../errors.js';
import type { InvocationResult } from '../invocation/invocation-result.js';
import type { Clock } from '../resilience/clock.js';
import { interruption } from '../resilience/interruption.js';
import type { Slot } from '../throttling/throttle-gate.js';

/** When nothing of a batch gets through for so long, waiting on is no help. */
const MAX_WITHOUT_SUCCESS_MS = 300_000;

/** Where everybody waits while the platform throttles. */
interface Gate {
  /** Milliseconds until it opens. */
  readonly opensInMs: number;
  enter(signal: AbortSignal): Promise<Slot>;
}

/**
 * What the invocations of one batch share: while the platform throttles, an invocation that it refused waits and
 * goes again, however often, as long as others of the batch get through. It did not run, so nothing runs twice.
 */
export class ThrottledRetry {
  readonly #clock: Clock;
  readonly #gate: Gate;
  #lastThroughAt: number;

  constructor(clock: Clock, gate: Gate) {
    this.#clock = clock;
    this.#gate = gate;
    this.#lastThroughAt = clock.now();
  }

  /**
   * @param invoke makes one call, with the slot that was waited for
   * @throws {FunctionsError} of the last call.
   */
  async invoke(
    invoke: (slot: Slot | undefined) => Promise<InvocationResult>,
    signal: AbortSignal,
  ): Promise<InvocationResult> {
    for (let earlier = 0; ; ) {
      const slot = await this.#slot(signal);
      try {
        const result = await invoke(slot);
        this.#lastThroughAt = this.#clock.now();
        return earlier === 0 ? result : { ...result, attempts: result.attempts + earlier };
      } catch (error) {
        if (!this.#isWorthWaiting(error, signal)) throw error;
        earlier += error.attempts;
      } finally {
        // Whoever used it has given it back; a call that did not come so far has not.
        slot?.leave({ kind: 'failed' });
      }
    }
  }

  /** Waits before the call, so that the wait is not on its time. */
  async #slot(signal: AbortSignal): Promise<Slot | undefined> {
    // A wait that is too long is the call's to refuse: it has the words for it.
    if (this.#gate.opensInMs > MAX_WITHOUT_SUCCESS_MS) return undefined;
    return await this.#gate.enter(signal).catch((reason: unknown) => {
      throw interruption(reason, { phase: 'invocation' });
    });
  }

  #isWorthWaiting(error: unknown, signal: AbortSignal): error is FunctionsError {
    if (!(error instanceof FunctionsError)) return false;
    const isThrottled = error.code === 'rate-limited' && error.retryable;
    if (!isThrottled) this.#lastThroughAt = this.#clock.now();
    const waitedMs = this.#clock.now() - this.#lastThroughAt + this.#gate.opensInMs;
    return isThrottled && waitedMs <= MAX_WITHOUT_SUCCESS_MS && !signal.aborted;
  }
}
