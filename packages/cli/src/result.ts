import { indentJson, type JobOutcome } from '@lp-faas/job';

/** What standard output shows of an outcome. */
export type OutputForm = 'raw' | 'pretty' | 'json';

/** The text for standard output: the result, or the whole outcome as one JSON object; empty without a result. */
export function renderResult(outcome: JobOutcome, form: OutputForm): string {
  if (form === 'json') return `${renderOutcome(outcome)}\n`;
  if (outcome.resultJson === '') return '';
  return `${form === 'pretty' ? indentJson(outcome.resultJson) : outcome.resultJson}\n`;
}

/** The result stands in it as it came: a number keeps its digits. */
function renderOutcome(outcome: JobOutcome): string {
  const { resultJson, statusCode, errorMessage, delivery, requestId, attempts, durationMs, resultFile } =
    outcome;
  const facts = {
    ...{ outcome: outcome.outcome, delivery, errorMessage, statusCode: statusCode ?? null },
    ...{ requestId, attempts, durationMs, resultFile },
  };
  return `${JSON.stringify(facts).slice(0, -1)},"result":${resultJson || 'null'}}`;
}
