import { errorOf, type FunctionsError, InvocationError } from '../errors.js';
import type { Progress } from './gateway-call.js';

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
    passing: true,
  });
}

/** The last error, told with what the tries before it have done: one of them may have run the function. */
export function inTheEnd(error: FunctionsError, requestId: string, progress: Progress): FunctionsError {
  const { attempts, mayHaveRun } = progress;
  const hides = mayHaveRun && (error.delivery === 'not-sent' || error.delivery === 'rejected');
  if (!hides && (attempts === 0 || error.attempts === attempts)) return error;
  const { code, phase, problem, status, platformCode, retryAfterMs, cause, retryable: passing } = error;
  const hint = hides ? 'An earlier attempt may have run: check before you invoke it again.' : error.hint;
  const delivery = hides ? 'unknown' : error.delivery;
  const facts = { code, phase, problem, hint, delivery, passing, requestId, attempts };
  return errorOf({ ...facts, status, platformCode, retryAfterMs, cause });
}
