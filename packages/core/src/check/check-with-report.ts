import type { Deadline } from '../resilience/deadline.js';
import type { CheckOptions, CheckReport } from './check-report.js';
import { ExchangeRecorder } from './exchange-recorder.js';
import { platformReport } from './platform-report.js';
import { probe } from './probes.js';
import { type CheckParts, runSteps } from './run-steps.js';

/** What a check with a report needs. */
export interface ReportedCheck {
  /** The parts of the client, whose transport sends the requests. */
  readonly parts: CheckParts;
  /** Makes parts with the same options and nothing cached, which use another transport. */
  newParts(recorder: ExchangeRecorder): CheckParts;
  /** Ids that the report must not show. */
  readonly ids: readonly string[];
}

/** Does a check with empty caches, and reports what the platform answered. */
export async function checkWithReport(
  { parts, newParts, ids }: ReportedCheck,
  deadline: Deadline,
  options: CheckOptions,
): Promise<CheckReport> {
  const { transport, clock } = parts.settings;
  const recorder = new ExchangeRecorder(transport, clock);
  const own = newParts(recorder);
  const report = await runSteps(own, deadline, options);
  await probe(recorder, deadline);
  const { generation, secrets } = own.settings;
  const source = { recorder, steps: report.steps, generation, confidential: [...ids, ...secrets()] };
  return Object.freeze({ ...report, platform: platformReport(source) });
}
