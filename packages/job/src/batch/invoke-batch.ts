import { type Clock, isFunctionsError, systemClock } from '@lp-faas/core';
import type { Transport } from '@lp-faas/core/transport';
import { withClient } from '../client.js';
import { assertImplemented } from '../events.js';
import { describeFileError } from '../file-error.js';
import type { JobRequest } from '../inputs/job-request.js';
import type { JobContext } from '../job-context.js';
import { debugOnly } from '../logging-transport.js';
import { failureOutcome, hideSecrets, type JobOutcome, outcomeOf } from '../outcome.js';
import { countEarlier } from './earlier-lines.js';
import { LineSource } from './line-source.js';
import type { BatchPlan } from './plan.js';
import { ProgressLog, paceOf } from './progress-log.js';
import { RecordWriter } from './record-writer.js';
import { ResultFile } from './result-file.js';
import { type BatchContext, type BatchOptions, countLine, settleAll } from './settle-lines.js';
import { BatchTally, type StopReason } from './tally.js';
import { ThrottleWatch } from './throttle-watch.js';

/** Invokes once per line of a file; writes each line's result to the result-file as soon as it arrives. */
export async function invokeBatch(
  request: JobRequest,
  plan: BatchPlan,
  options: BatchOptions,
  context: JobContext,
): Promise<JobOutcome> {
  const { log, secrets } = context;
  const startedAt = performance.now();
  const file = await openResultFile(plan, context);
  if (!(file instanceof ResultFile)) return file;
  const tally = new BatchTally(plan.lines);
  const records = new RecordWriter(file, (line, result) =>
    countLine(line, result, { options, context, tally }),
  );
  const source = new LineSource(plan, records, request.invocation);
  const clock = context.clock ?? systemClock;
  const throttling = new ThrottleWatch({ clock, maxThrottledMs: plan.maxThrottledMs });
  const batch = { request, plan, options, context, records, source, tally, throttling };
  log.startGroup(`Invoking ${request.target} of account ${request.options.accountId}, once per line`);
  log.info(`${plan.lines} lines, concurrency ${plan.concurrency}; results are written to ${file.path}`);
  countEarlier(plan.earlier, tally, (text) => secrets.hideInText(text));
  using _ = newProgressLog(batch, clock);
  try {
    const reason = await invokeLines(batch);
    file.finish();
    const stopReason = fileProblem(file, context) ?? reason;
    const durationMs = Math.round(performance.now() - startedAt);
    return tally.outcome({ failOn: options.failOn, durationMs, resultFile: file.path, stopReason });
  } finally {
    throttling.stop();
    log.info(tally.progress);
    log.endGroup();
  }
}

/**
 * Creates the result-file with the records of the earlier run. Without it nothing is sent, because there would be no
 * record of the lines that ran. Until it is complete, the file of the earlier run is the one to resume from.
 */
async function openResultFile(
  plan: BatchPlan,
  { files, signal }: JobContext,
): Promise<ResultFile | JobOutcome> {
  const { resumeFile, header, earlier } = plan;
  try {
    // A run that is killed later cannot set an output.
    if (resumeFile !== '') files.announceResultFile(resumeFile);
    const path = files.newResultFile('jsonl');
    const file = await ResultFile.create(path, resumeFile, header, earlier.carriedOver(signal));
    files.announceResultFile(file.path);
    return file;
  } catch (error) {
    const advice = resumeFile === '' ? '' : ` To resume, pass ${resumeFile} as resume-file.`;
    const ended = {
      resultFile: resumeFile,
      isIncomplete: true,
      delivery: 'not-sent',
      durationMs: 0,
    } as const;
    if (signal.aborted) {
      const errorMessage = `The run was cancelled before anything was sent.${advice}`;
      return outcomeOf({ ...ended, outcome: 'aborted', errorMessage });
    }
    const headline = 'The result-file could not be opened';
    const errorMessage = `${headline}: ${describeFileError(error)}. Nothing was sent. Check ${files.resultFolder}.${advice}`;
    return outcomeOf({ ...ended, outcome: 'file-error', headline, errorMessage });
  }
}

function fileProblem({ problem }: ResultFile, { files }: JobContext): StopReason | undefined {
  if (problem === undefined) return undefined;
  const headline = 'The result-file could not be written';
  const message = `${headline}: ${problem}. Check ${files.resultFolder}`;
  return { outcome: 'file-error', headline, message };
}

function newProgressLog(batch: BatchContext, clock: Clock): ProgressLog {
  const { log } = batch.context;
  if (log.progress === undefined) return new ProgressLog(clock, () => log.info(progressOf(batch)));
  const startedAt = clock.now();
  const { settled: before } = batch.tally;
  const show = (): void => {
    const { settled, counts } = batch.tally;
    const pace = paceOf(settled - before, counts.notStarted, clock.now() - startedAt);
    log.progress?.([progressOf(batch), pace].filter(Boolean).join('; '));
  };
  return new ProgressLog(clock, show, true);
}

function progressOf({ tally, throttling }: BatchContext): string {
  const throttled = throttling.describe();
  return throttled === '' ? tally.progress : `${tally.progress}; ${throttled}`;
}

/** Invokes the lines; returns why it stopped before the last line, if it did. */
async function invokeLines(batch: BatchContext): Promise<StopReason | undefined> {
  const { request, context, throttling } = batch;
  const newTransport = (): Transport => throttling.watch(context.newTransport());
  const watched = { ...context, newTransport };
  try {
    const stopReason = await withClient(request.options, watched, debugOnly(context.log), async (client) => {
      await assertImplemented(client, request, context.signal);
      return await settleAll(client, batch);
    });
    if (context.signal.aborted) return { outcome: 'aborted', message: 'The run was cancelled' };
    return throttling.reason === '' ? stopReason : { outcome: 'rate-limited', message: throttling.reason };
  } catch (error) {
    return stopReasonOf(error, context);
  }
}

/** @throws an error that is neither the library's nor the file system's. */
function stopReasonOf(error: unknown, { secrets }: JobContext): StopReason {
  if (isFunctionsError(error)) {
    const { errorMessage } = hideSecrets(failureOutcome(error, 0), secrets);
    return { outcome: error.code, message: errorMessage };
  }
  if (typeof Object(error).code !== 'string') throw error;
  const headline = 'The payloads-file could not be read';
  return { outcome: 'file-error', headline, message: `${headline}: ${describeFileError(error)}` };
}
