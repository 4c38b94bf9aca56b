import { DID_IT_RUN, type JobOutcome, showInvisible, writeGroup } from '@lp-faas/job';
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
  /** The names of the outputs that have the result or lead to it. */
  readonly resultOutputs: readonly string[];
}

/** Logs the outcome; a failure also becomes an annotation on the page of the workflow run. */
export function reportOutcome(outcome: JobOutcome, options: ReportOptions): void {
  const { runner, isFailure, docs } = options;
  if (outcome.outcome === 'success') {
    reportSuccess(outcome, options);
    return;
  }
  const { errorMessage, messageWithValues, delivery, requestId, diff } = outcome;
  if (diff !== '') writeGroup('Expected and actual result', diff.split('\n'), runner);
  const lines = [
    // Escaped before the cut, because escapes are longer.
    cut(showInvisible(messageWithValues || errorMessage)),
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

function reportSuccess(outcome: JobOutcome, { runner, resultOutputs }: ReportOptions): void {
  const { headline, resultJson, resultFile, statusCode, durationMs, host, generation, requestId } = outcome;
  const source = statusCode === undefined ? '' : `: ${statusCode} from ${host} (generation ${generation})`;
  const id = requestId === '' ? '' : ` (request id ${requestId})`;
  runner.info(`${headline}${source}, after ${durationMs} ms${id}`);
  if (resultJson === '') return;
  const isBatch = resultFile !== '';
  const outputs = isBatch ? ['result'] : resultOutputs;
  const place = `the ${outputs.length === 1 ? 'output' : 'outputs'} ${outputs.join(' and ')}`;
  runner.info(`${isBatch ? 'Counts' : 'Result'}: ${resultJson.length} characters of JSON, in ${place}`);
}
