import type { FailOn } from './inputs.js';
import type { Outcome } from './outcome.js';
import type { Runner } from './runner.js';

/** Whether an outcome lets the step succeed. Invalid inputs never do: a green job although nothing ran helps nobody. */
export function passes({ outcome }: Outcome, failOn: FailOn): boolean {
  if (outcome === 'success') return true;
  if (outcome === 'invalid-options' || failOn === 'any') return false;
  return failOn === 'never' || outcome === 'function-failed';
}

/** Tells the outcome in the log, and on the run's page when it is a failure. */
export function report(outcome: Outcome, failOn: FailOn, runner: Runner): void {
  if (outcome.outcome === 'success') {
    reportSuccess(outcome, runner);
    return;
  }
  const annotation = { title: `LivePerson Functions: ${outcome.outcome}`, message: outcome.errorMessage };
  if (passes(outcome, failOn)) runner.warning(annotation);
  else runner.error(annotation);
}

function reportSuccess(
  { resultJson, statusCode, durationMs, host, generation }: Outcome,
  runner: Runner,
): void {
  runner.info(
    `The function answered ${statusCode} after ${durationMs} ms, from ${host} (generation ${generation})`,
  );
  runner.info(`Result: ${resultJson.length} characters of JSON, in the outputs result and result-file`);
}
