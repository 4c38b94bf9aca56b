import { type FunctionsError, isFunctionsError } from '@lp-faas/core';

/** What is known of a failure: plain data, because Catch nodes copy nothing else. */
export interface FailureDetails {
  readonly code: string;
  readonly retryable: boolean;
  readonly [name: string]: unknown;
}

/** The error that a Catch node gets: of an error's fields it copies `code` and `cause`. */
export class Failure extends Error {
  readonly code: string;
  override readonly cause: FailureDetails;

  constructor(message: string, details: FailureDetails) {
    super(message);
    this.name = 'LivePersonFunctions';
    this.code = details.code;
    this.cause = details;
    // Where in this package it came up helps nobody, and would fill the log.
    this.stack = `${this.name}: ${message}`;
  }
}

/** A bad field or a missing account: nothing was sent. */
export const misuse = (message: string, code = 'invalid-options', retryable = false): Failure =>
  new Failure(message, { code, phase: 'options', delivery: 'not-sent', retryable, attempts: 0 });

/** Whatever went wrong, as a failure. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (isFunctionsError(error)) return new Failure(error.message, detailsOf(error));
  return misuse(error instanceof Error ? error.message : String(error));
}

function detailsOf(error: FunctionsError): FailureDetails {
  const { name: _, message: __, ...facts } = error.toJSON();
  const known = Object.entries(facts).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(known) as FailureDetails), hint: error.hint };
}
