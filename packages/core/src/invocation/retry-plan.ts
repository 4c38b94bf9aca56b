import { errorOf, type FunctionsError, type FunctionsErrorCode, InvocationError } from '../errors.js';
import type { Clock } from '../resilience/clock.js';
import type { RetrySettings } from '../settings.js';
import type { CallProgress } from './gateway-call.js';

/**
 * LivePerson asks clients to wait at least a second after a 429. A Domain API or token service that did not
 * respond gets the same pause.
 */
const MIN_DELAY_MS = 1000;
const SLOW_RETRY: ReadonlySet<FunctionsErrorCode> = new Set([
  'rate-limited',
  'domain-unavailable',
  'token-unavailable',
]);

/** Jitter on top of a `Retry-After`: up to a tenth of it, a second at most. */
const EXTRA = 0.1;
const MAX_EXTRA_MS = 1000;

/** With less time than this, another attempt would only be cut off. */
const MIN_ATTEMPT_MS = 1000;

/** Transient failures after which the function may have run; retried only for idempotent calls. */
const TRANSIENT_UNKNOWN: ReadonlySet<FunctionsErrorCode> = new Set([
  'gateway-error',
  'network-error',
  'timeout',
]);

/** Whether the same invocation may be sent again at all. */
export function mayRetry(error: FunctionsError, isIdempotent: boolean): boolean {
  // A refused token was replaced and replayed already.
  if (error.code === 'unauthorized') return false;
  return (
    error.retryable || (isIdempotent && error.delivery === 'unknown' && TRANSIENT_UNKNOWN.has(error.code))
  );
}

/** What the pause after a failed attempt depends on. */
interface RetryReason {
  readonly code: FunctionsErrorCode;
  /** The platform's `Retry-After`, in milliseconds. */
  readonly asked: number | undefined;
}

/**
 * Milliseconds to wait before the next attempt: the platform's `Retry-After` with some jitter, otherwise a random
 * time up to a limit that doubles with each failure.
 */
export function pauseMs(
  { code, asked }: RetryReason,
  failures: number,
  retry: RetrySettings,
  clock: Clock,
): number {
  const least = minPauseMs({ code, asked });
  if (asked !== undefined) return Math.ceil(least + clock.random() * Math.min(MAX_EXTRA_MS, least * EXTRA));
  const most = Math.min(retry.maxDelayMs, (least || retry.baseDelayMs) * 2 ** (failures - 1));
  return Math.ceil(least + clock.random() * most);
}

/** The same without jitter and without doubling. */
export function minPauseMs({ code, asked }: RetryReason): number {
  // "0" and a date in the past say only that the platform does not mind when.
  if (asked !== undefined) return Math.max(asked, MIN_DELAY_MS);
  return SLOW_RETRY.has(code) ? MIN_DELAY_MS : 0;
}

/** The longest pause that is waited for. A `Retry-After` is obeyed in full, with its jitter, or the call fails. */
export function maxPauseMs({ maxDelayMs }: RetrySettings): number {
  return maxDelayMs + Math.max(MIN_DELAY_MS, MAX_EXTRA_MS);
}

/** Whether there is time left for an attempt after the pause. */
export function fits(pause: number, remainingMs: number): boolean {
  return pause + MIN_ATTEMPT_MS <= remainingMs;
}

/** The error of a call that would have to wait at the gate for longer than its deadline. */
export function throttled(retryAfterMs: number, requestId: string, attempts: number): InvocationError {
  const problem =
    retryAfterMs > 0
      ? `The platform throttles this client for another ${Math.ceil(retryAfterMs)} ms, which is longer than the call may take`
      : 'The platform throttles this client, and this call had no turn within its time';
  return new InvocationError({
    code: 'rate-limited',
    phase: 'invocation',
    problem,
    hint: `${attempts === 0 ? 'Nothing was sent' : 'The function did not run'}. Try again later, or allow more time.`,
    delivery: attempts === 0 ? 'not-sent' : 'rejected',
    requestId,
    attempts,
    retryAfterMs,
    transient: true,
  });
}

/** The error of the whole call: the last attempt's, and `unknown` when an earlier attempt may have run. */
export function finalError(error: FunctionsError, requestId: string, progress: CallProgress): FunctionsError {
  const { attempts, mayHaveRun } = progress;
  const hides = mayHaveRun && (error.delivery === 'not-sent' || error.delivery === 'rejected');
  if (!hides && (attempts === 0 || error.attempts === attempts)) return error;
  const { code, phase, problem, status, platformCode, retryAfterMs, cause, retryable: transient } = error;
  const hint = hides
    ? 'An earlier attempt may have run the function. Check before you invoke it again.'
    : error.hint;
  const delivery = hides ? 'unknown' : error.delivery;
  const facts = { code, phase, problem, hint, delivery, transient, requestId, attempts };
  return errorOf({ ...facts, status, platformCode, retryAfterMs, cause });
}
