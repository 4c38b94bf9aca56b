import type { FunctionsClient, SettledInvocation } from '@lp-faas/core';
import type { FailOn } from '../inputs/inputs.js';
import type { JobRequest } from '../inputs/job-request.js';
import type { JobContext } from '../job-context.js';
import { type ErrorCode, type JobOutcome, outcomeOf } from '../outcome.js';
import { asThrottled, resultOfLine, withEarlier } from './line-result.js';
import type { LineSource } from './line-source.js';
import type { Line } from './lines.js';
import type { BatchPlan } from './plan.js';
import type { RecordWriter } from './record-writer.js';
import type { BatchTally, StopReason } from './tally.js';
import type { ThrottleWatch } from './throttle-watch.js';

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

/** Options of a batch. */
export interface BatchOptions {
  readonly failOn: FailOn;
  /** Whether log and tables may show values of results. */
  readonly showsValues: boolean;
}

/** The state of a running batch. */
export interface BatchContext {
  readonly request: JobRequest;
  readonly plan: BatchPlan;
  readonly options: BatchOptions;
  readonly context: JobContext;
  readonly records: RecordWriter;
  readonly source: LineSource;
  readonly tally: BatchTally;
  readonly throttling: ThrottleWatch;
}

/** Invokes the lines and settles each; returns why it stopped before the last one, if it did. */
export async function settleAll(
  client: FunctionsClient,
  batch: BatchContext,
): Promise<StopReason | undefined> {
  const { request, plan, context, records, source, throttling } = batch;
  const { concurrency } = plan;
  const { idempotent, waitForFunctionMs } = request;
  const signal = AbortSignal.any([context.signal, throttling.signal]);
  const options = { concurrency, signal, idempotent, waitForFunctionMs, maxThrottledMs: NEVER_MS };
  let stopReason: StopReason | undefined;
  using _ = records;
  for await (const settled of client.invokeAll(source.inputs(signal), options)) {
    const { outcome, errorMessage } = settleLine(settled, batch);
    if (FAILS_EVERY_LINE.has(outcome) && outcome !== 'success' && stopReason === undefined) {
      stopReason = {
        outcome,
        message: `Stopped, because every further line would fail in the same way: ${errorMessage}`,
      };
      source.stop();
    }
  }
  for (const line of source.unsettled()) {
    records.withdraw(line, withEarlier(NEVER_SENT, plan.earlier.recordOf(line.line)));
  }
  return stopReason;
}

/** The result of a line whose group had started when the batch ended. */
const NEVER_SENT = outcomeOf({
  outcome: 'aborted',
  delivery: 'not-sent',
  durationMs: 0,
  errorMessage: 'The batch ended before this line was sent.',
});

/** Records the outcome of a line; returns it. */
function settleLine(settled: SettledInvocation, batch: BatchContext): JobOutcome {
  const { request, plan, context, records, source, throttling } = batch;
  const line = source.settle(settled.index);
  const own = resultOfLine(settled, request, context.secrets);
  const current = throttling.reason === '' ? own : asThrottled(own, throttling.reason);
  const result = withEarlier(current, plan.earlier.recordOf(line.line));
  records.settle(line, result);
  return result;
}

/** Counts what the file says of a line; logs a failure of a new kind. */
export function countLine(
  { line }: Line,
  result: JobOutcome,
  { options, context, tally }: Pick<BatchContext, 'options' | 'context' | 'tally'>,
): void {
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
