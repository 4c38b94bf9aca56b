import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox, SandboxOptions } from '../dist/index.js';
import { waitUntil } from './processes.js';
import { folderWith, functionFiles, sandboxWith, send, uuidOf, V1, V2 } from './support.js';

const ECHO = 'function lambda(input, callback) { callback?.(null, input.payload); return input.payload; }';
const JSON_TYPE = { 'content-type': 'application/json' };

async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const functions = await folderWith({
    ...functionFiles({ echo: ECHO, broken: ECHO, draft: ECHO }),
    'functions/draft/config.json': JSON.stringify({ state: 'Draft', input: { payload: { a: 1 } } }),
    'functions/echo/config.json': JSON.stringify({ environmentVariables: { KEY: 'my own value' } }),
    'functions/broken/config.json': '{',
  });
  return await sandboxWith({ functions, ...options });
}

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await start();
});

async function invokeFromPage(target: Sandbox, body: object) {
  const { status, text } = await send(`${target.url}/_sandbox/invoke`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify(body),
  });
  return { status, body: JSON.parse(text) as Record<string, unknown> };
}

test('GET / is HTML that may load nothing but its own files, and that no other page may frame', async () => {
  const { status, type, text, headers } = await send(`${sandbox.url}/`);
  expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
  const policy = String(headers['content-security-policy']);
  for (const rule of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"]) {
    expect(policy.split('; ')).toContain(rule);
  }
  expect(policy).not.toContain('unsafe');
  expect(text).not.toMatch(/<script(?! type="module" src="\/_sandbox\/page\/main\.js"><)|\son\w+=|style=/);
});

test('the page and its files are not recorded, and meet no fault', async () => {
  sandbox.reset();
  sandbox.faults.add({ action: { type: 'answer', status: 500 } });
  const paths = ['', '_sandbox/page/main.js', '_sandbox/page/page.css', '_sandbox/functions'];
  for (const path of paths) expect((await send(`${sandbox.url}/${path}`)).status).toBe(200);
  expect([sandbox.requests(), sandbox.faults.list()]).toMatchObject([[], [{ met: 0 }]]);
  sandbox.reset();
});

test('another method than GET at / is a path that the platform does not have', async () => {
  const { status } = await send(`${sandbox.url}/`, { method: 'POST' });
  expect([status, sandbox.requests().at(-1)?.path]).toEqual([404, '/']);
});

describe.each([
  ['GET', '_sandbox/page/main.js'],
  ['GET', '_sandbox/page/page.css'],
  ['GET', '_sandbox/functions'],
  ['GET', '_sandbox/latency'],
  ['POST', '_sandbox/invoke'],
])('%s /%s', (method, path) => {
  const call = (headers: Record<string, string>, body?: string) =>
    send(`${sandbox.url}/${path}`, { method, headers, ...(body !== undefined && { body }) });

  test.each([
    ['a page of another origin', { origin: 'http://evil.test' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }, 403],
    ['a name that is not the sandbox’s', { host: 'evil.test' }, 421],
  ])('is refused to %s', async (_who, headers, refused) => {
    sandbox.reset();
    const body = JSON.stringify({ account: V1, uuid: uuidOf(sandbox, V1, 'echo'), payload: {} });
    const { status } = await call({ ...JSON_TYPE, ...headers }, method === 'POST' ? body : undefined);
    expect([status, sandbox.executions()]).toEqual([refused, {}]);
  });
});

test.each(['evil.test', 'rebound.test:80'])('the page itself is refused to the host %s', async (host) => {
  expect((await send(`${sandbox.url}/`, { headers: { host } })).status).toBe(421);
});

test('GET /_sandbox/functions lists each function with state, UUID and problem, and no environment', async () => {
  const { text } = await send(`${sandbox.url}/_sandbox/functions`);
  expect(text).not.toMatch(/my own value|index\.js/);
  const { functions, needsClientSecret } = JSON.parse(text) as {
    functions: Record<string, unknown>[];
    needsClientSecret: boolean;
  };
  expect(needsClientSecret).toBe(false);
  const ofV1 = functions.filter(({ account }) => account === V1);
  expect(ofV1).toMatchObject([
    { name: 'broken', state: 'Productive', problem: expect.stringMatching(/config\.json/) },
    { name: 'draft', state: 'Draft', problem: null, samplePayload: { a: 1 } },
    { name: 'echo', uuid: uuidOf(sandbox, V1, 'echo'), generation: 'v1', event: null, problem: null },
  ]);
});

describe('POST /_sandbox/invoke', () => {
  test.each([V1, V2])('it invokes as every client does, on account %s, and is recorded', async (account) => {
    sandbox.reset();
    const uuid = uuidOf(sandbox, account, 'echo');
    const { status, body } = await invokeFromPage(sandbox, { account, uuid, payload: { a: [1] } });
    const requestId = expect.any(String);
    expect([status, body]).toEqual([200, { requestId, status: 200, body: '{"a":[1]}' }]);
    expect(sandbox.requests()).toMatchObject([
      { service: 'faasGW', lambdaUuid: uuid, requestId: body['requestId'], status: 200 },
    ]);
    expect(sandbox.executions(account)).toEqual({ [uuid]: 1 });
  });

  test('the answer of a function that cannot be invoked is passed on', async () => {
    const uuid = uuidOf(sandbox, V1, 'draft');
    const { status, body } = await invokeFromPage(sandbox, { account: V1, uuid, payload: {} });
    expect([status, body['status']]).toEqual([200, 404]);
    const failed = await invokeFromPage(sandbox, { account: V1, uuid: uuidOf(sandbox, V1, 'broken') });
    expect(failed.body['status']).toBe(901);
  });

  test.each(['reset', 'truncate'] as const)(
    'an invocation whose connection ends has a problem: %s',
    async (type) => {
      sandbox.reset();
      sandbox.faults.add({ service: 'faasGW', times: 1, action: { type } });
      const uuid = uuidOf(sandbox, V1, 'echo');
      const { status, body } = await invokeFromPage(sandbox, { account: V1, uuid, payload: 'long enough' });
      expect([status, body['problem']]).toEqual([200, expect.stringMatching(/connection ended.*ECONN/)]);
    },
  );

  test('it gives an invocation up when the page does', async () => {
    const functions = await folderWith(
      functionFiles({ never: 'async function lambda() { await new Promise(() => {}); }' }),
    );
    const own = await sandboxWith({ functions });
    const uuid = uuidOf(own, V2, 'never');
    const leaving = new AbortController();
    const sent = fetch(`${own.url}/_sandbox/invoke`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: JSON.stringify({ account: V2, uuid, payload: {} }),
      signal: leaving.signal,
    });
    await waitUntil(() => own.executions(V2)[uuid] === 1);
    leaving.abort();
    await expect(sent).rejects.toThrow('aborted');
    await waitUntil(() => own.requests().at(-1)?.durationMs !== null);
    expect(own.requests()).toMatchObject([{ service: 'faasGW', status: null }]);
  });

  test.each([['{'], ['[]'], ['{}'], ['{"account":"1","uuid":2}'], ['']])(
    'a body that names no function is a 400 with the reason: %s',
    async (body) => {
      const { status, text } = await send(`${sandbox.url}/_sandbox/invoke`, {
        method: 'POST',
        headers: JSON_TYPE,
        body,
      });
      const { message } = JSON.parse(text) as { message: string };
      expect([status, message]).toEqual([400, expect.stringContaining('"account", "uuid", "payload"')]);
    },
  );

  test('a body that is not sent as JSON runs nothing', async () => {
    sandbox.reset();
    const body = JSON.stringify({ account: V1, uuid: uuidOf(sandbox, V1, 'echo'), payload: {} });
    const headers = { 'content-type': 'text/plain' };
    const { status } = await send(`${sandbox.url}/_sandbox/invoke`, { method: 'POST', headers, body });
    expect([status, sandbox.executions()]).toEqual([415, {}]);
  });

  test('beyond loopback it requires the client secret', async () => {
    const open = await start({ host: '0.0.0.0' });
    const { text } = await send(`${open.url}/_sandbox/functions`);
    expect(JSON.parse(text)).toMatchObject({ needsClientSecret: true });
    expect(text).not.toContain(open.clientSecret);
    const call = { account: V1, uuid: uuidOf(open, V1, 'echo'), payload: 1 };
    for (const wrong of [{}, { clientSecret: 'sandbox-secret' }]) {
      expect((await invokeFromPage(open, { ...call, ...wrong })).status).toBe(403);
    }
    expect(open.executions()).toEqual({});
    const { body } = await invokeFromPage(open, { ...call, clientSecret: open.clientSecret });
    expect(body).toMatchObject({ status: 200, body: '1' });
  });
});

test('GET /_sandbox/requests?last=N answers the last N requests, and refuses what is no number', async () => {
  sandbox.reset();
  for (const path of ['/one', '/two', '/three']) await send(sandbox.url + path);
  const paths = async (query: string) => {
    const { status, text } = await send(`${sandbox.url}/_sandbox/requests${query}`);
    const { requests } = JSON.parse(text) as { requests?: { path: string }[] };
    return [status, requests?.map(({ path }) => path)];
  };
  expect(await paths('?last=2')).toEqual([200, ['/two', '/three']]);
  expect(await paths('')).toEqual([200, ['/one', '/two', '/three']]);
  for (const wrong of ['0', '-1', 'x', '', '1e9']) {
    expect(await paths(`?last=${wrong}`)).toEqual([400, undefined]);
  }
});
