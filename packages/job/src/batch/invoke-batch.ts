import { type FunctionsClient, isFunctionsError, type SettledInvocation } from '@lp-faas/core';
import { withClient } from '../client.js';
import { assertAnswered, assertImplemented } from '../events.js';
import type { FailOn } from '../inputs/inputs.js';
import type { JobRequest } from '../inputs/job-request.js';
import type { JobContext } from '../job-context.js';
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

/** Failures that every further line would meet as well. */
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

/** What a batch works with. */
interface BatchContext {
  readonly request: JobRequest;
  readonly plan: BatchPlan;
  readonly context: JobContext;
  readonly file: ResultFile;
  readonly source: LineSource;
  readonly tally: BatchTally;
}

/** Invokes once per line of a file; each line's result goes to the result-file as soon as it is there. */
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
  // Now already: a run that is killed gets no second chance to say where its results are.
  files.announceResultFile(file.path);
  const source = new LineSource(plan, file, request.invocation);
  const batch = { request, plan, context, file, source, tally: new BatchTally(plan.lines) };
  log.startGroup(`Invoking ${request.target} of account ${request.options.accountId}, line by line`);
  log.info(`${plan.lines} lines, ${plan.concurrency} at once; the results go to ${file.path}`);
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

/** Without a place for the results nothing is sent: nobody could tell which lines ran. */
function openResultFile({ files }: JobContext): ResultFile | JobOutcome {
  try {
    return new ResultFile(files);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const errorMessage = `The result-file could not be opened (${code}). Check ${files.resultFolder}; nothing was sent.`;
    const headline = 'There is no place for the results';
    return outcomeOf({ outcome: 'aborted', headline, errorMessage, delivery: 'not-sent', durationMs: 0 });
  }
}

/** What an earlier run is done with is done in this one too. */
async function carryOver({ plan, file, tally }: BatchContext): Promise<void> {
  const { resumeFile, earlier } = plan;
  if (resumeFile === '') return;
  await earlier.carryOver(resumeFile, file);
  for (const { line, outcome, delivery } of earlier.allSettled()) {
    if (outcome === 'success') {
      tally.addDone();
      continue;
    }
    const message = 'In the earlier run it may have run. Look whether it did; idempotent sends it again.';
    tally.addFailure({ line, outcome: outcome === 'started' ? 'aborted' : outcome, delivery, message });
  }
}

/** Answers why it ended before the last line, if it did. */
async function invokeLines(batch: BatchContext): Promise<StopReason | undefined> {
  const { request, context, file } = batch;
  const { log } = context;
  // One line per request would drown the progress.
  const requestLog = { info: (line: string) => log.debug(line), debug: (line: string) => log.debug(line) };
  let stopReason: StopReason | undefined;
  try {
    await withClient(request.options, context, requestLog, async (client) => {
      await assertImplemented(client, request, context.signal);
      stopReason = await settleAll(client, batch);
    });
  } catch (error) {
    if (!isFunctionsError(error)) throw error;
    const { errorMessage } = hideSecrets(failureOutcome(error, 0), context.secrets);
    return { outcome: error.code, message: errorMessage.replace(/\.$/, '') };
  }
  if (context.signal.aborted) return { outcome: 'aborted', message: 'The step was cancelled' };
  return file.problem === undefined ? stopReason : { outcome: 'aborted', message: `The ${file.problem}` };
}

async function settleAll(client: FunctionsClient, batch: BatchContext): Promise<StopReason | undefined> {
  const { request, plan, context, source, tally } = batch;
  const progress = new ProgressTimer(() => performance.now());
  const { concurrency } = plan;
  const options = { concurrency, signal: context.signal, idempotent: request.idempotent };
  let stopReason: StopReason | undefined;
  for await (const settled of client.invokeAll(source.inputs(), options)) {
    const { outcome, errorMessage } = settleLine(settled, batch);
    if (FAILS_EVERY_LINE.has(outcome) && outcome !== 'success' && stopReason === undefined) {
      stopReason = {
        outcome,
        message: `Stopped, since every further line would fail like this: ${errorMessage}`,
      };
      source.stop();
    }
    if (progress.isDue) context.log.info(tally.progress);
  }
  return stopReason;
}

/** Notes what became of a line: in the file, in the counts, and in the log when it failed. */
function settleLine(
  settled: SettledInvocation,
  { request, context, file, source, tally }: BatchContext,
): JobOutcome {
  const line = source.settle(settled.index);
  const outcome = outcomeOfLine(settled, request);
  const result = withExpectation(hideSecrets(outcome, context.secrets), request.expectation);
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
