import { type FunctionsClient, isFunctionsError } from '@lp-faas/core';
import { withClient } from './client.js';
import { assertAnswered, assertImplemented } from './events.js';
import type { Request } from './inputs/job-request.js';
import type { Session } from './job-context.js';
import { failed, hidden, judged, type Outcome, succeeded } from './outcome.js';

/** Sends the one invocation of a step; a failure is an outcome too. */
export async function invokeOnce(request: Request, session: Session): Promise<Outcome> {
  const { log, secrets } = session;
  log.startGroup(`Invoking ${request.target} of account ${request.options.accountId}`);
  const trace = { line: (text: string) => log.info(text), detail: (text: string) => log.debug(text) };
  const startedAt = performance.now();
  const elapsed = (): number => Math.round(performance.now() - startedAt);
  try {
    const answer = await withClient(request.options, session, trace, (client) =>
      send(client, request, session.signal, elapsed),
    );
    return judged(hidden({ ...answer, durationMs: elapsed() }, secrets), request.expectation);
  } catch (error) {
    if (!isFunctionsError(error)) throw error;
    return hidden(failed(error, elapsed()), secrets);
  } finally {
    log.endGroup();
  }
}

async function send(
  client: FunctionsClient,
  request: Request,
  signal: AbortSignal,
  elapsed: () => number,
): Promise<Outcome> {
  const { invocation, idempotent, timeoutMs } = request;
  await assertImplemented(client, request, signal);
  // Question and invocation have one time together.
  const deadlineMs = Math.max(1, timeoutMs - elapsed());
  const answer = await client.invoke(invocation, { idempotent, signal, deadlineMs });
  assertAnswered(answer, request);
  return succeeded(answer);
}
