import { type FunctionsClient, InvocationError, type InvocationResult } from '@lp-faas/core';
import type { JobRequest } from './inputs/job-request.js';

/**
 * Makes sure that somebody implements the event, before anything is sent to it. Generation v1 answers an invocation
 * that nobody listens to with success; v2 says so by itself, and is asked only when it may be v1.
 * @throws {FunctionsError} `function-not-found` when nobody does.
 */
export async function assertImplemented(
  client: FunctionsClient,
  { invocation, options }: JobRequest,
  signal: AbortSignal,
): Promise<void> {
  const { eventId, skillId } = invocation;
  if (eventId === undefined || options.generation === 'v2') return;
  const event = { eventId, ...(skillId !== undefined && { skillId }) };
  if (!(await client.isImplemented(event, { signal }))) throw nobodyImplements('not-sent');
}

/** The same of an answer: the last function of the event may have gone in between. */
export function assertAnswered({ result, ...facts }: InvocationResult, { invocation }: JobRequest): void {
  if (invocation.eventId === undefined || !Array.isArray(result) || result.length > 0) return;
  throw nobodyImplements('rejected', facts);
}

function nobodyImplements(
  delivery: 'not-sent' | 'rejected',
  facts: { status?: number; requestId?: string; attempts?: number } = {},
): InvocationError {
  const { status, requestId, attempts = 0 } = facts;
  return new InvocationError({
    code: 'function-not-found',
    phase: 'invocation',
    problem: 'No deployed function implements this event, for this skill; nothing ran',
    hint: 'Check event-id, skill-id and account-id, and that a function of the event is productive.',
    ...{ delivery, status, requestId, attempts },
  });
}
