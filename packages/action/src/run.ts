import { errorDocs } from './error-docs.js';
import { readInputs } from './inputs.js';
import { invokeOnce } from './invoke-once.js';
import { Masks } from './masks.js';
import { invalid, type Outcome } from './outcome.js';
import { publish } from './publish.js';
import { passes, report } from './report.js';
import { buildRequest, type Request } from './request.js';
import type { Runner } from './runner.js';
import { renderSummary } from './summary.js';
import { findNearMisses } from './unknown-inputs.js';

/** The whole step; answers whether it is to succeed. */
export async function run(runner: Runner, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const masks = new Masks((secret) => runner.mask(secret));
  masks.add(runner.input('client-secret'));
  const { inputs, problems } = readInputs(runner.input);
  const request = buildRequest(inputs, environment);
  const found = [...findNearMisses(runner.inputNames()), ...problems, ...request.problems];
  const outcome = found.length > 0 ? invalid(found) : await invokeOnce(request, runner, masks);
  const shown = { ...outcome, resultJson: masks.hideInJson(outcome.resultJson) };
  const masksResult = inputs['mask-result'];
  const docs = errorDocs(outcome.outcome, environment);
  publish(shown, { runner, environment, masks, masksResult });
  report(shown, { runner, failOn: inputs['fail-on'], docs });
  // What is to be masked is not to be shown in the first place: short strings and numbers would be.
  if (inputs.summary)
    await summarize(masksResult ? { ...shown, resultJson: '' } : shown, request, { runner, docs });
  return passes(outcome, inputs['fail-on']);
}

async function summarize(
  outcome: Outcome,
  { options, invocation }: Request,
  { runner, docs }: { readonly runner: Runner; readonly docs: string },
): Promise<void> {
  const { accountId } = options;
  const { lambdaUuid } = invocation;
  try {
    await runner.addSummary(renderSummary(outcome, { accountId, lambdaUuid, docs }));
  } catch (error) {
    const message = `The job summary could not be written (${(error as NodeJS.ErrnoException).code})`;
    runner.warning({ title: 'LivePerson Functions: no summary', message });
  }
}
