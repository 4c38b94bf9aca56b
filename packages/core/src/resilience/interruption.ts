import {
  type Delivery,
  type ErrorCauseFields,
  errorOf,
  type FunctionsError,
  type FunctionsErrorDetails,
  type Phase,
} from '../errors.js';
import { type Confidential, redactCause } from '../redaction.js';
import { isTransportError } from '../transport/transport.js';
import { ClientClosed } from './close-signal.js';
import { DeadlineExpired } from './deadline.js';

/** Options are checked at once, so nothing interrupts that. */
type InterruptiblePhase = Exclude<Phase, 'options'>;

const DOING: Record<InterruptiblePhase, string> = {
  domain: "finding the account's domains",
  token: 'getting the access token',
  invocation: 'invoking the function',
};

/** What is known of the interrupted work. */
export interface Interrupted {
  readonly phase: InterruptiblePhase;
  readonly delivery?: Delivery;
  readonly requestId?: string;
  readonly attempts?: number;
}

/**
 * Makes the error of work that a signal ended: `timeout` when its time ran out, otherwise `aborted`. Of the reason it
 * keeps name and message.
 */
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
        ? 'The function may have run. Check before you invoke it again, or allow more time.'
        : 'Nothing was invoked. Check the connection, or allow more time.',
      transient: true,
    });
  }
  const isClosed = reason instanceof ClientClosed;
  const notInvoked = `Nothing was invoked.${isClosed ? ' Create a new client for further calls.' : ''}`;
  return errorOf({
    ...details,
    code: 'aborted',
    problem: `${isClosed ? reason.message : 'The call was aborted'} while ${doing}`,
    hint: mayRun ? 'The function may have run. Check before you invoke it again.' : notInvoked,
  });
}

/**
 * Tells why a request got no response, as it may be shown.
 * @throws the signal's reason when the caller's own deadline or signal ended it: the caller makes that error.
 */
export function noAnswerCause(
  error: unknown,
  signal: AbortSignal,
  confidential?: Confidential,
): ErrorCauseFields {
  if (signal.aborted && !(signal.reason instanceof DeadlineExpired)) throw signal.reason;
  if (signal.aborted) return redactCause(signal.reason);
  return redactCause(isTransportError(error) ? (error.cause ?? error) : error, confidential);
}

/** Whether no connection could be made, so that no byte left: the host may have moved. */
export function isUnreachable(error: unknown): boolean {
  return isTransportError(error) && error.reason === 'connection' && error.delivery === 'not-sent';
}
