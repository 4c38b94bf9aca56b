import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { CompletedRequest } from '../dist/index.js';
import { Journal } from '../dist/journal.js';
import { waitUntil } from './processes.js';
import {
  folderWith,
  functionFiles,
  invoke,
  invokeUuid,
  logIn,
  sandboxWith,
  send,
  tokenFor,
  tokenForm,
  uuidOf,
  V2,
} from './support.js';

const ECHO = 'async function lambda(input) { return input.payload; }';

describe('the journal', () => {
  test('the journal records every request in order, with service, account, function, request id and status', async () => {
    const sandbox = await sandboxWith({ functions: await folderWith(functionFiles({ echo: ECHO })) });
    const uuid = uuidOf(sandbox, V2, 'echo');
    await send(`${sandbox.url}/api/account/${V2}/service/baseURI.json?version=1.0`);
    await invokeUuid(sandbox, V2, uuid, { query: '?skillId=1', headers: { 'x-request-id': 'mine' } });
    await send(`${sandbox.url}/nothing`);
    const { text: body } = await send(`${sandbox.url}/_sandbox/requests`);
    const { requests, executions } = JSON.parse(body) as ReturnType<typeof JSON.parse>;
    const common = {
      at: expect.any(String),
      durationMs: expect.any(Number),
      account: V2,
      lambdaUuid: null,
      eventId: null,
      requestId: null,
      fault: null,
      refused: [],
      logs: [],
      error: null,
      lateError: null,
    };
    expect(requests).toEqual([
      {
        ...common,
        n: 1,
        method: 'GET',
        path: `/api/account/${V2}/service/baseURI.json?version=1.0`,
        service: 'domain-api',
        status: 200,
      },
      {
        ...common,
        n: 2,
        method: 'POST',
        path: `/sentinel/api/account/${V2}/app/token?v=2.0`,
        service: 'sentinel',
        status: 200,
      },
      {
        ...common,
        n: 3,
        method: 'POST',
        path: `/api/account/${V2}/lambdas/${uuid}/invoke?skillId=1`,
        service: 'faasGW',
        lambdaUuid: uuid,
        requestId: 'mine',
        status: 200,
      },
      { ...common, n: 4, method: 'GET', path: '/nothing', service: null, account: null, status: 404 },
    ]);
    expect(executions).toEqual({ [uuid]: 1 });
    expect(sandbox.requests()).toEqual(requests);
    expect(sandbox.executions()).toEqual(executions);
  });

  test('the journal contains no secret, token or payload', async () => {
    const sandbox = await sandboxWith({ functions: await folderWith(functionFiles({ echo: ECHO })) });
    const token = await tokenFor(sandbox, V2);
    await send(`${sandbox.url}/sentinel/api/account/${V2}/app/token?v=2.0&${tokenForm(sandbox)}`, {
      method: 'POST',
    });
    await send(`${sandbox.url}/nothing?access_token=${token}&client%5Fsecret=sandbox-secret`);
    await invoke(sandbox, V2, 'echo', 'my-own-payload');
    const { text: body } = await send(`${sandbox.url}/_sandbox/requests`);
    expect(body).not.toMatch(/sandbox-secret|my-own-payload/);
    expect(body).not.toContain(token);
    expect(body).toContain('client_secret=REDACTED');
  });

  test('the journal contains no token in place of an id, however it is written', async () => {
    const sandbox = await sandboxWith();
    const token = await tokenFor(sandbox, V2);
    const { bearer, csrf, sessionId } = await logIn(sandbox, V2);
    const secrets = [token, bearer, csrf, sessionId, 'sandbox-secret', 'sandbox-password'];
    for (const secret of secrets) {
      const encoded = secret.replace(/[.\-a-f]/g, (found) => `%${found.charCodeAt(0).toString(16)}`);
      for (const spelled of [secret, encoded]) {
        const headers = { 'x-request-id': `Bearer ${spelled}` };
        await send(`${sandbox.url}/api/account/${spelled}/lambdas/${spelled}/invoke?userId=${spelled}`, {
          headers,
        });
        await send(`${sandbox.url}/api/account/${V2}/events/${spelled}/isImplemented`, { headers });
        await send(`${sandbox.url}/${spelled}`, { headers });
      }
      const { text: body } = await send(`${sandbox.url}/_sandbox/requests`);
      expect(body).not.toContain(secret);
      expect(body).not.toContain(encoded);
    }
    expect(sandbox.requests().at(-1)?.requestId).toBe('Bearer REDACTED');
  });

  test('the journal keeps an ordinary request id, up to 128 characters', async () => {
    const sandbox = await sandboxWith();
    for (const id of ['mine', '6d0372f3-524c-4fe9-a9a4-bf0157c9deac', '100%25', 'x'.repeat(200)]) {
      await send(`${sandbox.url}/nothing`, { headers: { 'x-request-id': id } });
      expect(sandbox.requests().at(-1)?.requestId).toBe(id.slice(0, 128));
    }
  });

  test('the journal counts only executions in which the function was called', async () => {
    const functions = await folderWith(
      functionFiles({
        echo: ECHO,
        throws: 'async function lambda() { throw new Error(); }',
        broken: 'function lambda( {',
      }),
    );
    const sandbox = await sandboxWith({ functions });
    for (const name of ['echo', 'echo', 'throws', 'broken']) await invoke(sandbox, V2, name);
    await invokeUuid(sandbox, V2, uuidOf(sandbox, V2, 'echo'), { token: 'nonsense' });
    await invokeUuid(sandbox, V2, uuidOf(sandbox, V2, 'echo'), { body: 'nonsense' });
    expect(sandbox.executions()).toEqual({
      [uuidOf(sandbox, V2, 'echo')]: 2,
      [uuidOf(sandbox, V2, 'throws')]: 1,
    });
  });

  test('the journal keeps the last 10,000 requests', async () => {
    const journal = new Journal();
    const request = {
      method: 'GET',
      path: '/',
      service: null,
      account: null,
      lambdaUuid: null,
      eventId: null,
      requestId: null,
      fault: null,
      refused: [],
      lateError: null,
    };
    for (let i = 0; i < 10_001; i += 1) journal.arrive(request);
    const requests = journal.requests();
    expect([requests.length, requests[0]?.n, requests.at(-1)?.n]).toEqual([10_000, 2, 10_001]);
  });
});

test('onRequest receives each request with the logs of its function', async () => {
  const completed: CompletedRequest[] = [];
  const chatty = `async function lambda() {
    console.debug('d', { a: 1 }); console.info('i'); console.warn('w'); console.error('e'); console.log('l');
  }`;
  const sandbox = await sandboxWith({
    functions: await folderWith(functionFiles({ chatty })),
    onRequest: (request) => completed.push(request),
  });
  await invoke(sandbox, V2, 'chatty');
  const { request, invocation } = completed.at(-1) ?? {};
  expect(request).toMatchObject({ service: 'faasGW', status: 200 });
  expect(invocation?.outcome).toEqual({ kind: 'returned', json: 'null' });
  expect(invocation?.logs.map(({ level, message, extras }) => [level, message, extras])).toEqual([
    ['Debug', 'd', ['{ a: 1 }']],
    ['Info', 'i', []],
    ['Warn', 'w', []],
    ['Error', 'e', []],
    ['Info', 'l', []],
  ]);
});

test('onRequest receives an aborted request once its function has ended, with the logs', async () => {
  const slow = `const { existsSync, writeFileSync } = require('node:fs');
async function lambda({ payload }) {
  console.info('begun');
  writeFileSync(payload + '/begun', '');
  while (!existsSync(payload + '/left')) await new Promise((resolve) => setTimeout(resolve, 5));
  console.info('ended');
}`;
  const functions = await folderWith(functionFiles({ slow }));
  const completed: CompletedRequest[] = [];
  const sandbox = await sandboxWith({ functions, onRequest: (request) => completed.push(request) });
  const path = `/api/account/${V2}/lambdas/${uuidOf(sandbox, V2, 'slow')}/invoke`;
  const aborting = new AbortController();
  const answer = fetch(sandbox.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenFor(sandbox, V2)}` },
    body: JSON.stringify({ timestamp: 0, payload: functions }),
    signal: aborting.signal,
  });
  await waitUntil(() => existsSync(join(functions, 'begun')));
  aborting.abort();
  await expect(answer).rejects.toThrow();
  await waitUntil(() => sandbox.requests().at(-1)?.durationMs !== null);
  expect(completed.filter(({ request }) => request.path === path)).toEqual([]);
  await writeFile(join(functions, 'left'), '');
  await waitUntil(() => completed.some(({ request }) => request.path === path));
  expect(completed.at(-1)).toMatchObject({
    request: { status: null },
    invocation: { functions: ['slow'], logs: [{ message: 'begun' }, { message: 'ended' }] },
  });
});

const REQUEST = {
  ...{ method: 'GET', path: '/', service: null, account: null, lambdaUuid: null },
  ...{ eventId: null, requestId: null, fault: null },
};

describe('the journal by itself', () => {
  test('keeps the logs of the last 1000 requests that logged something', () => {
    const journal = new Journal();
    const outcome = { kind: 'returned', json: '1' } as const;
    const entry = { level: 'Info', message: 'm', extras: [], timestamp: 0 } as const;
    for (let n = 1; n <= 1002; n += 1) {
      journal.arrive(REQUEST).addReport({ outcome, logs: n === 3 ? [] : [entry], refused: [] });
    }
    const withoutLogs = journal.requests().filter(({ logs }) => logs.length === 0);
    expect(withoutLogs.map(({ n }) => n)).toEqual([1, 3]);
  });

  test('has how long a request took', async () => {
    const before = performance.now();
    const entry = new Journal().arrive(REQUEST);
    await nextTurn();
    const { durationMs } = entry.finish(200);
    expect(durationMs).toBeGreaterThanOrEqual(0);
    expect(durationMs).toBeLessThanOrEqual(Math.ceil(performance.now() - before));
  });

  test('starts anew after a reset', () => {
    const journal = new Journal();
    journal.arrive(REQUEST);
    journal.countExecution('1', 'a');
    journal.reset();
    journal.arrive(REQUEST);
    expect([journal.requests().map(({ n }) => n), journal.executions()]).toEqual([[1], {}]);
  });

  test('has the outcome of a call without a free instance in words', () => {
    const journal = new Journal();
    journal.arrive(REQUEST).addReport({ outcome: { kind: 'throttled' }, logs: [], refused: [] });
    const text = 'All instances of the function are busy';
    expect(journal.requests()[0]?.error).toEqual({ kind: 'throttled', message: text, details: text });
  });
});
