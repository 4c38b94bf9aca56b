import { type FunctionsClient, InvocationError, type InvocationResult } from '@lp-faas/core';
import type { JobRequest } from './inputs/job-request.js';

/**
 * Checks that a function implements the event, before the event is invoked. Generation v1 reports success even when
 * no function does; v2 reports an error by itself, so the check is skipped when the generation is set to v2.
 * @throws {FunctionsError} `function-not-found` when no deployed function implements the event.
 */
export async function assertImplemented(
  client: FunctionsClient,
  { invocation, options, waitForFunctionMs }: JobRequest,
  signal: AbortSignal,
): Promise<void> {
  const { eventId, skillId } = invocation;
  // A call that waits for a function asks by itself.
  if (eventId === undefined || options.generation === 'v2' || waitForFunctionMs !== undefined) return;
  const event = { eventId, ...(skillId !== undefined && { skillId }) };
  if (!(await client.isImplemented(event, { signal }))) throw notImplemented('not-sent', options);
}

/**
 * Checks that an event invoked at least one function: the last one may have been undeployed since the first check.
 * @throws {FunctionsError} `function-not-found` when the list of results is empty.
 */
export function assertAnswered(
  { result, ...facts }: InvocationResult,
  { invocation, options }: JobRequest,
): void {
  if (invocation.eventId === undefined || !Array.isArray(result) || result.length > 0) return;
  throw notImplemented('rejected', options, facts);
}

function notImplemented(
  delivery: 'not-sent' | 'rejected',
  { region = 'auto' }: JobRequest['options'],
  facts: { status?: number; requestId?: string; attempts?: number } = {},
): InvocationError {
  const { status, requestId, attempts = 0 } = facts;
  const usual =
    'Check event-id, skill-id and account-id, and that a function bound to the event is Productive.';
  const elsewhere = 'This account may be on V2: let the Domain API find the hosts (region: auto).';
  return new InvocationError({
    code: 'function-not-found',
    phase: 'invocation',
    problem: 'No deployed function implements this event (and skill, if set); nothing ran',
    hint: region === 'auto' ? usual : `${usual} ${elsewhere}`,
    ...{ delivery, status, requestId, attempts },
  });
}
