import type { FailOn } from '@lp-faas/job';
import { DID_IT_RUN, type JobOutcome, passes, writeGroup } from '@lp-faas/job';
import type { Runner } from '../runner.js';

/** The runner cuts an annotation at 4096 characters; what stands behind the message must stay. */
const MAX_MESSAGE_LENGTH = 3500;

/** What a failure is told with. */
export interface ReportOptions {
  readonly runner: Runner;
  readonly failOn: FailOn;
  /** The address of what there is to know about the outcome's error. */
  readonly docs: string;
}

/** Tells the outcome in the log, and on the run's page when it is a failure. */
export function reportOutcome(outcome: JobOutcome, { runner, failOn, docs }: ReportOptions): void {
  if (outcome.outcome === 'success') {
    reportSuccess(outcome, runner);
    return;
  }
  const { errorMessage, delivery, diff } = outcome;
  if (diff !== '') writeGroup('Expected and got', diff.split('\n'), runner);
  const lines = [
    cut(errorMessage),
    `Did the function run? ${DID_IT_RUN[delivery]}.`,
    `What to do about ${outcome.outcome}: ${docs}`,
  ];
  const title = `LivePerson Functions: ${outcome.headline}`;
  const annotation = { title, message: lines.join('\n') };
  if (passes(outcome, failOn)) runner.warning(annotation);
  else runner.error(annotation);
}

const cut = (message: string): string =>
  message.length > MAX_MESSAGE_LENGTH ? `${message.slice(0, MAX_MESSAGE_LENGTH)}…` : message;

function reportSuccess(outcome: JobOutcome, runner: Runner): void {
  const { headline, resultJson, resultFile, statusCode, durationMs, host, generation } = outcome;
  const answered = statusCode === undefined ? '' : `: ${statusCode} from ${host} (generation ${generation})`;
  runner.info(`${headline}${answered}, after ${durationMs} ms`);
  if (resultJson === '') return;
  const what = resultFile === '' ? 'Result' : 'Counts';
  const where = resultFile === '' ? 'the outputs result and result-file' : 'the output result';
  runner.info(`${what}: ${resultJson.length} characters of JSON, in ${where}`);
}
