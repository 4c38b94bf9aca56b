import type { DomainResolver } from '../domains/domain-resolver.js';
import { FunctionsError } from '../errors.js';
import type { ClientSettings, Tokens } from '../options.js';
import { sleep } from '../resilience/clock.js';
import type { Deadline } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';
import { RetryBudget } from '../resilience/retry-budget.js';
import type { SharedThrottle } from '../throttling/shared-throttle.js';
import type { Slot } from '../throttling/throttle-gate.js';
import { Gateway } from './gateway.js';
import type { CallProgress, GatewayAnswer, GatewayCall } from './gateway-call.js';
import { finalError, fits, maxPauseMs, mayRetry, pauseMs } from './retry-plan.js';

/** Calls the gateway: again only when that is safe, and all callers as one while the platform throttles. */
export class Invoker {
  readonly #settings: ClientSettings;
  readonly #gateway: Gateway;
  readonly #budget: RetryBudget;

  constructor(settings: ClientSettings, domains: DomainResolver, tokens: Tokens, shared?: SharedThrottle) {
    this.#settings = settings;
    this.#gateway = new Gateway(settings, domains, tokens, shared);
    this.#budget = new RetryBudget(settings.clock);
  }

  /** Milliseconds for which the platform's throttling keeps everybody back; 0 when it does not. */
  get opensInMs(): number {
    return this.#gateway.admission.opensInMs;
  }

  /** Waits for a slot for `call`, outside of its deadline; rejects with the signal's reason. */
  enter(signal: AbortSignal): Promise<Slot> {
    return this.#gateway.admission.enter(signal);
  }

  /**
   * @param slot one that was waited for already, for the first try; it is given back here
   * @throws {FunctionsError} of the last try; it says so when an earlier one may have run.
   */
  async call<T>(call: GatewayCall<T>, deadline: Deadline, slot?: Slot): Promise<GatewayAnswer<T>> {
    const progress: CallProgress = { attempts: 0, failures: 0, isReplayed: false, mayHaveRun: false };
    for (let waitedForSlot = slot; ; waitedForSlot = undefined) {
      try {
        const answer = await this.#gateway.try(call, progress, deadline, waitedForSlot);
        this.#budget.refund();
        return answer;
      } catch (error) {
        if (!(error instanceof FunctionsError)) throw error;
        await this.#beforeNextTry(error, call, progress, deadline);
      }
    }
  }

  /** Pauses when there is to be another try, and throws when there is none. */
  async #beforeNextTry(
    error: FunctionsError,
    { isIdempotent, requestId, maxAttempts }: GatewayCall<unknown>,
    progress: CallProgress,
    deadline: Deadline,
  ): Promise<void> {
    const { retry, clock } = this.#settings;
    if (error.delivery === 'unknown') progress.mayHaveRun = true;
    if (error.code === 'unauthorized' && !progress.isReplayed) {
      progress.isReplayed = true;
      return;
    }
    progress.failures += 1;
    const isThrottled = error.code === 'rate-limited';
    const { code, retryAfterMs: asked } = error;
    const pause = isThrottled ? this.opensInMs : pauseMs({ code, asked }, progress.failures, retry, clock);
    const isLast = progress.failures >= (maxAttempts ?? retry.maxAttempts) || deadline.signal.aborted;
    const isWorthIt = pause <= maxPauseMs(retry) && fits(pause, deadline.remainingMs);
    if (isLast || !mayRetry(error, isIdempotent) || !isWorthIt || !this.#budget.take()) {
      throw finalError(error, requestId, progress);
    }
    // While the platform throttles, the gate is where everybody waits.
    if (isThrottled) return;
    await sleep(clock, pause, deadline.signal).catch((reason: unknown) => {
      const work = { phase: 'invocation', requestId, attempts: progress.attempts } as const;
      throw finalError(interruption(reason, work), requestId, progress);
    });
  }
}
