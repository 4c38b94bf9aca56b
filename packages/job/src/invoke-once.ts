import { type FunctionsClient, isFunctionsError } from '@lp-faas/core';
import { withClient } from './client.js';
import { assertAnswered, assertImplemented } from './events.js';
import type { JobRequest } from './inputs/job-request.js';
import type { JobContext } from './job-context.js';
import { asDetail } from './logging-transport.js';
import { failureOutcome, hideSecrets, type JobOutcome, successOutcome, withExpectation } from './outcome.js';

/** Invokes once. A failure of the platform or the function is returned as an outcome, not thrown. */
export async function invokeOnce(request: JobRequest, context: JobContext): Promise<JobOutcome> {
  const { log, secrets } = context;
  log.startGroup(`Invoking ${request.target} of account ${request.options.accountId}`);
  const startedAt = performance.now();
  const elapsed = (): number => Math.round(performance.now() - startedAt);
  try {
    const answer = await withClient(request.options, context, asDetail(log), (client) =>
      send(client, request, context.signal, elapsed),
    );
    return withExpectation(hideSecrets(answer, secrets), request.expectation, secrets);
  } catch (error) {
    if (!isFunctionsError(error)) throw error;
    return hideSecrets(failureOutcome(error, elapsed()), secrets);
  } finally {
    log.endGroup();
  }
}

async function send(
  client: FunctionsClient,
  request: JobRequest,
  signal: AbortSignal,
  elapsed: () => number,
): Promise<JobOutcome> {
  const { invocation, idempotent, timeoutMs, waitForFunctionMs } = request;
  await assertImplemented(client, request, signal);
  // One timeout covers the check of the event and the invocation.
  const deadlineMs = Math.max(1, timeoutMs - elapsed());
  const answer = await client.invoke(invocation, { idempotent, signal, deadlineMs, waitForFunctionMs });
  assertAnswered(answer, request);
  // The wait for a function says nothing about its speed.
  return waitForFunctionMs === undefined
    ? { ...successOutcome(answer), durationMs: elapsed() }
    : successOutcome(answer);
}
