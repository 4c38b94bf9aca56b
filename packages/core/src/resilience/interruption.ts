import {
  type Delivery,
  errorOf,
  type FunctionsError,
  type FunctionsErrorDetails,
  type Phase,
} from '../errors.js';
import { type RedactedCause, redactCause } from '../redaction.js';
import { TransportError } from '../transport/transport.js';
import { DeadlineExpired } from './deadline.js';

const DOING: Record<Phase, string> = {
  options: 'checking the options',
  domain: "finding the account's domains",
  token: 'getting the access token',
  invocation: 'invoking the function',
};

/** What the interrupted work knew about itself. */
export interface Interrupted {
  readonly phase: Phase;
  readonly delivery?: Delivery;
  readonly requestId?: string;
  readonly attempts?: number;
}

/** Turns the reason of an aborted signal into the error of who was waiting: `timeout` or `aborted`. */
export function interruption(reason: unknown, work: Interrupted): FunctionsError {
  const mayRun = work.delivery === 'unknown';
  const doing = DOING[work.phase];
  const details: Omit<FunctionsErrorDetails, 'code' | 'problem' | 'hint'> = { ...work, cause: reason };
  if (reason instanceof DeadlineExpired) {
    return errorOf({
      ...details,
      code: 'timeout',
      problem: `The time allowed (${reason.ms} ms) ran out while ${doing}`,
      hint: mayRun
        ? 'The function may have run: check before you invoke it again, or allow more time.'
        : 'Nothing was invoked: check the connection, or allow more time.',
      transient: true,
    });
  }
  return errorOf({
    ...details,
    code: 'aborted',
    problem: `The call was aborted while ${doing}`,
    hint: mayRun ? 'The function may have run: check before you invoke it again.' : 'Nothing was invoked.',
  });
}

/**
 * Why a request brought no answer, fit to be shown. The caller's own deadline or abort is the caller's story
 * to tell: then the signal's reason is thrown as it is.
 */
export function noAnswerCause(error: unknown, signal: AbortSignal): RedactedCause {
  if (signal.aborted && !(signal.reason instanceof DeadlineExpired)) throw signal.reason;
  if (signal.aborted) return redactCause(signal.reason);
  return redactCause(error instanceof TransportError ? (error.cause ?? error) : error);
}

/** Whether no byte left because nobody could be connected to: the host may have moved. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TransportError && error.reason === 'connection' && error.delivery === 'not-sent';
}
