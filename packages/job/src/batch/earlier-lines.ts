import { HEADLINES } from '../outcome.js';
import type { EarlierRun } from './earlier-run.js';
import type { FailedLine } from './failures.js';
import type { LineRecord } from './records.js';
import type { BatchTally } from './tally.js';

/** Characters of an earlier run's error message that are shown; longer ones are not ours. */
const MAX_MESSAGE_LENGTH = 1000;

/**
 * Counts the lines of an earlier run that are not invoked again.
 * @param hide hides the secrets in a text
 */
export function countEarlier(earlier: EarlierRun, tally: BatchTally, hide: (text: string) => string): void {
  for (const record of earlier.records()) {
    const decision = earlier.decide(record.line);
    if (decision === 'done') tally.addDone({ isAccepted: record.outcome !== 'success' });
    if (decision === 'keep') tally.addFailure(failureOf(record, hide));
  }
}

/** A failure that a result-file has on record. */
export function failureOf(record: LineRecord, hide: (text: string) => string): FailedLine {
  const { line, delivery, errorMessage = '' } = record;
  const outcome = record.outcome === 'started' || record.outcome === 'success' ? 'aborted' : record.outcome;
  const reason =
    record.outcome === 'started'
      ? 'The run ended while it was in flight.'
      : errorMessage || HEADLINES[outcome];
  const message = `In an earlier run: ${hide(reason.slice(0, MAX_MESSAGE_LENGTH))}`;
  return { line, outcome, delivery, message, shownMessage: message };
}
