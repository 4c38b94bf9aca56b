import { errorOf, type FunctionsError, type FunctionsErrorCode, InvocationError } from '../errors.js';
import type { RetryOptions } from '../options.js';
import type { Clock } from '../resilience/clock.js';
import type { CallProgress } from './gateway-call.js';

type RetrySettings = Required<RetryOptions>;

/**
 * LivePerson asks for at least a second after a 429; and a Domain API or token service that did not answer is
 * not asked again within one.
 */
const MIN_DELAY_MS = 1000;
const SLOW_RETRY: ReadonlySet<FunctionsErrorCode> = new Set([
  'rate-limited',
  'domain-unavailable',
  'token-unavailable',
]);

/** A tenth more than asked for, a second at most. */
const EXTRA = 0.1;
const MAX_EXTRA_MS = 1000;

/** With less time than this, another request would only be cut off. */
const MIN_ATTEMPT_MS = 1000;

/** Failures that may pass although the function may have run; only for calls that are said to be idempotent. */
const TRANSIENT_UNKNOWN: ReadonlySet<FunctionsErrorCode> = new Set([
  'gateway-error',
  'network-error',
  'timeout',
]);

/** Whether the same invocation may be sent again at all, however late. */
export function mayRetry(error: FunctionsError, isIdempotent: boolean): boolean {
  // A refused token has had its replay already.
  if (error.code === 'unauthorized') return false;
  return (
    error.retryable || (isIdempotent && error.delivery === 'unknown' && TRANSIENT_UNKNOWN.has(error.code))
  );
}

/** What a pause depends on. */
export interface Failure {
  readonly code: FunctionsErrorCode;
  /** What the platform asks for, in milliseconds. */
  readonly asked: number | undefined;
}

/**
 * The pause before the next request: what the platform asks for, and a little more so that not everybody comes
 * back at once; otherwise any time up to a limit that doubles with each failure.
 */
export function pauseMs(
  { code, asked }: Failure,
  failures: number,
  retry: RetrySettings,
  clock: Clock,
): number {
  if (asked !== undefined) return Math.ceil(asked + clock.random() * Math.min(MAX_EXTRA_MS, asked * EXTRA));
  const least = SLOW_RETRY.has(code) ? MIN_DELAY_MS : 0;
  const most = Math.min(retry.maxDelayMs, (least || retry.baseDelayMs) * 2 ** (failures - 1));
  return Math.ceil(least + clock.random() * most);
}

/** A `Retry-After` is obeyed in full, with its extra, or not at all. */
export function maxPauseMs({ maxDelayMs }: RetrySettings): number {
  return maxDelayMs + Math.max(MIN_DELAY_MS, MAX_EXTRA_MS);
}

/** Whether there is time left for a request behind the pause. */
export function fits(pause: number, remainingMs: number): boolean {
  return pause + MIN_ATTEMPT_MS <= remainingMs;
}

/** The platform keeps everybody back for longer than the call may take. */
export function throttled(retryAfterMs: number, requestId: string, attempts: number): InvocationError {
  return new InvocationError({
    code: 'rate-limited',
    phase: 'invocation',
    problem: `The platform throttles this client for another ${Math.ceil(retryAfterMs)} ms, longer than the call may take`,
    hint: `${attempts === 0 ? 'Nothing was sent' : 'It did not run'}: try again later, or allow more time.`,
    delivery: attempts === 0 ? 'not-sent' : 'rejected',
    requestId,
    attempts,
    retryAfterMs,
    transient: true,
  });
}

/** The last error, told with what the tries before it have done: one of them may have run the function. */
export function finalError(error: FunctionsError, requestId: string, progress: CallProgress): FunctionsError {
  const { attempts, mayHaveRun } = progress;
  const hides = mayHaveRun && (error.delivery === 'not-sent' || error.delivery === 'rejected');
  if (!hides && (attempts === 0 || error.attempts === attempts)) return error;
  const { code, phase, problem, status, platformCode, retryAfterMs, cause, retryable: transient } = error;
  const hint = hides ? 'An earlier attempt may have run: check before you invoke it again.' : error.hint;
  const delivery = hides ? 'unknown' : error.delivery;
  const facts = { code, phase, problem, hint, delivery, transient, requestId, attempts };
  return errorOf({ ...facts, status, platformCode, retryAfterMs, cause });
}
