import {
  type Clock,
  type FunctionsClient,
  isFunctionsError,
  type SettledInvocation,
  systemClock,
} from '@lp-faas/core';
import type { Transport } from '@lp-faas/core/transport';
import { withClient } from '../client.js';
import { assertImplemented } from '../events.js';
import { describeFileError } from '../file-error.js';
import type { FailOn } from '../inputs/inputs.js';
import type { JobRequest } from '../inputs/job-request.js';
import type { JobContext } from '../job-context.js';
import { debugOnly } from '../logging-transport.js';
import { type ErrorCode, failureOutcome, hideSecrets, type JobOutcome, outcomeOf } from '../outcome.js';
import { countEarlier } from './earlier-lines.js';
import { asThrottled, resultOfLine, withEarlier, withoutResult } from './line-result.js';
import { LineSource } from './line-source.js';
import type { Line } from './lines.js';
import type { BatchPlan } from './plan.js';
import { ProgressLog, paceOf } from './progress-log.js';
import { recordOf } from './records.js';
import { ResultFile } from './result-file.js';
import { BatchTally, type StopReason } from './tally.js';
import { ThrottleWatch } from './throttle-watch.js';

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

/** The library must not give up on throttled lines by itself: {@link ThrottleWatch} ends the batch before. */
const NEVER_MS = 48 * 3_600_000;

/** Options of {@link invokeBatch}. */
export interface BatchOptions {
  readonly failOn: FailOn;
  /** Whether log and tables may show values of results. */
  readonly showsValues: boolean;
}

/** The state of a running batch. */
interface BatchContext {
  readonly request: JobRequest;
  readonly plan: BatchPlan;
  readonly options: BatchOptions;
  readonly context: JobContext;
  readonly file: ResultFile;
  readonly source: LineSource;
  readonly tally: BatchTally;
  readonly throttling: ThrottleWatch;
}

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
  const source = new LineSource(plan, file, request.invocation);
  const tally = new BatchTally(plan.lines);
  const clock = context.clock ?? systemClock;
  const throttling = new ThrottleWatch({ clock, maxThrottledMs: plan.maxThrottledMs });
  const batch = { request, plan, options, context, file, source, tally, throttling };
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

async function settleAll(client: FunctionsClient, batch: BatchContext): Promise<StopReason | undefined> {
  const { request, plan, context, source, throttling } = batch;
  const { concurrency } = plan;
  const { idempotent, waitForFunctionMs } = request;
  const signal = AbortSignal.any([context.signal, throttling.signal]);
  const options = { concurrency, signal, idempotent, waitForFunctionMs, maxThrottledMs: NEVER_MS };
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
  }
  return stopReason;
}

/** Records the outcome of a line in the file and in the counts; logs a failure of a new kind. */
function settleLine(settled: SettledInvocation, batch: BatchContext): JobOutcome {
  const { request, plan, context, source, throttling } = batch;
  const line = source.settle(settled.index);
  const own = resultOfLine(settled, request, context.secrets);
  const current = throttling.reason === '' ? own : asThrottled(own, throttling.reason);
  const result = record(line, withEarlier(current, plan.earlier.recordOf(line.line)), batch);
  count(line, result, batch);
  return result;
}

/** Writes the record of a line; returns what the file says of it. */
function record(line: Line, result: JobOutcome, { file, source }: BatchContext): JobOutcome {
  if (file.add(recordOf(line, result))) return result;
  source.stop();
  // There may be room for a record without the result.
  const short = withoutResult(result, file.problem ?? '');
  file.add(recordOf(line, short));
  return short;
}

function count({ line }: Line, result: JobOutcome, { options, context, tally }: BatchContext): void {
  const { outcome, delivery, attempts, errorMessage: message, messageWithValues, diff } = result;
  if (outcome === 'success') {
    tally.addSuccess(result);
    return;
  }
  const shownMessage = (options.showsValues && messageWithValues) || message;
  const isNew = tally.addFailure({ line, outcome, delivery, message, shownMessage }, attempts);
  if (isNew) context.log.info(`Line ${line}: ${outcome}. ${shownMessage}`);
  if (options.showsValues) tally.addDiff(line, diff);
}
