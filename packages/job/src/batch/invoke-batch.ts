import { type FunctionsClient, isFunctionsError, type SettledInvocation } from '@lp-faas/core';
import { withClient } from '../client.js';
import { assertAnswered, assertImplemented } from '../events.js';
import type { FailOn } from '../inputs/inputs.js';
import type { Request } from '../inputs/job-request.js';
import type { Session } from '../job-context.js';
import { type ErrorCode, failed, hidden, judged, type Outcome, outcomeOf, succeeded } from '../outcome.js';
import { LineSource } from './line-source.js';
import type { BatchPlan } from './plan.js';
import { Progress } from './progress-timer.js';
import { recordOf } from './records.js';
import { ResultFile } from './result-file.js';
import { type Ending, Tally } from './tally.js';

/** Failures that every further line would meet as well. */
const HOPELESS: ReadonlySet<Outcome['outcome']> = new Set<ErrorCode>([
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
interface Batch {
  readonly request: Request;
  readonly plan: BatchPlan;
  readonly session: Session;
  readonly file: ResultFile;
  readonly source: LineSource;
  readonly tally: Tally;
}

/** Invokes once per line of a file; each line's result goes to the result-file as soon as it is there. */
export async function invokeBatch(
  request: Request,
  plan: BatchPlan,
  failOn: FailOn,
  session: Session,
): Promise<Outcome> {
  const { log, files } = session;
  const startedAt = performance.now();
  const file = openResultFile(session);
  if (!(file instanceof ResultFile)) return file;
  // Now already: a run that is killed gets no second chance to say where its results are.
  files.announceResultFile(file.path);
  const source = new LineSource(plan, file, request.invocation);
  const batch = { request, plan, session, file, source, tally: new Tally(plan.lines) };
  log.startGroup(`Invoking ${request.target} of account ${request.options.accountId}, line by line`);
  log.info(`${plan.lines} lines, ${plan.concurrency} at once; the results go to ${file.path}`);
  try {
    await carryOver(batch);
    const ending = await invokeLines(batch);
    await file.finish();
    const outcome = batch.tally.outcome(failOn, Math.round(performance.now() - startedAt), ending);
    return { ...outcome, resultFile: file.path };
  } finally {
    log.info(batch.tally.progress);
    log.endGroup();
  }
}

/** Without a place for the results nothing is sent: nobody could tell which lines ran. */
function openResultFile({ files }: Session): ResultFile | Outcome {
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
async function carryOver({ plan, file, tally }: Batch): Promise<void> {
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
async function invokeLines(batch: Batch): Promise<Ending | undefined> {
  const { request, session, file } = batch;
  const trace = {
    line: (text: string) => session.log.debug(text),
    detail: (text: string) => session.log.debug(text),
  };
  let ending: Ending | undefined;
  try {
    await withClient(request.options, session, trace, async (client) => {
      await assertImplemented(client, request, session.signal);
      ending = await settleAll(client, batch);
    });
  } catch (error) {
    if (!isFunctionsError(error)) throw error;
    const { errorMessage } = hidden(failed(error, 0), session.secrets);
    return { outcome: error.code, message: errorMessage.replace(/\.$/, '') };
  }
  if (session.signal.aborted) return { outcome: 'aborted', message: 'The step was cancelled' };
  return file.problem === undefined ? ending : { outcome: 'aborted', message: `The ${file.problem}` };
}

async function settleAll(client: FunctionsClient, batch: Batch): Promise<Ending | undefined> {
  const { request, plan, session, source, tally } = batch;
  const progress = new Progress(() => performance.now());
  const { concurrency } = plan;
  const options = { concurrency, signal: session.signal, idempotent: request.idempotent };
  let ending: Ending | undefined;
  for await (const settled of client.invokeAll(source.inputs(), options)) {
    const { outcome, errorMessage } = note(settled, batch);
    if (HOPELESS.has(outcome) && outcome !== 'success' && ending === undefined) {
      ending = {
        outcome,
        message: `Stopped, since every further line would fail like this: ${errorMessage}`,
      };
      source.stop();
    }
    if (progress.isDue) session.log.info(tally.progress);
  }
  return ending;
}

/** Notes what became of a line: in the file, in the counts, and in the log when it failed. */
function note(settled: SettledInvocation, { request, session, file, source, tally }: Batch): Outcome {
  const line = source.settle(settled.index);
  const outcome = outcomeOfLine(settled, request);
  const result = judged(hidden(outcome, session.secrets), request.expectation);
  if (!file.add(recordOf(line, result))) source.stop();
  const { outcome: code, delivery, attempts, errorMessage: message } = result;
  if (code === 'success') {
    tally.addSuccess(result);
  } else if (tally.addFailure({ line: line.line, outcome: code, delivery, message }, attempts)) {
    session.log.info(`Line ${line.line}: ${code}. ${message}`);
  }
  return result;
}

function outcomeOfLine(settled: SettledInvocation, request: Request): Outcome {
  if (settled.status === 'rejected') return failed(settled.reason, 0);
  try {
    assertAnswered(settled.value, request);
    return succeeded(settled.value);
  } catch (error) {
    if (!isFunctionsError(error)) throw error;
    return failed(error, settled.value.durationMs);
  }
}
