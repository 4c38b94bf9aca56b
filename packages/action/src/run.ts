import { FunctionsClient, isFunctionsError } from '@lp-faas/core';
import { HttpClientTransport } from './http-client-transport.js';
import { type FailOn, readInputs } from './inputs.js';
import { Masks } from './masks.js';
import { failed, invalid, type Outcome, succeeded } from './outcome.js';
import { LONGEST_RESULT, outputsOf, writeResultFile } from './outputs.js';
import { buildRequest, type Request } from './request.js';
import type { Runner } from './runner.js';
import { renderSummary } from './summary.js';

/** The whole step; answers whether it is to succeed. */
export async function run(runner: Runner, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const masks = new Masks();
  const mask = (secret: string): void => {
    if (secret !== '') runner.mask(secret);
    masks.add(secret);
  };
  mask(runner.input('client-secret'));
  const { inputs, problems } = readInputs(runner.input);
  const request = buildRequest(inputs, environment);
  const found = [...problems, ...request.problems];
  const outcome = found.length > 0 ? invalid(found) : await invoke(request, runner, mask);
  const shown = { ...outcome, resultJson: masks.hideInJson(outcome.resultJson) };
  publish(shown, runner, environment);
  report(shown, inputs['fail-on'], runner);
  if (inputs.summary) await summarize(shown, request, runner);
  return passes(outcome, inputs['fail-on']);
}

async function invoke(request: Request, runner: Runner, mask: (secret: string) => void): Promise<Outcome> {
  const { options, invocation } = request;
  runner.info(`Invoking function ${invocation.lambdaUuid} of account ${options.accountId}`);
  const transport = new HttpClientTransport();
  const startedAt = performance.now();
  await using client = new FunctionsClient({
    ...options,
    transport,
    onToken: (token) => maskToken(token, mask),
  });
  try {
    return succeeded(await client.invoke(invocation));
  } catch (error) {
    if (!isFunctionsError(error)) throw error;
    return failed(error, Math.round(performance.now() - startedAt));
  } finally {
    await transport.close();
  }
}

/** A JWT's claims and signature are as good as the whole: its parts are masked too. */
function maskToken(token: string, mask: (secret: string) => void): void {
  const [, claims = '', signature = ''] = token.split('.');
  for (const secret of [token, claims, signature]) mask(secret);
}

function publish(outcome: Outcome, runner: Runner, environment: NodeJS.ProcessEnv): void {
  const resultFile = outcome.outcome === 'success' ? saveResult(outcome, runner, environment) : '';
  for (const [name, value] of Object.entries(outputsOf(outcome, resultFile))) runner.setOutput(name, value);
}

/** The function has run: a full disk must not take its result from the outputs too. */
function saveResult({ resultJson }: Outcome, runner: Runner, environment: NodeJS.ProcessEnv): string {
  try {
    return writeResultFile(resultJson, environment);
  } catch (error) {
    const message = `The result could not be written to a file (${(error as NodeJS.ErrnoException).code})`;
    runner.warning({ title: 'LivePerson Functions: no result-file', message });
    return '';
  }
}

function report(outcome: Outcome, failOn: FailOn, runner: Runner): void {
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
  const { length } = resultJson;
  runner.info(
    `The function answered ${statusCode} after ${durationMs} ms, from ${host} (generation ${generation})`,
  );
  runner.info(`Result: ${length} characters of JSON, in the outputs result and result-file`);
  if (length <= LONGEST_RESULT) return;
  const message = `The result is too long for an output (${length} characters): read it from result-file`;
  runner.warning({ title: 'LivePerson Functions: long result', message });
}

async function summarize(outcome: Outcome, { options, invocation }: Request, runner: Runner): Promise<void> {
  const { accountId } = options;
  const { lambdaUuid } = invocation;
  try {
    await runner.addSummary(renderSummary(outcome, { accountId, lambdaUuid }));
  } catch (error) {
    const message = `The job summary could not be written (${(error as NodeJS.ErrnoException).code})`;
    runner.warning({ title: 'LivePerson Functions: no summary', message });
  }
}

/** Invalid inputs fail the step whatever `fail-on` says: a green job although nothing ran helps nobody. */
function passes({ outcome }: Outcome, failOn: FailOn): boolean {
  if (outcome === 'success') return true;
  if (outcome === 'invalid-options' || failOn === 'any') return false;
  return failOn === 'never' || outcome === 'function-failed';
}
