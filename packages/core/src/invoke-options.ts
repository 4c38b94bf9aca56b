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
}

const CHECKS: readonly (readonly [keyof InvokeOptions, Check])[] = [
  ['requestId', checkHeaderText],
  ['deadlineMs', milliseconds],
  ['maxAttempts', checkMaxAttempts],
  ['eventSource', checkHeaderText],
];

const MAX_CONCURRENCY = 1000;

/** @throws {OptionsError} naming every bad option. */
export function checkInvokeOptions(options: InvokeOptions): void {
  const problems: OptionProblem[] = [];
  for (const [option, check] of CHECKS) {
    const value = options[option];
    const problem = value === undefined ? undefined : check(value);
    if (problem !== undefined) problems.push({ option, problem });
  }
  if (problems.length > 0) throw new OptionsError(problems);
}

/** @throws {OptionsError} naming every bad option. */
export function checkInvokeAllOptions(inputs: unknown, { concurrency = 10 }: InvokeAllOptions): void {
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
  if (problems.length > 0) throw new OptionsError(problems);
}
