import { invokeBatch } from './batch/invoke-batch.js';
import { type BatchPlan, planBatch } from './batch/plan.js';
import { checkConnection } from './check-connection.js';
import { describeInputs } from './describe-inputs.js';
import { errorDocs } from './error-docs.js';
import { type Inputs, readInputs } from './inputs.js';
import { invokeOnce } from './invoke-once.js';
import { Masks } from './masks.js';
import { invalid, type Outcome } from './outcome.js';
import { pinningAdvice } from './pinning.js';
import { publish } from './publish.js';
import { passes, report, showGroup } from './report.js';
import { buildRequest, type Request } from './request.js';
import type { Runner } from './runner.js';
import type { Session } from './session.js';
import { renderSummary } from './summary.js';
import { findNearMisses } from './unknown-inputs.js';

/** The whole step; answers whether it is to succeed. */
export async function run(
  runner: Runner,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<boolean> {
  const masks = new Masks((secret) => runner.mask(secret));
  const session = { runner, environment, masks, signal };
  masks.add(runner.input('client-secret'));
  const advice = pinningAdvice(environment);
  if (advice !== undefined) runner.warning(advice);
  const { inputs, problems } = readInputs(runner.input);
  const request = buildRequest(inputs, environment);
  const batch = await planBatch(inputs, environment);
  const found = [...findNearMisses(runner.inputNames()), ...problems, ...request.problems, ...batch.problems];
  const outcome = found.length > 0 ? invalid(found) : await carryOut(request, batch.plan, inputs, session);
  publish(outcome, inputs['mask-result'], session);
  const shown = inputs['mask-result'] ? withoutValues(outcome) : outcome;
  const docs = errorDocs(outcome.outcome, environment);
  report(shown, { runner, failOn: inputs['fail-on'], docs });
  if (inputs.summary) await summarize(shown, inputs, { runner, docs });
  return passes(outcome, inputs['fail-on']);
}

async function carryOut(
  request: Request,
  plan: BatchPlan | undefined,
  inputs: Inputs,
  session: Session,
): Promise<Outcome> {
  showGroup('Inputs', describeInputs(inputs, session.runner.input), session.runner);
  if (inputs.mode === 'check') return await checkConnection(request, session);
  if (plan === undefined) return await invokeOnce(request, session);
  return await invokeBatch(request, plan, inputs['fail-on'], session);
}

/** What is to be masked is not shown in the first place: its numbers and short strings would be. */
function withoutValues(outcome: Outcome): Outcome {
  return { ...outcome, resultJson: '', diff: '' };
}

async function summarize(
  outcome: Outcome,
  inputs: Inputs,
  { runner, docs }: { readonly runner: Runner; readonly docs: string },
): Promise<void> {
  try {
    await runner.addSummary(renderSummary(outcome, inputs, docs));
  } catch (error) {
    const message = `The job summary could not be written (${(error as NodeJS.ErrnoException).code})`;
    runner.warning({ title: 'LivePerson Functions: no summary', message });
  }
}
