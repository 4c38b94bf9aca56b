import { FunctionsError } from '../errors.js';
import type { InvocationResult } from '../invocation/invocation-result.js';
import type { Clock } from '../resilience/clock.js';
import { sleep } from '../resilience/sleep.js';

/** When nothing of a batch gets through for so long, waiting on is no help. */
const PATIENCE_MS = 300_000;

/** One invocation, which the platform may refuse because it throttles. */
type Invoke = () => Promise<InvocationResult>;

/**
 * What the invocations of one batch share: while the platform throttles, an invocation that it refused waits and
 * goes again, however often, as long as others of the batch get through. It did not run, so nothing runs twice.
 */
export class Patience {
  readonly #clock: Clock;
  readonly #opensInMs: () => number;
  #lastThroughAt: number;

  /** @param opensInMs how long the platform's throttling keeps everybody back */
  constructor(clock: Clock, opensInMs: () => number) {
    this.#clock = clock;
    this.#opensInMs = opensInMs;
    this.#lastThroughAt = clock.now();
  }

  /** @throws {FunctionsError} of the last try. */
  async invoke(invoke: Invoke, signal: AbortSignal): Promise<InvocationResult> {
    for (let earlier = 0; ; ) {
      // Before the call, so that the wait is not on its time.
      await this.#untilOpen(signal);
      try {
        const result = await invoke();
        this.#lastThroughAt = this.#clock.now();
        return earlier === 0 ? result : { ...result, attempts: result.attempts + earlier };
      } catch (error) {
        if (!this.#isWorthWaiting(error, signal)) throw error;
        earlier += error.attempts;
      }
    }
  }

  async #untilOpen(signal: AbortSignal): Promise<void> {
    // A wait that is too long, or given up, ends the call behind it too, which has the words for it.
    for (let ms = this.#opensInMs(); ms > 0 && ms <= PATIENCE_MS && !signal.aborted; ms = this.#opensInMs()) {
      await sleep(this.#clock, ms, signal).catch(() => undefined);
    }
  }

  #isWorthWaiting(error: unknown, signal: AbortSignal): error is FunctionsError {
    if (!(error instanceof FunctionsError)) return false;
    const isThrottled = error.code === 'rate-limited' && error.retryable;
    if (!isThrottled) this.#lastThroughAt = this.#clock.now();
    const waitedMs = this.#clock.now() - this.#lastThroughAt + this.#opensInMs();
    return isThrottled && waitedMs <= PATIENCE_MS && !signal.aborted;
  }
}
