import { CHECK_STEP_NAMES, type CheckOptions, type CheckReport } from './check/check-report.js';
import { StepLog } from './check/run-steps.js';
import { OptionsError } from './errors.js';
import { FunctionsClient } from './functions-client.js';
import { findOptionProblems } from './option-checks.js';
import type { FunctionsClientOptions } from './options.js';
import { systemClock } from './resilience/clock.js';

/**
 * Checks options that may be wrong, such as those of a form, with a client of their own that is closed again. Like
 * {@link FunctionsClient.check}, but bad options are a failed step and not an error.
 */
export async function checkConnection(
  options: FunctionsClientOptions,
  check: CheckOptions = {},
): Promise<CheckReport> {
  const problems = findOptionProblems({ ...options, credentials: options.credentials });
  if (problems.length === 0) {
    await using client = new FunctionsClient(options);
    return await client.check(check);
  }
  const log = new StepLog(systemClock, check);
  await log.step('options', async () => {
    throw new OptionsError(problems);
  });
  for (const name of CHECK_STEP_NAMES.slice(1)) {
    await log.step(name, async () => ({ detail: '' }));
  }
  return log.report;
}
