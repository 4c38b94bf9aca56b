import { randomUUID } from 'node:crypto';
import { readHttpHeaders } from '../http-headers.js';
import type { InvokeOptions } from '../invoke-options.js';
import { type CloseSignal, forwardAbort } from '../resilience/close-signal.js';
import { Deadline } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';
import type { ClientSettings } from '../settings.js';
import type { Slot } from '../throttling/throttle-gate.js';
import { asNotInvoked, ImplementedCache, implementedCall } from './event-check.js';
import { FunctionWait } from './function-wait.js';
import { invocationCall, tracedInvocation } from './gateway-call.js';
import type { CheckedInput, EventTarget } from './invocation-input.js';
import type { InvocationResult } from './invocation-result.js';
import type { Invoker } from './invoker.js';

/** Makes one call to the gateway, with a slot if it has waited for one, and counts its requests on from `attempts`. */
type SendOnce<T> = (slot: Slot | undefined, attempts: number) => Promise<T>;

/** How a call that waits for its function is made. */
export interface Waiting {
  readonly wait: FunctionWait;
  readonly signal: AbortSignal;
  /** Runs each of its calls to the gateway. `attempts`: the requests of the same invocation so far. */
  run<T>(call: SendOnce<T>, attempts?: number): Promise<T>;
}

/** Sends the invocations and the questions of a client, each within a deadline of its own. */
export class InvocationSender {
  readonly #settings: ClientSettings;
  readonly #invoker: Invoker;
  readonly #closing: CloseSignal;
  readonly #implemented: ImplementedCache;

  constructor(settings: ClientSettings, invoker: Invoker, closing: CloseSignal) {
    this.#settings = settings;
    this.#invoker = invoker;
    this.#closing = closing;
    this.#implemented = new ImplementedCache(settings.clock);
  }

  /** Makes the deadline of a call, which also ends with its signal and with the client. */
  deadline({ deadlineMs, signal }: Pick<InvokeOptions, 'deadlineMs' | 'signal'>): Deadline {
    const { clock, deadlineMs: usualMs } = this.#settings;
    return new Deadline(clock, deadlineMs ?? usualMs, [signal, this.#closing]);
  }

  /**
   * Sends an invocation.
   * @param attemptsBefore requests of the same invocation so far
   * @param isTraced whether it is published; `sendWhenFound` publishes its calls as one
   */
  async send<T>(
    input: CheckedInput,
    options: InvokeOptions,
    slot?: Slot,
    attemptsBefore = 0,
    isTraced = true,
  ): Promise<InvocationResult<T>> {
    const { clock } = this.#settings;
    const { idempotent = false, requestId = randomUUID(), maxAttempts, eventSource } = options;
    const timestamp = clock.wallNow();
    const httpHeaders = options.httpHeaders === undefined ? undefined : readHttpHeaders(options.httpHeaders);
    const facts = { isIdempotent: idempotent, requestId, timestamp, maxAttempts, eventSource, httpHeaders };
    const call = invocationCall(input, facts);
    const deadline = this.deadline(options);
    try {
      const answer = await (isTraced
        ? this.#invoker.invoke(input, call, deadline, slot, attemptsBefore)
        : this.#invoker.call(call, deadline, slot, attemptsBefore));
      const { value, status, attempts, host, generation } = answer;
      deadline.done();
      const { resultJson } = value;
      const result = value.result as T;
      const durationMs = Math.round(clock.now() - deadline.startedAt);
      return { result, resultJson, status, requestId, attempts, host, generation, durationMs };
    } finally {
      // By hand: `using` allocates 560 bytes, as in an attempt.
      deadline[Symbol.dispose]();
    }
  }

  /** Makes what one call, or all calls of a batch, wait with. */
  newWait(waitMs: number): FunctionWait {
    return new FunctionWait(this.#settings, waitMs);
  }

  /** Sends one invocation as soon as its function is found. */
  async sendAlone<T>(
    input: CheckedInput,
    options: InvokeOptions,
    waitMs: number,
  ): Promise<InvocationResult<T>> {
    const leaving = new AbortController();
    const unlink = [options.signal, this.#closing].map((end) => forwardAbort(end, leaving));
    const { signal } = leaving;
    const run: Waiting['run'] = (call, attempts = 0) => call(undefined, attempts);
    try {
      return await this.sendWhenFound(input, options, { wait: this.newWait(waitMs), signal, run });
    } finally {
      for (const stop of unlink) stop();
    }
  }

  /** Sends an invocation as soon as its function is found, with others that wait for it. */
  sendWhenFound<T>(
    input: CheckedInput,
    options: InvokeOptions,
    { wait, signal, run }: Waiting,
  ): Promise<InvocationResult<T>> {
    const { requestId = randomUUID(), idempotent: isIdempotent = false } = options;
    const all = { ...options, requestId };
    const call = {
      target: input.target,
      requestId,
      signal,
      ask: (event: EventTarget, isFresh: boolean) =>
        run((slot) => this.isImplemented(event, all, isFresh, slot)),
      invoke: (attempts: number) =>
        run((slot, before) => this.send<T>(input, all, slot, before, false), attempts),
    };
    return tracedInvocation(() => wait.invoke(call), input, { requestId, isIdempotent }, this.#settings);
  }

  /**
   * Asks whether a deployed function implements an event; answers are cached for a minute.
   * @param isFresh whether to ask again although the cached answer is "no"
   */
  async isImplemented(
    event: EventTarget,
    options: Pick<InvokeOptions, 'deadlineMs' | 'signal'>,
    isFresh = false,
    slot?: Slot,
  ): Promise<boolean> {
    using deadline = this.deadline(options);
    const ask = async (signal: AbortSignal): Promise<boolean> => {
      using shared = this.deadline({ ...options, signal });
      return (await this.#invoker.call(implementedCall(event, randomUUID()), shared, slot)).value;
    };
    try {
      deadline.signal.throwIfAborted();
      const { deadlineMs } = options;
      return await this.#implemented.get(event, deadline.signal, ask, { isFresh, deadlineMs });
    } catch (error) {
      if (error === deadline.signal.reason) throw interruption(error, { phase: 'invocation' });
      throw asNotInvoked(error, this.#settings.regionAdvice);
    }
  }
}
