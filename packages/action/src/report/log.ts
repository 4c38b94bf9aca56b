import { DID_IT_RUN, type JobOutcome, writeGroup } from '@lp-faas/job';
import type { Runner } from '../runner.js';

/** The runner cuts an annotation at 4096 characters; the lines after the message must fit too. */
const MAX_MESSAGE_LENGTH = 3500;

/** Options of {@link reportOutcome}. */
export interface ReportOptions {
  readonly runner: Runner;
  /** Whether the outcome fails the step. */
  readonly isFailure: boolean;
  /** URL of the documentation of the outcome's error. */
  readonly docs: string;
}

/** Logs the outcome; a failure also becomes an annotation on the page of the workflow run. */
export function reportOutcome(outcome: JobOutcome, { runner, isFailure, docs }: ReportOptions): void {
  if (outcome.outcome === 'success') {
    reportSuccess(outcome, runner);
    return;
  }
  const { errorMessage, messageWithValues, delivery, requestId, diff } = outcome;
  if (diff !== '') writeGroup('Expected and actual result', diff.split('\n'), runner);
  const lines = [
    cut(messageWithValues || errorMessage),
    `Did the function run? ${DID_IT_RUN[delivery]} (delivery: ${delivery}).`,
    ...(requestId === '' ? [] : [`Request id: ${requestId}`]),
    `What to do about ${outcome.outcome}: ${docs}`,
  ];
  const title = `LivePerson Functions: ${outcome.headline}`;
  const annotation = { title, message: lines.join('\n') };
  if (isFailure) runner.error(annotation);
  else runner.warning(annotation);
}

const cut = (message: string): string =>
  message.length > MAX_MESSAGE_LENGTH ? `${message.slice(0, MAX_MESSAGE_LENGTH)}…` : message;

function reportSuccess(outcome: JobOutcome, runner: Runner): void {
  const { headline, resultJson, resultFile, statusCode, durationMs, host, generation } = outcome;
  const source = statusCode === undefined ? '' : `: ${statusCode} from ${host} (generation ${generation})`;
  runner.info(`${headline}${source}, after ${durationMs} ms`);
  if (resultJson === '') return;
  const label = resultFile === '' ? 'Result' : 'Counts';
  const outputs = resultFile === '' ? 'the outputs result and result-file' : 'the output result';
  runner.info(`${label}: ${resultJson.length} characters of JSON, in ${outputs}`);
}
