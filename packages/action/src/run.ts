import type { Inputs } from '@lp-faas/job';
import {
  describeFileError,
  hideSecrets,
  invalidInputsOutcome,
  type JobOutcome,
  passes,
  readJob,
  runJob,
  Secrets,
  secretInputs,
} from '@lp-faas/job';
import { withAdvice, withExample } from './advice.js';
import { HttpClientTransport } from './http-client-transport.js';
import { ownInputs } from './leaked-inputs.js';
import { pinningAdvice } from './pinning.js';
import { errorDocs } from './report/error-docs.js';
import { type ReportOptions, reportOutcome } from './report/log.js';
import { publishOutcome } from './report/publish.js';
import { renderSummary } from './report/summary.js';
import { rerunAdvice } from './rerun.js';
import type { Annotation, Runner } from './runner.js';
import { checkRunnerFiles } from './runner-files.js';
import { tlsSwitchAdvice } from './tls-switch.js';
import { workspaceFiles } from './workspace.js';

/** Runs the whole step; returns whether it succeeds. */
export async function run(
  runner: Runner,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<boolean> {
  const secrets = new Secrets((secret) => runner.mask(secret));
  for (const secret of secretInputs(runner)) secrets.add(secret);
  const warn = (advice: Annotation | undefined): void => {
    if (advice !== undefined) runner.warning(advice);
  };
  warn(pinningAdvice(environment));
  warn(tlsSwitchAdvice(environment));

  const files = workspaceFiles(runner, environment);
  const inputs = ownInputs(runner, environment);
  const job = await readJob(inputs, files, signal);
  if (job.problems.length === 0) warn(rerunAdvice(environment, job.inputs));
  const context = { log: runner, files, secrets, signal, newTransport: () => new HttpClientTransport() };
  const outcome =
    job.problems.length > 0
      ? hideSecrets(invalidInputsOutcome(job.problems.map(withAdvice)), secrets)
      : (checkRunnerFiles(runner, files, job.inputs.mode) ?? (await runJob(job, inputs, context)));

  const published = publishOutcome(withExample(outcome, environment), job.inputs['mask-result'], {
    runner,
    files,
    secrets,
  });
  const { resultOutputs } = published;
  const isFailure = !published.isComplete || !passes(published.outcome, job.inputs['fail-on']);
  const docs = errorDocs(published.outcome.outcome, environment);
  await showOutcome(published.outcome, job.inputs, { runner, isFailure, docs, resultOutputs });
  return !isFailure;
}

/** Shows the outcome in log and summary; a masked result without its values: masks do not cover short ones. */
async function showOutcome(outcome: JobOutcome, inputs: Inputs, options: ReportOptions): Promise<void> {
  const { runner, docs } = options;
  const shown = inputs['mask-result']
    ? { ...outcome, resultJson: '', messageWithValues: '', diff: '' }
    : outcome;
  reportOutcome(shown, options);
  if (!inputs.summary) return;
  try {
    await runner.addSummary(renderSummary(shown, inputs, docs));
  } catch (error) {
    const message = `The job summary could not be written: ${describeFileError(error)}. The log has the same facts.`;
    runner.warning({ title: 'LivePerson Functions: no summary', message });
  }
}
