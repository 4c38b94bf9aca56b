import { isFunctionsError, type SettledInvocation } from '@lp-faas/core';
import { assertAnswered } from '../events.js';
import type { JobRequest } from '../inputs/job-request.js';
import { failureOutcome, hideSecrets, type JobOutcome, successOutcome, withExpectation } from '../outcome.js';
import type { Secrets } from '../secrets.js';
import type { LineRecord } from './records.js';

/** What became of one line in this run: with its secrets hidden, and checked against the expectation. */
export function resultOfLine(settled: SettledInvocation, request: JobRequest, secrets: Secrets): JobOutcome {
  const outcome = hideSecrets(outcomeOfLine(settled, request), secrets);
  return withExpectation(outcome, request.expectation, secrets);
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

/**
 * Combines the result of a line with its record in an earlier run: when this run certainly did not run it, it is still
 * true that the earlier run did, or may have.
 */
export function withEarlier(result: JobOutcome, earlier: LineRecord | undefined): JobOutcome {
  const ranNow = result.delivery === 'executed' || result.delivery === 'unknown';
  if (ranNow || (earlier?.delivery !== 'executed' && earlier?.delivery !== 'unknown')) return result;
  const { delivery } = earlier;
  const note =
    delivery === 'executed' ? 'It ran and failed in an earlier run.' : 'It may have run in an earlier run.';
  return { ...result, delivery, errorMessage: `${result.errorMessage} ${note}` };
}

/** The result of a line that waited when the throttled batch ended: it was not aborted, but refused or never sent. */
export function asThrottled(result: JobOutcome, reason: string): JobOutcome {
  const isWaiting = result.delivery === 'not-sent' || result.delivery === 'rejected';
  if (result.outcome !== 'aborted' || !isWaiting) return result;
  return { ...result, outcome: 'rate-limited', errorMessage: `${reason}. The function did not run.` };
}

/** The result of a line whose record was too large for the disk. */
export function withoutResult(result: JobOutcome, problem: string): JobOutcome {
  if (result.outcome !== 'success') return { ...result, resultJson: '' };
  const errorMessage = `The function ran, but its result could not be written: ${problem}.`;
  return { ...result, outcome: 'file-error', resultJson: '', errorMessage };
}
