import type { Delivery, FunctionsError, FunctionsErrorCode, InvocationResult } from '@lp-faas/core';
import { checkExpectation, type Expectation } from './expectation/check-expectation.js';
import type { FailOn, InputProblem } from './inputs/inputs.js';
import type { Secrets } from './secrets.js';

/** Every way in which a step can fail: the library's, and one of its own. */
export type ErrorCode = FunctionsErrorCode | 'expectation-failed';

/** How the step ended, the same for success and failure. */
export interface JobOutcome {
  /** `success`, or the error's code. */
  readonly outcome: 'success' | ErrorCode;
  /** The same in words. */
  readonly headline: string;
  /** The result as JSON text; empty when there is none. */
  readonly resultJson: string;
  readonly statusCode: number | undefined;
  readonly errorMessage: string;
  /** What was expected beside what came, line by line; empty where there is nothing to compare. */
  readonly diff: string;
  readonly delivery: Delivery;
  readonly requestId: string;
  readonly attempts: number;
  readonly durationMs: number;
  /** The gateway's host and the generation, where they are known. */
  readonly host: string;
  readonly generation: string;
  /** What happened part by part, where there are parts. */
  readonly tables: readonly Table[];
  /** The file with the results of many; empty when the one result is yet to be written to one. */
  readonly resultFile: string;
}

/** Rows of text under their names. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The codes in words, for headlines. */
export const HEADLINES: Readonly<Record<JobOutcome['outcome'], string>> = {
  success: 'The function ran',
  'invalid-options': 'The inputs are not right',
  'domain-unresolved': 'The account has no host for functions',
  'domain-untrusted': 'The host is not LivePerson’s',
  'domain-unavailable': 'The Domain API did not help',
  'credentials-rejected': 'The credentials were rejected',
  'token-malformed': 'The token service gave no token',
  'token-unavailable': 'The token service did not help',
  unauthorized: 'The token was not accepted',
  forbidden: 'The invocation is not allowed',
  'function-not-found': 'There is nothing to invoke',
  'bad-request': 'The invocation was not accepted',
  'rate-limited': 'The platform throttles',
  'function-failed': 'The function failed',
  'expectation-failed': 'The function ran, but not as expected',
  'gateway-error': 'The gateway failed',
  'unexpected-response': 'The answer is not the platform’s',
  'network-error': 'The connection failed',
  timeout: 'The time ran out',
  aborted: 'The step was cancelled',
};

/** Whether the function ran, in words. */
export const DID_IT_RUN: Readonly<Record<Delivery, string>> = {
  'not-sent': 'no, nothing was sent',
  rejected: 'no, the gateway refused it',
  unknown: 'unknown, it may have run',
  executed: 'yes',
};

/** An outcome of which nothing more is known than is said. */
export function outcomeOf(
  known: Partial<JobOutcome> & Pick<JobOutcome, 'outcome' | 'delivery' | 'durationMs'>,
): JobOutcome {
  return {
    headline: HEADLINES[known.outcome],
    resultJson: '',
    statusCode: undefined,
    errorMessage: '',
    diff: '',
    requestId: '',
    attempts: 0,
    host: '',
    generation: '',
    tables: [],
    resultFile: '',
    ...known,
  };
}

/** Failures that are not the platform's. */
const OF_THE_FUNCTION: ReadonlySet<string> = new Set(['function-failed', 'expectation-failed']);

/** Failures that no rule lets pass: a green job although nothing ran, or was finished, helps nobody. */
const OF_THE_STEP: ReadonlySet<string> = new Set(['invalid-options', 'aborted']);

/** Whether an outcome lets the step succeed. */
export function passes({ outcome }: Pick<JobOutcome, 'outcome'>, failOn: FailOn): boolean {
  if (outcome === 'success') return true;
  if (OF_THE_STEP.has(outcome) || failOn === 'any') return false;
  return failOn === 'never' || OF_THE_FUNCTION.has(outcome);
}

export function successOutcome(answer: InvocationResult): JobOutcome {
  const { resultJson, status: statusCode, requestId, attempts, durationMs, host, generation } = answer;
  const facts = { resultJson, statusCode, requestId, attempts, durationMs, host, generation };
  return outcomeOf({ ...facts, outcome: 'success', delivery: 'executed' });
}

export function failureOutcome(error: FunctionsError, durationMs: number): JobOutcome {
  const { code: outcome, status: statusCode, delivery, requestId = '', attempts } = error;
  const errorMessage = withInputNames(error.message);
  return outcomeOf({ outcome, statusCode, errorMessage, delivery, requestId, attempts, durationMs });
}

/** An outcome in the light of what was expected. */
export function withExpectation(outcome: JobOutcome, expectation: Expectation): JobOutcome {
  const verdict = outcome.outcome === 'success' ? checkExpectation(outcome, expectation) : undefined;
  if (verdict === undefined) return outcome;
  const { diff, message } = verdict;
  const hint = diff === '' ? 'Look at what it did.' : 'The log and the summary show the differences.';
  const headline = HEADLINES['expectation-failed'];
  return { ...outcome, outcome: 'expectation-failed', headline, errorMessage: `${message} ${hint}`, diff };
}

/** An outcome with the secrets hidden in whatever came from outside. */
export function hideSecrets(outcome: JobOutcome, secrets: Secrets): JobOutcome {
  const { resultJson, errorMessage } = outcome;
  return {
    ...outcome,
    resultJson: secrets.hideInJson(resultJson),
    errorMessage: secrets.hideInText(errorMessage),
  };
}

/** The library speaks of its options; here they are inputs. */
export const withInputNames = (message: string): string =>
  message.replace(/\btrustedDomains\b/g, 'trusted-domains');

export function invalidInputsOutcome(problems: readonly InputProblem[]): JobOutcome {
  const list = problems.map(({ input, problem }) => `${input} ${problem}`).join('; ');
  const errorMessage = `Invalid inputs: ${list}. Correct them; nothing was sent.`;
  return outcomeOf({ outcome: 'invalid-options', errorMessage, delivery: 'not-sent', durationMs: 0 });
}
