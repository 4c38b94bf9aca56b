import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import { runOfficial } from './official/run-official.js';
import { folderWith, logIn, sandboxWith, uuidOf, V1, V2 } from './support.js';

const SCRIPT = fileURLToPath(new URL('official/official-client.cjs', import.meta.url));

const ECHO = `async function lambda(input, callback) {
  callback?.(null, input);
  return input;
}`;
const EVENT = 'conversational_command';
const GIVEN = { headers: [{ key: 'a', value: 'b' }], payload: { text: 'bär' } };

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await sandboxWith({
    tls: true,
    hostNames: 'liveperson',
    functions: await folderWith({
      'functions/echo/index.js': ECHO,
      'functions/echo/config.json': JSON.stringify({ event: EVENT }),
      'functions/draft/index.js': ECHO,
      'functions/draft/config.json': JSON.stringify({ state: 'Draft' }),
    }),
  });
});

/** Runs LivePerson's client 2.2.0 as published, in a process whose host names resolve to the sandbox. */
async function callAll(accountId: string, clientSecret = sandbox.clientSecret) {
  const { bearer } = await logIn(sandbox, accountId);
  const { clientId } = sandbox;
  const lambdaUuid = uuidOf(sandbox, accountId, 'echo');
  const input = { accountId, clientId, clientSecret, lambdaUuid, eventId: EVENT, bearer };
  const { out } = await runOfficial(sandbox, [SCRIPT, JSON.stringify(input)]);
  return JSON.parse(out) as Record<string, unknown>;
}

describe('LivePerson’s own client, unmodified, over TLS', () => {
  test('LivePerson’s own client invokes, checks isImplemented and lists on v1', async () => {
    const uuid = uuidOf(sandbox, V1, 'echo');
    const listed = [
      expect.objectContaining({ uuid, implementation: expect.objectContaining({ code: ECHO }) }),
    ];
    expect(await callAll(V1)).toEqual({
      byUuid: { status: 200, body: GIVEN },
      byEvent: { status: 200, body: [{ uuid, timestamp: expect.any(String), result: GIVEN }] },
      unknownEvent: { status: 200, body: [] },
      isImplemented: true,
      isNotImplemented: false,
      lambdas: { status: 200, body: listed },
      functions: { status: 200, body: [expect.objectContaining({ uuid, size: 'S' })] },
      allLambdas: { status: 200, body: [expect.objectContaining({ name: 'draft' }), ...listed] },
      appLambdas: { error: 'FaaSGetLambdasError', message: expect.stringContaining('401') },
    });
  });

  test('LivePerson’s own client invokes, checks isImplemented and lists on v2', async () => {
    const uuid = uuidOf(sandbox, V2, 'echo');
    const listed = [expect.objectContaining({ uuid, size: 'S', isCompV1: false })];
    expect(await callAll(V2)).toEqual({
      byUuid: { status: 200, body: GIVEN },
      byEvent: { status: 200, body: [{ uuid, timestamp: expect.any(String), result: GIVEN }] },
      unknownEvent: { error: 'FaaSInvokeError', message: expect.stringContaining('404') },
      isImplemented: true,
      isNotImplemented: false,
      lambdas: { status: 200, body: listed },
      functions: { status: 200, body: listed },
      allLambdas: { status: 200, body: [expect.objectContaining({ name: 'draft' }), ...listed] },
      appLambdas: { error: 'FaaSGetFunctionsError', message: expect.stringContaining('403') },
    });
  });

  test.each([V1, V2])(
    'LivePerson’s own client fails with a wrong secret on account %s, and nothing runs',
    async (account) => {
      const before = sandbox.executions();
      const { byUuid, byEvent, isImplemented } = await callAll(account, 'wrong');
      for (const outcome of [byUuid, byEvent, isImplemented]) {
        expect(outcome).toEqual({ error: expect.any(String), message: expect.stringContaining('400') });
      }
      expect(sandbox.executions()).toEqual(before);
    },
  );

  test('LivePerson’s own client uses only routes that the sandbox has', () => {
    expect(sandbox.requests().filter(({ service }) => service === null)).toEqual([]);
  });
});
