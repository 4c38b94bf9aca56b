import { type FunctionsError, isFunctionsError } from '@lp-faas/core';

/** The facts of a failure, as plain data: Catch nodes copy nothing else. */
export interface MessageFailureDetails {
  readonly code: string;
  readonly retryable: boolean;
  readonly [name: string]: unknown;
}

/** The error of a message, made for Catch nodes, which copy only `code` and `cause` of an error's own fields. */
export class MessageFailure extends Error {
  readonly code: string;
  override readonly cause: MessageFailureDetails;

  constructor(message: string, details: MessageFailureDetails) {
    super(message);
    this.name = 'LivePersonFunctions';
    this.code = details.code;
    this.cause = details;
    // A stack inside this package does not help users, and Node-RED would log it.
    this.stack = `${this.name}: ${message}`;
  }

  /** How certain it is that the function did not run; of several invocations, that of the least certain one. */
  get delivery(): string {
    const { delivery, failures } = this.cause;
    if (!Array.isArray(failures)) return String(delivery);
    const all = failures.map((failure: MessageFailureDetails) => failure['delivery']);
    return ['unknown', 'executed', 'rejected'].find((each) => all.includes(each)) ?? 'not-sent';
  }

  /** The same failure in other words. */
  withText(message: string): MessageFailure {
    return new MessageFailure(message, this.cause);
  }
}

/** A failure before anything was sent, such as an invalid field or a missing account. */
export const notSent = (message: string, code = 'invalid-options', retryable = false): MessageFailure =>
  new MessageFailure(message, { code, phase: 'options', delivery: 'not-sent', retryable, attempts: 0 });

/** Turns any error into a failure of the message. */
export function toMessageFailure(error: unknown): MessageFailure {
  if (error instanceof MessageFailure) return error;
  if (isFunctionsError(error)) return new MessageFailure(asFields(error.message), detailsOf(error));
  return notSent(error instanceof Error ? error.message : String(error));
}

/** The library names its options; here they are fields. */
const asFields = (message: string): string => message.replace(/\bmaxAttempts\b/g, 'attempts');

function detailsOf(error: FunctionsError): MessageFailureDetails {
  const { name: _, message: __, ...facts } = error.toJSON();
  const known = Object.entries(facts).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(known) as MessageFailureDetails), hint: error.hint };
}
