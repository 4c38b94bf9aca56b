import { type FunctionsClient, isFunctionsError, type SettledInvocation } from '@lp-faas/core';
import { withClient } from '../client.js';
import { assertAnswered, assertImplemented } from '../events.js';
import { describeFileError } from '../file-error.js';
import type { FailOn } from '../inputs/inputs.js';
import type { JobRequest } from '../inputs/job-request.js';
import type { JobContext } from '../job-context.js';
import { debugOnly } from '../logging-transport.js';
import {
  type ErrorCode,
  failureOutcome,
  hideSecrets,
  type JobOutcome,
  outcomeOf,
  successOutcome,
  withExpectation,
} from '../outcome.js';
import { LineSource } from './line-source.js';
import type { BatchPlan } from './plan.js';
import { ProgressTimer } from './progress-timer.js';
import { recordOf } from './records.js';
import { ResultFile } from './result-file.js';
import { BatchTally, type StopReason } from './tally.js';

/** Failures that stop a batch: every further line would fail in the same way. */
const FAILS_EVERY_LINE: ReadonlySet<JobOutcome['outcome']> = new Set<ErrorCode>([
  'invalid-options',
  'domain-unresolved',
  'domain-untrusted',
  'credentials-rejected',
  'token-malformed',
  'unauthorized',
  'forbidden',
  'function-not-found',
]);

/** The state of a running batch. */
interface BatchContext {
  readonly request: JobRequest;
  readonly plan: BatchPlan;
  readonly context: JobContext;
  readonly file: ResultFile;
  readonly source: LineSource;
  readonly tally: BatchTally;
}

/** Invokes once per line of a file; writes each line's result to the result-file as soon as it arrives. */
export async function invokeBatch(
  request: JobRequest,
  plan: BatchPlan,
  failOn: FailOn,
  context: JobContext,
): Promise<JobOutcome> {
  const { log, files } = context;
  const startedAt = performance.now();
  const file = openResultFile(context);
  if (!(file instanceof ResultFile)) return file;
  // Before the first line is sent: a run that is killed later cannot set an output.
  files.announceResultFile(file.path);
  const source = new LineSource(plan, file, request.invocation);
  const batch = { request, plan, context, file, source, tally: new BatchTally(plan.lines) };
  log.startGroup(`Invoking ${request.target} of account ${request.options.accountId}, once per line`);
  log.info(`${plan.lines} lines, concurrency ${plan.concurrency}; results are written to ${file.path}`);
  try {
    await carryOver(batch);
    const stopReason = await invokeLines(batch);
    await file.finish();
    const outcome = batch.tally.outcome(failOn, Math.round(performance.now() - startedAt), stopReason);
    return { ...outcome, resultFile: file.path };
  } finally {
    log.info(batch.tally.progress);
    log.endGroup();
  }
}

/** Opens the result-file. Without it nothing is sent, because there would be no record of the lines that ran. */
function openResultFile({ files }: JobContext): ResultFile | JobOutcome {
  try {
    return new ResultFile(files);
  } catch (error) {
    const reason = describeFileError(error);
    const errorMessage = `The result-file could not be opened: ${reason}. Nothing was sent. Check ${files.resultFolder}.`;
    const headline = 'The result-file could not be opened';
    return outcomeOf({ outcome: 'file-error', headline, errorMessage, delivery: 'not-sent', durationMs: 0 });
  }
}

/** Copies the settled lines of an earlier run into this run's file and counts. */
async function carryOver({ plan, file, tally }: BatchContext): Promise<void> {
  const { resumeFile, earlier } = plan;
  if (resumeFile === '') return;
  await earlier.carryOver(resumeFile, file);
  for (const { line, outcome, delivery } of earlier.allSettled()) {
    if (outcome === 'success') {
      tally.addDone();
      continue;
    }
    const message =
      'It may have run in the earlier run. Check whether it did. Set idempotent to invoke it again.';
    tally.addFailure({ line, outcome: outcome === 'started' ? 'aborted' : outcome, delivery, message });
  }
}

/** Invokes the lines; returns why it stopped before the last line, if it did. */
async function invokeLines(batch: BatchContext): Promise<StopReason | undefined> {
  const { request, context, file } = batch;
  let stopReason: StopReason | undefined;
  try {
    await withClient(request.options, context, debugOnly(context.log), async (client) => {
      await assertImplemented(client, request, context.signal);
      stopReason = await settleAll(client, batch);
    });
  } catch (error) {
    if (!isFunctionsError(error)) throw error;
    const { errorMessage } = hideSecrets(failureOutcome(error, 0), context.secrets);
    return { outcome: error.code, message: errorMessage };
  }
  if (context.signal.aborted) return { outcome: 'aborted', message: 'The run was cancelled' };
  if (file.problem === undefined) return stopReason;
  const headline = 'The result-file could not be written';
  return {
    outcome: 'file-error',
    headline,
    message: `${headline}: ${file.problem}. Check ${context.files.resultFolder}`,
  };
}

async function settleAll(client: FunctionsClient, batch: BatchContext): Promise<StopReason | undefined> {
  const { request, plan, context, source, tally } = batch;
  const progress = new ProgressTimer(() => performance.now());
  const { concurrency } = plan;
  const { idempotent, waitForFunctionMs } = request;
  const options = { concurrency, signal: context.signal, idempotent, waitForFunctionMs };
  let stopReason: StopReason | undefined;
  for await (const settled of client.invokeAll(source.inputs(), options)) {
    const { outcome, errorMessage } = settleLine(settled, batch);
    if (FAILS_EVERY_LINE.has(outcome) && outcome !== 'success' && stopReason === undefined) {
      stopReason = {
        outcome,
        message: `Stopped, because every further line would fail in the same way: ${errorMessage}`,
      };
      source.stop();
    }
    if (progress.isDue) context.log.info(tally.progress);
  }
  return stopReason;
}

/** Records the outcome of a line in the file and in the counts; logs a failure. */
function settleLine(
  settled: SettledInvocation,
  { request, context, file, source, tally }: BatchContext,
): JobOutcome {
  const line = source.settle(settled.index);
  const outcome = outcomeOfLine(settled, request);
  const result = withExpectation(hideSecrets(outcome, context.secrets), request.expectation, context.secrets);
  if (!file.add(recordOf(line, result))) source.stop();
  const { outcome: code, delivery, attempts, errorMessage: message } = result;
  if (code === 'success') {
    tally.addSuccess(result);
  } else if (tally.addFailure({ line: line.line, outcome: code, delivery, message }, attempts)) {
    context.log.info(`Line ${line.line}: ${code}. ${message}`);
  }
  return result;
}

function outcomeOfLine(settled: SettledInvocation, request: JobRequest): JobOutcome {
  if (settled.status === 'rejected') return failureOutcome(settled.reason, 0);
  try {
    assertAnswered(settled.value, request);
    return successOutcome(settled.value);
  } catch (error) {
    if (!isFunctionsError(error)) throw error;
    return failureOutcome(error, settled.value.durationMs);
  }
}
