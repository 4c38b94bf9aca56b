import { expect, test } from '@jest/globals';
import type { FunctionsClient, InvocationResult } from '@lp-faas/core';
import { assertAnswered, assertImplemented } from '../src/events.js';
import type { JobRequest } from '../src/inputs/job-request.js';

const ADVICE = 'This account may be on V2: let the Domain API find the hosts (region: auto).';

/** The hints of an event that the gateway does not know, before and after it is invoked. */
async function hintsWith(region: string): Promise<string[]> {
  const request = { invocation: { eventId: 'an-event' }, options: { region } } as unknown as JobRequest;
  const client = { isImplemented: async () => false } as unknown as FunctionsClient;
  const before = await assertImplemented(client, request, new AbortController().signal).catch((e) => e.hint);
  const after = await (async () =>
    assertAnswered({ result: [] } as unknown as InvocationResult, request))().catch((error) => error.hint);
  return [before, after];
}

test('with a region set, an event without functions says that the account may be on V2', async () => {
  for (const hint of await hintsWith('us')) expect(hint.endsWith(ADVICE)).toBe(true);
  for (const hint of await hintsWith('auto')) expect(hint).toMatch(/^Check event-id.* is Productive\.$/);
});
