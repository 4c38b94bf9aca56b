import type { FunctionsError, FunctionsErrorCode } from '../errors.js';
import type { RetryOptions } from '../options.js';
import type { Clock } from '../resilience/clock.js';

type RetrySettings = Required<RetryOptions>;

/**
 * LivePerson asks for at least a second after a 429; and a Domain API or token service that did not answer is
 * not asked again within one.
 */
const LEAST_DELAY_MS = 1000;
const UNHURRIED: ReadonlySet<FunctionsErrorCode> = new Set([
  'rate-limited',
  'domain-unavailable',
  'token-unavailable',
]);

/** A tenth more than asked for, a second at most. */
const EXTRA = 0.1;
const LONGEST_EXTRA_MS = 1000;

/** With less time than this, another request would only be cut off. */
const SHORTEST_ATTEMPT_MS = 1000;

/** Failures that may pass although the function may have run; only for calls that are said to be idempotent. */
const PASSING_UNKNOWN: ReadonlySet<FunctionsErrorCode> = new Set([
  'gateway-error',
  'network-error',
  'timeout',
]);

/** Whether the same invocation may be sent again at all, however late. */
export function mayRetry(error: FunctionsError, isIdempotent: boolean): boolean {
  // A refused token has had its replay already.
  if (error.code === 'unauthorized') return false;
  return error.retryable || (isIdempotent && error.delivery === 'unknown' && PASSING_UNKNOWN.has(error.code));
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
  if (asked !== undefined)
    return Math.ceil(asked + clock.random() * Math.min(LONGEST_EXTRA_MS, asked * EXTRA));
  const least = UNHURRIED.has(code) ? LEAST_DELAY_MS : 0;
  const most = Math.min(retry.maxDelayMs, (least || retry.baseDelayMs) * 2 ** (failures - 1));
  return Math.ceil(least + clock.random() * most);
}

/** A `Retry-After` is obeyed in full, with its extra, or not at all. */
export function longestPauseMs({ maxDelayMs }: RetrySettings): number {
  return maxDelayMs + Math.max(LEAST_DELAY_MS, LONGEST_EXTRA_MS);
}

/** Whether there is time left for a request behind the pause. */
export function fits(pause: number, remainingMs: number): boolean {
  return pause + SHORTEST_ATTEMPT_MS <= remainingMs;
}
