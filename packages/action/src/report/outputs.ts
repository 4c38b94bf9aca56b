import { type JobOutcome, showInvisible } from '@lp-faas/job';

/** The outputs of action.yml. */
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

/** In characters. GitHub limits all outputs of a job to 1 MB, counted in UTF-16. */
export const MAX_RESULT_LENGTH = 450_000;

/** The place of the result. */
export interface ResultPlace {
  /** Empty without a result-file. */
  readonly resultFile: string;
  /** Whether the result is only in the file. */
  readonly isTruncated: boolean;
}

/** The outputs of an outcome; success and failure set all of them. */
export function outputsOf(outcome: JobOutcome, { resultFile, isTruncated }: ResultPlace): Outputs {
  const isSuccess = outcome.outcome === 'success';
  return {
    outcome: outcome.outcome,
    result: isTruncated ? '' : outcome.resultJson,
    'result-file': resultFile,
    'result-truncated': String(isTruncated),
    'status-code': String(outcome.statusCode ?? ''),
    'error-code': isSuccess ? '' : outcome.outcome,
    'error-message': showInvisible(outcome.errorMessage),
    delivery: outcome.delivery,
    'request-id': outcome.requestId,
    attempts: String(outcome.attempts),
    'duration-ms': String(outcome.durationMs),
  };
}
