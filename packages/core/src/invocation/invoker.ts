import type { DomainResolver } from '../domains/domain-resolver.js';
import { type FunctionsError, isFunctionsError } from '../errors.js';
import type { Tokens } from '../options.js';
import { sleep } from '../resilience/clock.js';
import type { Deadline } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';
import { RetryBudget } from '../resilience/retry-budget.js';
import type { ClientSettings } from '../settings.js';
import type { SharedThrottle } from '../throttling/shared-throttle.js';
import type { Slot } from '../throttling/throttle-gate.js';
import { hasListener } from '../traced.js';
import { Gateway } from './gateway.js';
import {
  type CallProgress,
  type FunctionOutput,
  type GatewayAnswer,
  type GatewayCall,
  tracedInvocation,
} from './gateway-call.js';
import type { CheckedInput } from './invocation-input.js';
import { finalError, fits, maxPauseMs, mayRetry, pauseMs } from './retry-plan.js';

/** Calls the gateway, and retries when that is safe. While the platform throttles, all callers share one gate. */
export class Invoker {
  readonly #settings: ClientSettings;
  readonly #gateway: Gateway;
  readonly #budget: RetryBudget;

  constructor(settings: ClientSettings, domains: DomainResolver, tokens: Tokens, shared?: SharedThrottle) {
    this.#settings = settings;
    this.#gateway = new Gateway(settings, domains, tokens, shared);
    this.#budget = new RetryBudget(settings.clock);
  }

  /** Milliseconds until the throttle gate opens; 0 when it is open. */
  get opensInMs(): number {
    return this.#gateway.admission.opensInMs;
  }

  /** Milliseconds to wait before a call that was throttled is made again; 0 when it waits at the gate, with all others. */
  pauseAfter({ code, retryAfterMs: asked }: FunctionsError): number {
    const { retry, clock } = this.#settings;
    return this.opensInMs > 0 ? 0 : pauseMs({ code, asked }, 1, retry, clock);
  }

  /** Waits for a slot, which `call` then takes; the wait does not count against its deadline. Rejects with the signal's reason. */
  enter(signal: AbortSignal): Promise<Slot> {
    return this.#gateway.admission.enter(signal);
  }

  /** Makes the call of an invocation, and publishes it to the listeners of its channel. */
  invoke(
    input: CheckedInput,
    call: GatewayCall<FunctionOutput>,
    deadline: Deadline,
    slot: Slot | undefined,
    attempts: number,
  ): Promise<GatewayAnswer<FunctionOutput>> {
    if (!hasListener('invocation')) return this.call(call, deadline, slot, attempts);
    return tracedInvocation(() => this.call(call, deadline, slot, attempts), input, call, this.#settings);
  }

  /**
   * Makes attempts until one succeeds or must be the last.
   * @param slot a slot for the first attempt that the caller has waited for; it is released here
   * @param attempts the requests of earlier calls for the same invocation, which count
   * @throws {@link FunctionsError} of the last attempt; it says so when an earlier one may have run.
   */
  async call<T>(
    call: GatewayCall<T>,
    deadline: Deadline,
    slot?: Slot,
    attempts = 0,
  ): Promise<GatewayAnswer<T>> {
    const progress: CallProgress = { attempts, failures: 0, mayHaveRun: false };
    for (let heldSlot = slot; ; heldSlot = undefined) {
      try {
        const answer = await this.#gateway.attempt(call, progress, deadline, heldSlot);
        this.#budget.refund();
        return answer;
      } catch (error) {
        if (!isFunctionsError(error)) throw error;
        await this.#beforeNextAttempt(error, call, progress, deadline);
      }
    }
  }

  /** Pauses before another attempt, or throws the final error when there must be none. */
  async #beforeNextAttempt(
    error: FunctionsError,
    { isIdempotent, requestId, maxAttempts }: GatewayCall<unknown>,
    progress: CallProgress,
    deadline: Deadline,
  ): Promise<void> {
    const { retry, clock } = this.#settings;
    if (error.delivery === 'unknown') progress.mayHaveRun = true;
    // A refused token did not run the function: once per call, another token is tried.
    if (progress.refusedToken !== undefined && progress.refusal === undefined) {
      progress.refusal = error;
      return;
    }
    progress.failures += 1;
    const isThrottled = error.code === 'rate-limited';
    const { code, retryAfterMs: asked } = error;
    const waitsAtGate = isThrottled && this.opensInMs > 0;
    const pause = waitsAtGate ? this.opensInMs : pauseMs({ code, asked }, progress.failures, retry, clock);
    const isLast = progress.failures >= (maxAttempts ?? retry.maxAttempts) || deadline.signal.aborted;
    const isWorthIt = pause <= maxPauseMs(retry) && fits(pause, deadline.remainingMs);
    if (isLast || !mayRetry(error, isIdempotent) || !isWorthIt || !this.#budget.take()) {
      throw finalError(error, requestId, progress);
    }
    // The next attempt waits at the gate, with all others.
    if (waitsAtGate) return;
    await sleep(clock, pause, deadline.signal).catch((reason: unknown) => {
      const work = { phase: 'invocation', requestId, attempts: progress.attempts } as const;
      throw finalError(interruption(reason, work), requestId, progress);
    });
  }
}
