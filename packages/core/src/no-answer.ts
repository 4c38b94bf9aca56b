import { type ForeignCause, foreignCause } from './redaction.js';
import { DeadlineExpired } from './resilience/deadline.js';
import { TransportError } from './transport/transport.js';

/**
 * Why a request brought no answer, fit to be shown. The caller's own deadline or abort is the caller's story
 * to tell: then the signal's reason is thrown as it is.
 */
export function noAnswerCause(error: unknown, signal: AbortSignal): ForeignCause {
  if (signal.aborted && !(signal.reason instanceof DeadlineExpired)) throw signal.reason;
  if (signal.aborted) return foreignCause(signal.reason);
  return foreignCause(error instanceof TransportError ? (error.cause ?? error) : error);
}

/** Whether no byte left because nobody could be connected to: the host may have moved. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TransportError && error.reason === 'connection' && error.delivery === 'not-sent';
}
