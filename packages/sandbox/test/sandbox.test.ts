import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { type CompletedRequest, type SandboxOptions, startSandbox } from '../dist/index.js';
import {
  folderWith,
  functionFiles,
  invoke,
  invokeUuid,
  sandboxWith,
  send,
  tokenFor,
  tokenForm,
  uuidOf,
  V1,
  V2,
} from './support.js';

const ECHO = 'async function lambda(input) { return input.payload; }';

describe('the journal', () => {
  test('holds every request in order, with service, account, function, request id and status', async () => {
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
      requestId: null,
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

  test('shows no secret, token or payload', async () => {
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

  test('counts executions of functions that really start, and no others', async () => {
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

  test('keeps the last 10,000 requests', async () => {
    const { Journal } = await import('../dist/journal.js');
    const journal = new Journal();
    const arrival = {
      method: 'GET',
      path: '/',
      service: null,
      account: null,
      lambdaUuid: null,
      requestId: null,
    };
    for (let i = 0; i < 10_001; i += 1) journal.arrive(arrival);
    const requests = journal.requests();
    expect([requests.length, requests[0]?.n, requests.at(-1)?.n]).toEqual([10_000, 2, 10_001]);
  });
});

test('onRequest gets each request with what the function wrote: ten lines at most', async () => {
  const completed: CompletedRequest[] = [];
  const chatty = `async function lambda() {
    console.debug('d', { a: 1 }); console.info('i'); console.warn('w'); console.error('e'); console.log('l');
    for (let i = 0; i < 20; i += 1) console.info(i);
  }`;
  const sandbox = await sandboxWith({
    functions: await folderWith(functionFiles({ chatty })),
    onRequest: (request) => completed.push(request),
  });
  await invoke(sandbox, V2, 'chatty');
  const { request, invocation } = completed.at(-1) ?? {};
  expect(request).toMatchObject({ service: 'faasGW', status: 200 });
  expect(invocation?.outcome).toEqual({ kind: 'returned', json: 'null' });
  expect(invocation?.logs).toHaveLength(10);
  expect(invocation?.logs.slice(0, 6).map(({ level, message, extras }) => [level, message, extras])).toEqual([
    ['Debug', 'd', ['{ a: 1 }']],
    ['Info', 'i', []],
    ['Warn', 'w', []],
    ['Error', 'e', []],
    ['Info', 'l', []],
    ['Info', '0', []],
  ]);
});

test('200 invocations, 20 at a time, on both generations: none is lost, none runs twice', async () => {
  const both =
    'async function lambda(input, callback) { callback?.(null, input.payload); return input.payload; }';
  const sandbox = await sandboxWith({ functions: await folderWith(functionFiles({ both })) });
  const tokens = { [V1]: await tokenFor(sandbox, V1), [V2]: await tokenFor(sandbox, V2) };
  const pending = Array.from({ length: 200 }, (_, n) => n);
  const results: number[] = [];
  const lane = async () => {
    for (let n = pending.shift(); n !== undefined; n = pending.shift()) {
      const account = n % 2 === 0 ? V1 : V2;
      const body = JSON.stringify({ timestamp: 0, payload: n });
      const uuid = uuidOf(sandbox, account, 'both');
      const answer = await invokeUuid(sandbox, account, uuid, { token: String(tokens[account]), body });
      results.push(Number(answer.text));
    }
  };
  await Promise.all(Array.from({ length: 20 }, lane));
  expect(results.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  expect(sandbox.executions()).toEqual({
    [uuidOf(sandbox, V1, 'both')]: 100,
    [uuidOf(sandbox, V2, 'both')]: 100,
  });
});

describe('options', () => {
  const bad: [string, SandboxOptions][] = [
    ['a port that is none', { port: 70_000 }],
    ['a port that is no number', { port: Number.NaN }],
    ['a host with a scheme', { host: 'http://127.0.0.1' }],
    ['a host that marks a v2 account', { host: 'my-functions.localhost' }],
    ['no account', { accounts: [] }],
    ['an account id with a slash', { accounts: [{ id: 'a/b', generation: 'v1' }] }],
    [
      'an account given twice',
      {
        accounts: [
          { id: '1', generation: 'v1' },
          { id: '1', generation: 'v2' },
        ],
      },
    ],
    ['an empty client id', { clientId: '' }],
    ['an empty client secret', { clientSecret: '' }],
    ['a token of no life', { tokenTtlMs: 0 }],
    ['a token for ever', { tokenTtlMs: Number.POSITIVE_INFINITY }],
    ['no time to run', { executionLimitMs: 0 }],
    ['more time than a timer holds', { executionLimitMs: 2 ** 31 }],
  ];
  test.each(bad)('%s is refused before anything starts', async (_what, options) => {
    await expect(startSandbox(options)).rejects.toMatchObject({
      name: 'SandboxError',
      code: 'invalid-options',
    });
  });

  test('other accounts and credentials take the place of the default ones', async () => {
    const accounts = [{ id: '10000001', generation: 'v2' }] as const;
    const sandbox = await sandboxWith({ accounts, clientId: 'me', clientSecret: 'mine' });
    expect(sandbox).toMatchObject({ accounts, clientId: 'me', clientSecret: 'mine', functions: [] });
    expect(await tokenFor(sandbox, '10000001')).toMatch(/^eyJ/);
    expect(await tokenFor(sandbox, V1)).toBeUndefined();
  });

  test('a port in use is named', async () => {
    const { url } = await sandboxWith();
    const port = Number(new URL(url).port);
    await expect(startSandbox({ port })).rejects.toMatchObject({
      code: 'listen-failed',
      message: expect.stringContaining(`127.0.0.1:${port}: the port is in use`),
    });
  });
});

describe('close', () => {
  const SCRIPT = `
    import { startSandbox } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)};
    const sandbox = await startSandbox({ functions: process.argv[1] });
    const call = (path, headers, body) => fetch(sandbox.url + path, { method: 'POST', headers, body });
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: sandbox.clientId, client_secret: sandbox.clientSecret });
    const { access_token } = await (await call('/sentinel/api/account/${V2}/app/token', {}, form)).json();
    const path = '/api/account/${V2}/lambdas/' + sandbox.functions.find((f) => f.account === '${V2}').uuid + '/invoke';
    const answers = [1, 2, 3].map(() => call(path, { authorization: 'Bearer ' + access_token }, '{"timestamp":0}'));
    while (Object.values(sandbox.executions())[0] !== 3) await new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all([sandbox.close(), sandbox.close()]);
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    await sandbox[Symbol.asyncDispose]();
    console.log(JSON.stringify(statuses));
  `;

  test('answers functions that still run, leaves no worker behind and lets the process end by itself', async () => {
    const functions = await folderWith(functionFiles({ endless: 'async function lambda() { for (;;); }' }));
    const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, functions]);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    expect([out, err, await ended]).toEqual(['[502,502,502]\n', '', 0]);
  });
});
