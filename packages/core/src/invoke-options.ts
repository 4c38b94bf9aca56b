import { type OptionProblem, OptionsError } from './errors.js';
import { type Check, checkHeaderText, checkMaxAttempts, milliseconds } from './option-checks.js';

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
   * Milliseconds to wait for a function that is not found: one that is being deployed, which takes up to ten minutes,
   * or an event that no function implements yet. It is polled after pauses of 1 to 15 seconds, and once more when the
   * time is over; then the call fails with `function-not-found`. Safe, because nothing ran. `deadlineMs` and the
   * result's `durationMs` count from when it was found. Default: no wait.
   */
  readonly waitForFunctionMs?: number | undefined;
}

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
   * Milliseconds to wait for a function that is not found: one that is being deployed, which takes up to ten minutes,
   * or an event that no function implements yet. One invocation polls and all others of the same function wait with
   * it, for this long in total. See {@link InvokeOptions.waitForFunctionMs}. Default: no wait.
   */
  readonly waitForFunctionMs?: number | undefined;
}

const CHECKS: readonly { readonly option: keyof InvokeOptions; readonly check: Check }[] = [
  { option: 'requestId', check: checkHeaderText },
  { option: 'deadlineMs', check: milliseconds },
  { option: 'maxAttempts', check: checkMaxAttempts },
  { option: 'eventSource', check: checkHeaderText },
  { option: 'waitForFunctionMs', check: milliseconds },
];

const MAX_CONCURRENCY = 1000;

/** @throws {OptionsError} naming every bad option. */
export function checkInvokeOptions(options: InvokeOptions): void {
  const problems: OptionProblem[] = [];
  for (const rule of CHECKS) {
    const value = options[rule.option];
    const problem = value === undefined ? undefined : rule.check(value);
    if (problem !== undefined) problems.push({ option: rule.option, problem });
  }
  if (problems.length > 0) throw new OptionsError(problems);
}

/** @throws {OptionsError} naming every bad option. */
export function checkInvokeAllOptions(
  inputs: unknown,
  { concurrency = 10, waitForFunctionMs }: InvokeAllOptions,
): void {
  const problems: OptionProblem[] = [];
  const source = Object(inputs) as object;
  if (!(Symbol.iterator in source || Symbol.asyncIterator in source)) {
    problems.push({
      option: 'inputs',
      problem: 'must be iterable: a list, a generator or a stream',
    });
  }
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > MAX_CONCURRENCY) {
    problems.push({ option: 'concurrency', problem: `must be a whole number from 1 to ${MAX_CONCURRENCY}` });
  }
  const badWait = waitForFunctionMs === undefined ? undefined : milliseconds(waitForFunctionMs);
  if (badWait !== undefined) problems.push({ option: 'waitForFunctionMs', problem: badWait });
  if (problems.length > 0) throw new OptionsError(problems);
}
