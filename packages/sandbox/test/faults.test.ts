import { connect } from 'node:net';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Faults } from '../dist/control/faults.js';
import type { Fault, FaultAction, Sandbox } from '../dist/index.js';
import { waitUntil } from './processes.js';
import {
  addCleanup,
  folderWith,
  functionFiles,
  invokeUuid,
  sandboxWith,
  send,
  tokenFor,
  uuidOf,
  V1,
  V2,
} from './support.js';

const ECHO = `async function lambda(input, callback) {
  callback?.(null, 'result');
  return 'result';
}`;
const DOMAINS = `/api/account/${V1}/service/baseURI.json?version=1.0`;

let sandbox: Sandbox;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  sandbox = await sandboxWith({ functions: await folderWith(functionFiles({ echo: ECHO })) });
  for (const account of [V1, V2]) tokens[account] = await tokenFor(sandbox, account);
});

beforeEach(() => {
  sandbox.reset();
});

const call = (account = V2) =>
  invokeUuid(sandbox, account, uuidOf(sandbox, account, 'echo'), { token: tokens[account] ?? '' });
const executions = (account = V2) => sandbox.executions(account)[uuidOf(sandbox, account, 'echo')] ?? 0;
const add = (action: FaultAction, more: Partial<Fault> = {}) =>
  sandbox.faults.add({ service: 'faasGW', action, ...more });
const codeOfFailure = (failing: Promise<unknown>) =>
  failing.then(
    () => 'no failure',
    (error: NodeJS.ErrnoException) => error.code,
  );

/** Invokes over a bare socket. Resolves with the bytes received until the connection closes or the pattern matches. */
function raw(until?: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(sandbox.url).port), '127.0.0.1');
    const body = '{"timestamp":0}';
    socket.write(
      `POST /api/account/${V2}/lambdas/${uuidOf(sandbox, V2, 'echo')}/invoke HTTP/1.1\r\nHost: localhost\r\n` +
        `Authorization: Bearer ${tokens[V2]}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    let text = '';
    socket.on('data', (part: Buffer) => {
      text += part.toString();
      if (until?.test(text)) socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });
}

describe('the action of a fault', () => {
  test('an answer fault replaces the answer, and the function does not run', async () => {
    add({ type: 'answer', status: 503, headers: { 'retry-after': '7' }, body: { code: 'busy' } });
    const { status, headers, type, text } = await call();
    expect([status, headers['retry-after'], type, text]).toEqual([
      503,
      '7',
      'application/json',
      '{"code":"busy"}',
    ]);
    expect(executions()).toBe(0);
  });

  test.each([901, 204, 429])('an answer fault can have any status, such as %d', async (status) => {
    add({ type: 'answer', status });
    expect(await call()).toMatchObject({ status, text: '' });
  });

  test('an answer fault sends a string unchanged', async () => {
    add({ type: 'answer', status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad</h1>' });
    expect(await call()).toMatchObject({ status: 502, type: 'text/html', text: '<h1>Bad</h1>' });
  });

  test('a reset fault resets the connection, and the function does not run', async () => {
    add({ type: 'reset' });
    expect(await codeOfFailure(call())).toBe('ECONNRESET');
    expect(await codeOfFailure(raw())).toBe('ECONNRESET');
    expect(executions()).toBe(0);
  });

  test('a redirect fault sends a redirect, and the function does not run', async () => {
    add({ type: 'redirect', to: 'https://elsewhere.example/', status: 307 });
    const { status, headers } = await call();
    expect([status, headers['location'], executions()]).toEqual([307, 'https://elsewhere.example/', 0]);
    sandbox.faults.clear();
    add({ type: 'redirect', to: '/' });
    expect((await call()).status).toBe(302);
  });

  test('a truncate fault closes the connection within the body of the real answer', async () => {
    add({ type: 'truncate', bytes: 3 });
    expect(await raw()).toMatch(/^HTTP\/1\.1 200 [\s\S]*content-length: 8[\s\S]*\r\n\r\n"re$/i);
    expect(executions()).toBe(1);
    expect(sandbox.requests().at(-1)).toMatchObject({ fault: 'truncate' });
  });

  test('a truncate fault closes the connection after half of the body by default', async () => {
    add({ type: 'truncate' });
    expect(await raw()).toMatch(/\r\n\r\n"res$/);
  });

  test('a truncate fault of 1 byte closes the connection after it', async () => {
    add({ type: 'truncate', bytes: 1 });
    expect(await raw()).toMatch(/\r\n\r\n"$/);
  });

  test('a truncate fault of 0 bytes closes the connection before the body', async () => {
    add({ type: 'truncate', bytes: 0 });
    expect(await raw()).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\n\r\n$/);
  });

  test('a stall fault in the body sends half of the real answer', async () => {
    add({ type: 'stall', at: 'body' });
    expect(await raw(/\r\n\r\n"res/)).toMatch(/content-length: 8[\s\S]*\r\n\r\n"res$/i);
    expect(executions()).toBe(1);
  });

  test('a drip fault sends the real answer in parts', async () => {
    add({ type: 'drip', bytes: 5, everyMs: 10 });
    expect(await call()).toMatchObject({ status: 200, text: '"result"' });
    sandbox.faults.clear();
    add({ type: 'drip', everyMs: 60_000 });
    expect(await raw(/\r\n\r\n"/)).toMatch(/\r\n\r\n"$/);
  });

  test('a drip fault of many parts leaves no listener behind for each', async () => {
    const warnings: Error[] = [];
    const keep = (warning: Error) => warnings.push(warning);
    process.on('warning', keep);
    addCleanup(async () => void process.off('warning', keep));
    add({ type: 'drip', bytes: 50, everyMs: 1 }, { service: 'domain-api' });
    expect((await send(sandbox.url + DOMAINS)).text.length).toBeGreaterThan(20 * 50);
    expect(warnings).toEqual([]);
  });

  test('a delay fault delays the real answer', async () => {
    add({ type: 'delay', ms: 50 });
    expect(await call()).toMatchObject({ status: 200, text: '"result"' });
    const { durationMs } = sandbox.requests().at(-1) ?? {};
    expect(durationMs).toBeGreaterThanOrEqual(49);
  });

  test('a delay ends when its caller disconnects', async () => {
    add({ type: 'delay', ms: 2_000_000_000 }, { times: 1 });
    const { port } = new URL(sandbox.url);
    const socket = connect(Number(port), '127.0.0.1');
    const path = `/api/account/${V2}/lambdas/${uuidOf(sandbox, V2, 'echo')}/invoke`;
    const head = `Host: localhost\r\nAuthorization: Bearer ${tokens[V2]}\r\nContent-Length: 15\r\n\r\n`;
    socket.write(`POST ${path} HTTP/1.1\r\n${head}{"timestamp":0}`);
    await waitUntil(() => sandbox.faults.list().length === 0);
    socket.destroy();
    await waitUntil(() => executions() === 1);
  });

  test('a delay fault delays the function with its answer, and with ranFirst the answer alone', async () => {
    const own = await sandboxWith({ functions: await folderWith(functionFiles({ echo: ECHO })) });
    const token = await tokenFor(own, V2);
    const uuid = uuidOf(own, V2, 'echo');
    const callOwn = () => invokeUuid(own, V2, uuid, { token });
    const delay = { type: 'delay', ms: 2_000_000_000 } as const;
    own.faults.add({ service: 'faasGW', times: 1, action: delay });
    const delayed = codeOfFailure(callOwn());
    await waitUntil(() => own.faults.list().length === 0);
    // It arrives later and is answered, when the delayed one would have run.
    expect((await callOwn()).status).toBe(200);
    expect(own.executions()).toEqual({ [uuid]: 1 });
    own.faults.add({ service: 'faasGW', times: 1, ranFirst: true, action: delay });
    const answered = codeOfFailure(callOwn());
    await waitUntil(() => own.executions()[uuid] === 2);
    await own.close();
    expect(await Promise.all([delayed, answered])).toEqual(['ECONNRESET', 'ECONNRESET']);
  });

  test.each<FaultAction>([{ type: 'answer', status: 500 }, { type: 'reset' }, { type: 'redirect', to: '/' }])(
    'ranFirst runs the function and then loses its answer: $type',
    async (action) => {
      add(action, { ranFirst: true });
      const answer = await call().catch(() => undefined);
      expect(answer?.status).not.toBe(200);
      expect(answer?.text ?? '').not.toContain('result');
      expect(executions()).toBe(1);
    },
  );

  test('stalled and delayed answers do not keep the sandbox from closing', async () => {
    const own = await sandboxWith({ functions: await folderWith(functionFiles({ echo: ECHO })) });
    own.faults.add({ service: 'faasGW', ranFirst: true, action: { type: 'stall' } });
    own.faults.add({ service: 'domain-api', action: { type: 'delay', ms: 2_000_000_000 } });
    const token = await tokenFor(own, V2);
    const stalled = invokeUuid(own, V2, uuidOf(own, V2, 'echo'), { token });
    const delayed = send(own.url + DOMAINS);
    const ends = [codeOfFailure(stalled), codeOfFailure(delayed)];
    await waitUntil(() => own.executions()[uuidOf(own, V2, 'echo')] === 1);
    await own.close();
    expect(await Promise.all(ends)).toEqual(['ECONNRESET', 'ECONNRESET']);
  });
});

describe('the requests that meet a fault', () => {
  const status = async (path: string) => (await send(sandbox.url + path)).status;
  const answer = { type: 'answer', status: 418 } as const;

  test('a fault applies only to requests of its service, account and path', async () => {
    sandbox.faults.add({ service: 'domain-api', account: V1, path: '/faasGW/', action: answer });
    expect(await status(`/api/account/${V1}/service/faasGW/baseURI.json`)).toBe(418);
    expect(await status(`/api/account/${V1}/service/sentinel/baseURI.json`)).toBe(200);
    expect(await status(`/api/account/${V2}/service/faasGW/baseURI.json`)).toBe(200);
    sandbox.faults.clear();
    sandbox.faults.add({ service: 'sentinel', action: answer });
    expect(await status('/sentinel/well-known/jwks')).toBe(418);
    expect(await status(DOMAINS)).toBe(200);
  });

  test('faults apply oldest first, each for its number of times', async () => {
    sandbox.faults.add({ times: 2, action: answer });
    sandbox.faults.add({ times: 1, action: { type: 'answer', status: 500 } });
    expect(sandbox.faults.list()).toMatchObject([{ met: 0, times: 2 }, { met: 0 }]);
    const seen = [];
    for (let i = 0; i < 4; i += 1) seen.push(await status(DOMAINS));
    expect(seen).toEqual([418, 418, 500, 200]);
    expect(sandbox.faults.list()).toEqual([]);
  });

  test('faults and latency never apply to the sandbox’s own routes', async () => {
    sandbox.faults.add({ action: answer });
    sandbox.setLatency(2_000_000_000);
    expect(await status('/_sandbox/requests')).toBe(200);
    sandbox.setLatency(0);
    expect(await status('/nothing')).toBe(418);
  });
});

test('a fault has the next number as its id, also when earlier ones are gone', () => {
  const faults = new Faults();
  const add = () => faults.add({ action: { type: 'reset' } });
  expect([add(), add(), faults.clear('1'), add()]).toEqual(['1', '2', true, '3']);
  expect(faults.list().map(({ id }) => id)).toEqual(['2', '3']);
});

test('a fault may have every status from 200 to 999, and each status of a redirect', () => {
  const faults = new Faults();
  const add = (action: object) => () => faults.add({ action } as never);
  for (const status of [200, 999]) expect(add({ type: 'answer', status })).not.toThrow();
  for (const status of [199, 1000]) expect(add({ type: 'answer', status })).toThrow(/action\.status/);
  for (const status of [301, 302, 303, 307, 308])
    expect(add({ type: 'redirect', to: '/', status })).not.toThrow();
  for (const status of [300, 304])
    expect(add({ type: 'redirect', to: '/', status })).toThrow(/action\.status/);
  const matching = (fault: object) => () => faults.add({ action: { type: 'reset' }, ...fault } as never);
  expect(matching({ path: '/', account: '1', times: 1 })).not.toThrow();
  for (const fault of [{ path: '' }, { account: '' }, { times: 0 }]) expect(matching(fault)).toThrow();
  for (const action of [
    { type: 'truncate', bytes: 0 },
    { type: 'drip', bytes: 1, everyMs: 0 },
    { type: 'delay', ms: 2 ** 31 - 1 },
  ]) {
    expect(add(action)).not.toThrow();
  }
  for (const action of [
    { type: 'truncate', bytes: -1 },
    { type: 'drip', bytes: 0 },
    { type: 'delay', ms: 2 ** 31 },
  ]) {
    expect(add(action)).toThrow(/The fault is not valid/);
  }
});
