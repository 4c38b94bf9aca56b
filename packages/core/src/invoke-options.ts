import {
  CallRules,
  checkBoolean,
  checkHeaderText,
  checkMaxAttempts,
  checkSignal,
  findProblems,
  milliseconds,
  must,
  type RulesOf,
} from './checks.js';
import { OptionsError } from './errors.js';
import { checkHttpHeaders, type HttpHeaders } from './http-headers.js';

/** Options of one call. */
export interface InvokeOptions {
  /** Aborts the call, which then fails with `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Says that running the function twice does no harm, so that the invocation is retried even when it may have run.
   * Default `false`.
   */
  readonly idempotent?: boolean | undefined;
  /** Request id of the invocation (`X-Request-ID`), 1 to 128 printable ASCII characters. Default: a UUID. */
  readonly requestId?: string | undefined;
  /** Milliseconds for this call; replaces the client's `deadlineMs`. */
  readonly deadlineMs?: number | undefined;
  /** Requests of this call at most, 1 to 10; replaces the client's `retry.maxAttempts`. */
  readonly maxAttempts?: number | undefined;
  /** Caller name; replaces the client's `eventSource`. */
  readonly eventSource?: string | undefined;
  /**
   * HTTP headers of your own, such as `traceparent`, beside those of the client. Names that frame or route the request,
   * and those that the library sets, are refused. They are not the `headers` that a function receives.
   */
  readonly httpHeaders?: HttpHeaders | undefined;
  /**
   * Milliseconds to wait for a function that is not found: one that is being deployed, which takes up to ten minutes,
   * or an event that no function implements yet. It is polled after pauses of 1 to 15 seconds, and once more when the
   * time is over; then the call fails with `function-not-found`. Safe, because nothing ran. `deadlineMs` and the
   * result's `durationMs` count from when it was found. Default: no wait.
   */
  readonly waitForFunctionMs?: number | undefined;
}

/** Options of a call that asks for an event and invokes nothing. */
export interface IsImplementedOptions {
  /** Aborts the call, which then fails with `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for this call; replaces the client's `deadlineMs`. */
  readonly deadlineMs?: number | undefined;
}

export const IS_IMPLEMENTED_RULES = new CallRules({
  signal: checkSignal,
  deadlineMs: milliseconds,
} satisfies RulesOf<IsImplementedOptions>);

/** Options of a batch of invocations. */
export interface InvokeAllOptions {
  /** Invocations in flight at most, 1 to 1000. Default 10. */
  readonly concurrency?: number | undefined;
  /** Ends the batch: invocations in flight fail with `aborted`, and no further input is read. */
  readonly signal?: AbortSignal | undefined;
  /** Whether results come in the order of the inputs, instead of as they settle. Default `false`. */
  readonly ordered?: boolean | undefined;
  /** Says for every input that running its function twice does no harm. Default `false`. */
  readonly idempotent?: boolean | undefined;
  /**
   * Milliseconds without a success after which throttled invocations are no longer retried, but fail with
   * `rate-limited`. Default 300,000 (5 minutes).
   */
  readonly maxThrottledMs?: number | undefined;
  /**
   * Milliseconds to wait for a function that is not found: one that is being deployed, which takes up to ten minutes,
   * or an event that no function implements yet. One invocation polls and all others of the same function wait with
   * it, for this long in total. See {@link InvokeOptions.waitForFunctionMs}. Default: no wait.
   */
  readonly waitForFunctionMs?: number | undefined;
}

const INVOKE_RULES = new CallRules({
  signal: checkSignal,
  idempotent: checkBoolean,
  requestId: checkHeaderText,
  deadlineMs: milliseconds,
  maxAttempts: checkMaxAttempts,
  eventSource: checkHeaderText,
  httpHeaders: checkHttpHeaders,
  waitForFunctionMs: milliseconds,
} satisfies RulesOf<InvokeOptions>);

const MAX_CONCURRENCY = 1000;

const INVOKE_ALL_RULES: RulesOf<InvokeAllOptions> = {
  concurrency: (value) =>
    must(
      Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_CONCURRENCY,
      `a whole number from 1 to ${MAX_CONCURRENCY}`,
    ),
  signal: checkSignal,
  ordered: checkBoolean,
  idempotent: checkBoolean,
  maxThrottledMs: milliseconds,
  waitForFunctionMs: milliseconds,
};

/** @throws {@link OptionsError} naming every bad option. */
export function checkInvokeOptions(options: InvokeOptions): void {
  INVOKE_RULES.assert(options);
}

/** @throws {@link OptionsError} naming every bad option. */
export function checkInvokeAllOptions(inputs: unknown, options: InvokeAllOptions): void {
  const problems = findProblems(options, INVOKE_ALL_RULES);
  if (!isIterable(inputs)) {
    problems.unshift({ option: 'inputs', problem: 'must be iterable: a list, a generator or a stream' });
  }
  if (problems.length > 0) throw new OptionsError(problems);
}

/** A text is iterable, too, but its letters are no inputs. */
function isIterable(inputs: unknown): boolean {
  const source = Object(inputs) as Record<symbol, unknown>;
  const methods = [source[Symbol.asyncIterator], source[Symbol.iterator]];
  return typeof inputs !== 'string' && methods.some((method) => typeof method === 'function');
}
