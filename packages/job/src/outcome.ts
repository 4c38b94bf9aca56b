import type { Delivery, FunctionsError, FunctionsErrorCode, InvocationResult } from '@lp-faas/core';
import { checkExpectation, type Expectation } from './expectation/check-expectation.js';
import type { FailOn, InputProblem } from './inputs/inputs.js';
import type { Secrets } from './secrets.js';
import { asSentence } from './sentences.js';

/** The code of each way in which a job can fail: the library's codes and two of its own. */
export type ErrorCode = FunctionsErrorCode | 'expectation-failed' | 'file-error';

/** How a job ended; the same fields for success and failure. */
export interface JobOutcome {
  /** `success`, or the error's code. */
  readonly outcome: 'success' | ErrorCode;
  /** The outcome in a few words. */
  readonly headline: string;
  /** The result as JSON text; empty without a result. */
  readonly resultJson: string;
  readonly statusCode: number | undefined;
  readonly errorMessage: string;
  /**
   * The error message with values of the result and of the expectation, for log and summary. Empty when there are
   * none. It must not be used for outputs or for a masked result.
   */
  readonly messageWithValues: string;
  /** The line-by-line difference between the expected and the actual result; empty without one. */
  readonly diff: string;
  readonly delivery: Delivery;
  readonly requestId: string;
  readonly attempts: number;
  readonly durationMs: number;
  /** The gateway's host and the platform generation; empty when unknown. */
  readonly host: string;
  readonly generation: string;
  /** Details of a batch or a check; empty for a single invocation. */
  readonly tables: readonly Table[];
  /** The result-file of a batch; empty when the result has not been written to a file. */
  readonly resultFile: string;
  /**
   * Whether what failed ran: of a batch the least certain of its failed lines, else the delivery. A success says nothing
   * about it.
   */
  readonly failureDelivery: Delivery;
  /** Whether a batch ended before its last line. */
  readonly isIncomplete: boolean;
}

/** A table of text. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The headline of each outcome. */
export const HEADLINES: Readonly<Record<JobOutcome['outcome'], string>> = {
  success: 'The function ran',
  'invalid-options': 'The inputs are invalid',
  'domain-unresolved': 'The account has no LivePerson Functions host',
  'domain-untrusted': 'The host is not trusted',
  'domain-unavailable': 'The Domain API is unavailable',
  'credentials-rejected': 'The credentials were rejected',
  'token-malformed': 'The token service returned no usable token',
  'token-unavailable': 'No access token could be obtained',
  unauthorized: 'The access token was rejected',
  forbidden: 'The invocation is not allowed',
  'function-not-found': 'No function to invoke was found',
  'bad-request': 'The gateway rejected the invocation',
  'rate-limited': 'The platform is throttling invocations',
  'function-failed': 'The function failed',
  'expectation-failed': 'The function ran, but not as expected',
  'gateway-error': 'The gateway failed',
  'unexpected-response': 'The response did not come from the platform',
  'network-error': 'The connection failed',
  timeout: 'The call timed out',
  aborted: 'The run was cancelled',
  'file-error': 'A file could not be written',
};

/** The answer to “Did the function run?”. */
export const DID_IT_RUN: Readonly<Record<Delivery, string>> = {
  'not-sent': 'no, nothing was sent',
  rejected: 'no, the gateway rejected it',
  unknown: 'unknown, it may have run',
  executed: 'yes',
};

/** Completes the known facts of an outcome; the others are empty. */
export function outcomeOf(
  known: Partial<JobOutcome> & Pick<JobOutcome, 'outcome' | 'delivery' | 'durationMs'>,
): JobOutcome {
  return {
    headline: HEADLINES[known.outcome],
    resultJson: '',
    statusCode: undefined,
    errorMessage: '',
    messageWithValues: '',
    diff: '',
    requestId: '',
    attempts: 0,
    host: '',
    generation: '',
    tables: [],
    resultFile: '',
    failureDelivery: known.delivery,
    isIncomplete: false,
    ...known,
  };
}

/** Failures of the function itself, not of the platform. */
const FUNCTION_FAILURES: ReadonlySet<string> = new Set(['function-failed', 'expectation-failed']);

/** Failures that fail the job whatever fail-on says: nothing ran, or not all of it, or what ran is not on record. */
const JOB_FAILURES: ReadonlySet<string> = new Set(['invalid-options', 'aborted', 'file-error']);

/** Whether the job succeeds with this outcome. */
export function passes(
  { outcome, isIncomplete = false }: Pick<JobOutcome, 'outcome'> & Partial<Pick<JobOutcome, 'isIncomplete'>>,
  failOn: FailOn,
): boolean {
  if (outcome === 'success') return true;
  if (isIncomplete || JOB_FAILURES.has(outcome) || failOn === 'any') return false;
  return failOn === 'never' || FUNCTION_FAILURES.has(outcome);
}

/** The outcome of an invocation that succeeded. */
export function successOutcome(answer: InvocationResult): JobOutcome {
  const { resultJson, status: statusCode, requestId, attempts, durationMs, host, generation } = answer;
  const facts = { resultJson, statusCode, requestId, attempts, durationMs, host, generation };
  return outcomeOf({ ...facts, outcome: 'success', delivery: 'executed' });
}

/** The outcome of a failure that the library reports. */
export function failureOutcome(error: FunctionsError, durationMs: number): JobOutcome {
  const { code: outcome, status: statusCode, delivery, requestId = '', attempts } = error;
  const errorMessage = withInputNames(error.message);
  return outcomeOf({ outcome, statusCode, errorMessage, delivery, requestId, attempts, durationMs });
}

const CHECK_IT = 'Check what it did, or correct the expectation.';

/** Checks a successful outcome against the expectation; returns `expectation-failed` when it does not hold. */
export function withExpectation(outcome: JobOutcome, expectation: Expectation, secrets: Secrets): JobOutcome {
  if (outcome.outcome !== 'success') return outcome;
  const failure = checkExpectation(outcome, expectation, (json) => secrets.hideInJson(json));
  if (failure === undefined) return outcome;
  return {
    ...outcome,
    outcome: 'expectation-failed',
    headline: HEADLINES['expectation-failed'],
    errorMessage: `${failure.message} ${CHECK_IT}`,
    messageWithValues: `${failure.messageWithValues} ${CHECK_IT}`,
    diff: failure.diff,
  };
}

/**
 * Adds to an outcome that a part of it was lost on the way out. A success becomes `file-error`, because its user cannot
 * see what happened; a failure keeps its code.
 * @param loss the rest of a sentence that begins with “The function ran, but” or “The job ended, but”
 */
export function withLoss(outcome: JobOutcome, loss: string): JobOutcome {
  // Its message says already what could not be written.
  if (outcome.outcome === 'file-error') return outcome;
  const { errorMessage, messageWithValues, delivery } = outcome;
  const isSuccess = outcome.outcome === 'success';
  const ran = isSuccess ? 'The function ran and succeeded, but' : 'The function ran, but';
  const advice = delivery === 'executed' ? ' Check what it did before you run it again.' : '';
  const sentence = `${delivery === 'executed' ? ran : 'The job ended, but'} ${loss.replace(/\.?$/, '.')}${advice}`;
  return {
    ...outcome,
    ...(isSuccess && { outcome: 'file-error', headline: HEADLINES['file-error'] }),
    errorMessage: errorMessage === '' ? sentence : `${errorMessage} ${sentence}`,
    messageWithValues: messageWithValues === '' ? '' : `${messageWithValues} ${sentence}`,
  };
}

/** Hides the secrets in everything that came from outside. */
export function hideSecrets(outcome: JobOutcome, secrets: Secrets): JobOutcome {
  const hide = (text: string): string => secrets.hideInText(text);
  return {
    ...outcome,
    resultJson: secrets.hideInJson(outcome.resultJson),
    errorMessage: hide(outcome.errorMessage),
    messageWithValues: hide(outcome.messageWithValues),
    diff: hide(outcome.diff),
    requestId: hide(outcome.requestId),
    tables: outcome.tables.map(({ head, rows }) => ({ head, rows: rows.map((row) => row.map(hide)) })),
  };
}

/** Replaces the library's option names by the names of the inputs, and leaves out options without an input. */
export const withInputNames = (message: string): string =>
  message.replace(/\btrustedDomains\b/g, 'trusted-domains').replace(/,? or the option tls\.ca\b/g, '');

/** The outcome of a job whose inputs are invalid; the message names them all. */
export function invalidInputsOutcome(problems: readonly InputProblem[]): JobOutcome {
  const list = problems.map(({ input, problem }) => `${input} ${problem}`).join('; ');
  const errorMessage = `${asSentence(`Invalid inputs: ${list}`)} Correct them; nothing was sent.`;
  return outcomeOf({ outcome: 'invalid-options', errorMessage, delivery: 'not-sent', durationMs: 0 });
}
