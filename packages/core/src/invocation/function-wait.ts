import { type FunctionsError, InvocationError, isFunctionsError } from '../errors.js';
import { type Clock, sleep } from '../resilience/clock.js';
import { waitFor } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';
import type { ClientSettings } from '../settings.js';
import { traced } from '../traced.js';
import type { EventTarget, InvocationTarget } from './invocation-input.js';
import type { InvocationResult } from './invocation-result.js';
import { NO_FUNCTION_FOR_EVENT } from './refusals.js';

/** The first pause between two polls; it doubles with each poll. */
const FIRST_PAUSE_MS = 1000;

const MAX_PAUSE_MS = 15_000;

/** An invocation that waits for its function. */
export interface WaitingCall<T> {
  readonly target: InvocationTarget;
  readonly requestId: string;
  /** Ends the wait. */
  readonly signal: AbortSignal;
  /** Makes one invocation, and counts its requests on from `attempts`. */
  invoke(attempts: number): Promise<InvocationResult<T>>;
  /** Asks whether a function implements an event. `isFresh`: a cached "no" does not count. */
  ask(event: EventTarget, isFresh: boolean): Promise<boolean>;
}

/** A function or an event that was not found. */
interface Search {
  /** When the wait is over, in milliseconds on the monotonic clock. */
  readonly endsAt: number;
  polls: number;
  pauseMs: number;
  /** Whether the last poll did not find it and the wait is not over. */
  isMissing: boolean;
  /** Settles when the one call that polls ends, for whatever reason. */
  polling: Promise<void> | undefined;
}

type WaitSettings = Pick<ClientSettings, 'clock' | 'accountId' | 'regionAdvice'>;

type Poll<T> = { readonly result: InvocationResult<T> } | { readonly missing: FunctionsError };

/**
 * Waits for functions that are not found, such as those that are being deployed: a 404 says that nothing ran, so
 * asking again is safe. All calls that share one instance wait for a function together; only one of them polls.
 */
export class FunctionWait {
  readonly #clock: Clock;
  readonly #settings: WaitSettings;
  readonly #waitMs: number;
  /** By target; an entry stays, so that the wait for a target ends once and for all. */
  readonly #searches = new Map<string, Search>();

  /** @param waitMs how long to wait for each function, from the first poll */
  constructor(settings: WaitSettings, waitMs: number) {
    this.#clock = settings.clock;
    this.#settings = settings;
    this.#waitMs = waitMs;
  }

  /**
   * Invokes a function as soon as it is found. The last poll begins when the time is over.
   * @throws {@link FunctionsError} `function-not-found` when it was not found in time; any other failure at once.
   */
  async invoke<T>(call: WaitingCall<T>): Promise<InvocationResult<T>> {
    const key = JSON.stringify(call.target);
    let stopPolling: (() => void) | undefined;
    try {
      for (let attempts = 0; ; ) {
        const search = this.#searches.get(key);
        if (search?.isMissing) {
          const { polling } = search;
          if (stopPolling === undefined && polling !== undefined) {
            await unlessEnded(waitFor(polling, call.signal), call, attempts);
            continue;
          }
          stopPolling ??= startPolling(search);
          await unlessEnded(this.#pause(search, call.signal), call, attempts);
        }
        const startedAt = this.#clock.now();
        const poll = await this.#poll(key, call, attempts, stopPolling !== undefined);
        if ('result' in poll) return poll.result;
        attempts = poll.missing.attempts;
        const { endsAt, polls } = this.#searches.get(key) as Search;
        if (startedAt >= endsAt) throw this.#gaveUp(poll.missing, call, polls);
      }
    } finally {
      stopPolling?.();
    }
  }

  #pause(search: Search, signal: AbortSignal): Promise<void> {
    const pauseMs = Math.max(0, Math.min(search.pauseMs, search.endsAt - this.#clock.now()));
    search.pauseMs = Math.min(MAX_PAUSE_MS, search.pauseMs * 2);
    return sleep(this.#clock, pauseMs, signal);
  }

  /** Looks for the function once, by invoking it or by asking for its event, and publishes what was found. */
  #poll<T>(key: string, call: WaitingCall<T>, attempts: number, isOnlyOne: boolean): Promise<Poll<T>> {
    const { kind: _, ...target } = call.target;
    const { requestId } = call;
    const startedAt = this.#clock.now();
    const before = this.#searches.get(key);
    // When the wait is over, the calls that did not poll need not ask each for itself.
    const isFresh = isOnlyOne || before === undefined || startedAt < before.endsAt;
    const work = async (): Promise<Poll<T>> => {
      try {
        const poll = await look(call, attempts, isFresh);
        this.#note(key, startedAt, 'missing' in poll);
        return poll;
      } catch (error) {
        if (isFunctionsError(error) && error.delivery === 'executed') this.#note(key, startedAt, false);
        throw error;
      }
    };
    return traced('poll', work, () => ({
      facts: { accountId: this.#settings.accountId, ...target, requestId, poll: (before?.polls ?? 0) + 1 },
      outcome: (poll) => ({ found: 'result' in poll, remainingMs: this.#remainingMs(key) }),
      now: () => this.#clock.now(),
    }));
  }

  #note(key: string, startedAt: number, isMissing: boolean): void {
    let search = this.#searches.get(key);
    if (search === undefined) {
      if (!isMissing) return;
      const endsAt = startedAt + this.#waitMs;
      search = { endsAt, polls: 0, pauseMs: FIRST_PAUSE_MS, isMissing, polling: undefined };
      this.#searches.set(key, search);
    }
    search.polls += 1;
    search.isMissing = isMissing && startedAt < search.endsAt;
    if (!isMissing) search.pauseMs = FIRST_PAUSE_MS;
  }

  #remainingMs(key: string): number {
    const search = this.#searches.get(key);
    return search?.isMissing ? Math.max(0, Math.round(search.endsAt - this.#clock.now())) : 0;
  }

  #gaveUp(error: FunctionsError, { requestId }: WaitingCall<unknown>, polls: number): FunctionsError {
    const { delivery, status, platformCode, attempts } = error;
    const { regionAdvice } = this.#settings;
    const isAdvised = regionAdvice === '' || error.hint.endsWith(regionAdvice);
    const hint = isAdvised ? error.hint : `${error.hint} ${regionAdvice}`;
    const problem = `${error.problem}; looked for it ${polls} times in ${this.#waitMs / 1000} s`;
    const facts = { status, platformCode, requestId, attempts, delivery };
    return new InvocationError({ ...facts, code: 'function-not-found', phase: 'invocation', problem, hint });
  }
}

/** Marks a search as being polled; returns a function that ends that. */
function startPolling(search: Search): () => void {
  let end = (): void => undefined;
  search.polling = new Promise((resolve) => {
    end = resolve;
  });
  return () => {
    search.polling = undefined;
    end();
  };
}

/** @throws {@link FunctionsError} `aborted` when the signal ended the wait. */
function unlessEnded(
  wait: Promise<void>,
  { requestId }: WaitingCall<unknown>,
  attempts: number,
): Promise<void> {
  return wait.catch((reason: unknown) => {
    throw interruption(reason, { phase: 'invocation', requestId, attempts });
  });
}

async function look<T>(call: WaitingCall<T>, attempts: number, isFresh: boolean): Promise<Poll<T>> {
  const { target, requestId } = call;
  const isEvent = target.kind === 'event';
  try {
    if (isEvent && !(await call.ask(target, isFresh)))
      return { missing: noFunction({ requestId, attempts }) };
    const result = await call.invoke(attempts);
    // V1 answers with an empty list for an event that no function implements.
    const isEmpty = isEvent && Array.isArray(result.result) && result.result.length === 0;
    return isEmpty ? { missing: noFunction(result) } : { result };
  } catch (error) {
    if (!isNotFound(error)) throw error;
    // A gateway that does not know the event may refuse the question, too.
    return { missing: error.delivery === 'not-sent' ? noFunction({ requestId, attempts }) : error };
  }
}

/** Whether there is no such function, and none ran: an earlier attempt that may have run makes this `unknown`. */
const isNotFound = (error: unknown): error is FunctionsError =>
  isFunctionsError(error) && error.code === 'function-not-found' && error.delivery !== 'unknown';

/** The error of an event that no function implements. */
function noFunction(facts: { requestId: string; attempts: number; status?: number }): FunctionsError {
  const { what: problem, hint } = NO_FUNCTION_FOR_EVENT;
  const { requestId, attempts, status } = facts;
  return new InvocationError({
    code: 'function-not-found',
    phase: 'invocation',
    delivery: attempts === 0 ? 'not-sent' : 'rejected',
    problem,
    hint,
    requestId,
    attempts,
    status,
  });
}
