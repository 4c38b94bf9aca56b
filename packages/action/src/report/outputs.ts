import type { JobOutcome } from '@lp-faas/job';

/** Every output of action.yml. */
export const OUTPUT_NAMES = [
  'outcome',
  'result',
  'result-file',
  'result-truncated',
  'status-code',
  'error-code',
  'error-message',
  'delivery',
  'request-id',
  'attempts',
  'duration-ms',
] as const;

export type Outputs = Readonly<Record<(typeof OUTPUT_NAMES)[number], string>>;

/** GitHub takes one megabyte for all outputs of a job, counted in UTF-16. */
export const MAX_RESULT_LENGTH = 450_000;

/** Where the result is to be found. */
export interface ResultPlace {
  /** Empty when there is none. */
  readonly resultFile: string;
  /** Whether the file alone holds it. */
  readonly isTruncated: boolean;
}

/** The outputs of an outcome: all of them, whether it is a success or a failure. */
export function outputsOf(outcome: JobOutcome, { resultFile, isTruncated }: ResultPlace): Outputs {
  const isSuccess = outcome.outcome === 'success';
  return {
    outcome: outcome.outcome,
    result: isTruncated ? '' : outcome.resultJson,
    'result-file': resultFile,
    'result-truncated': String(isTruncated),
    'status-code': String(outcome.statusCode ?? ''),
    'error-code': isSuccess ? '' : outcome.outcome,
    'error-message': outcome.errorMessage,
    delivery: outcome.delivery,
    'request-id': outcome.requestId,
    attempts: String(outcome.attempts),
    'duration-ms': String(outcome.durationMs),
  };
}
