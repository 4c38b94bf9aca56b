import { CHECK_RULES, CHECK_STEP_NAMES, type CheckOptions, type CheckReport } from './check/check-report.js';
import { StepLog } from './check/run-steps.js';
import { OptionsError } from './errors.js';
import { FunctionsClient } from './functions-client.js';
import type { FunctionsClientOptions } from './options.js';
import { systemClock } from './resilience/clock.js';

/**
 * Checks options that may be wrong, such as those of a form, with a client of their own that is closed again. Like
 * {@link FunctionsClient.check}, but bad options of the client are a failed step and not an error.
 * @throws {@link OptionsError} naming every bad option of the check itself.
 */
export async function checkConnection(
  options: FunctionsClientOptions,
  check: CheckOptions = {},
): Promise<CheckReport> {
  CHECK_RULES.assert(check);
  const client = clientOf(options);
  if (client instanceof FunctionsClient) {
    await using owned = client;
    return await owned.check(check);
  }
  const log = new StepLog(systemClock, check);
  await log.step('options', async () => {
    throw client;
  });
  for (const name of CHECK_STEP_NAMES.slice(1)) {
    await log.step(name, async () => ({ detail: '' }));
  }
  return log.report;
}

/** Makes the client, or returns what is wrong with its options or the proxy of the environment. */
function clientOf(options: FunctionsClientOptions): FunctionsClient | OptionsError {
  try {
    return new FunctionsClient(options);
  } catch (error) {
    if (error instanceof OptionsError) return error;
    throw error;
  }
}
