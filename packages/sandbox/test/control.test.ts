import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import { folderWith, functionFiles, invoke, sandboxWith, send, tokenFor, uuidOf, V1, V2 } from './support.js';

const DOMAINS = `/api/account/${V1}/service/baseURI.json?version=1.0`;
const UUID = '6d0372f3-524c-4fe9-a9a4-bf0157c9deac';
const ECHO = `async function lambda(input, callback) {
  callback?.(null, 'result');
  return 'result';
}`;

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await sandboxWith({
    functions: await folderWith({
      ...functionFiles({ echo: ECHO }),
      'functions/echo/config.json': JSON.stringify({ uuid: UUID }),
    }),
  });
});

async function control(method: string, path: string, body?: unknown) {
  const sending = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const { status, text } = await send(`${sandbox.url}/_sandbox/${path}`, {
    ...sending,
    headers: { 'content-type': 'application/json' },
  });
  return { status, body: text === '' ? undefined : (JSON.parse(text) as ReturnType<typeof JSON.parse>) };
}

describe('the control routes', () => {
  test('faults can be added, listed and removed over HTTP', async () => {
    const fault = { service: 'domain-api', times: 3, action: { type: 'answer', status: 500 } };
    const { status, body } = await control('POST', 'faults', fault);
    expect([status, body]).toEqual([201, { id: expect.any(String) }]);
    const other = await control('POST', 'faults', { action: { type: 'reset' } });
    expect((await send(sandbox.url + DOMAINS)).status).toBe(500);
    const [first, second] = sandbox.faults.list();
    expect((await control('GET', 'faults')).body).toEqual({ faults: [first, second] });
    expect(first).toEqual({ ...fault, id: body.id, met: 1 });
    expect((await control('DELETE', `faults/${body.id}`)).status).toBe(204);
    expect((await control('DELETE', `faults/${body.id}`)).status).toBe(404);
    expect(sandbox.faults.list()).toMatchObject([{ id: other.body.id }]);
    expect((await control('DELETE', 'faults')).status).toBe(204);
    expect((await send(sandbox.url + DOMAINS)).status).toBe(200);
  });

  test.each([
    ['no body', undefined, /expected object/],
    ['no action', {}, /action/],
    ['an unknown action', { action: { type: 'explode' } }, /action\.type/],
    ['an unknown key', { action: { type: 'reset' }, servce: 'faasGW' }, /servce/],
    ['an unknown service', { action: { type: 'reset' }, service: 'faasgw' }, /service.*faasGW/],
    ['a status that HTTP does not allow', { action: { type: 'answer', status: 99 } }, /action\.status/],
    [
      'a header that HTTP does not allow',
      { action: { type: 'answer', status: 200, headers: { 'a b': 'c' } } },
      /headers/,
    ],
    ['a redirect to two lines', { action: { type: 'redirect', to: 'a\r\nb' } }, /action\.to/],
    ['zero times', { action: { type: 'reset' }, times: 0 }, /times/],
    ['a negative delay', { action: { type: 'delay', ms: -1 } }, /action\.ms/],
  ])('an invalid fault is rejected over HTTP with the reason: %s', async (_what, fault, reason) => {
    const { status, body } = await control('POST', 'faults', fault);
    expect(status).toBe(400);
    expect(body.message).toMatch(reason);
    expect(sandbox.faults.list()).toEqual([]);
  });

  test('tokens can be revoked over HTTP, and new ones are valid', async () => {
    const invokeWith = (token: string) =>
      send(`${sandbox.url}/api/account/${V2}/lambdas/${UUID}/invoke`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: '{"timestamp":0}',
      });
    const old = await tokenFor(sandbox, V2);
    expect((await invokeWith(old)).status).toBe(200);
    expect((await control('POST', 'tokens/revoke')).status).toBe(204);
    expect((await invokeWith(old)).status).toBe(403);
    expect((await invokeWith(await tokenFor(sandbox, V2))).status).toBe(200);
  });

  test('the latency can be set over HTTP, and invalid values are rejected', async () => {
    expect((await control('POST', 'latency', { ms: 50 })).status).toBe(204);
    await send(sandbox.url + DOMAINS);
    expect(sandbox.requests().at(-1)?.durationMs).toBeGreaterThanOrEqual(49);
    for (const body of [undefined, null, [], 1, {}, { ms: '1' }, { ms: -1 }, { ms: 1e12 }]) {
      expect((await control('POST', 'latency', body)).status).toBe(400);
    }
  });

  test('a reset over HTTP clears requests, counts, faults and latency, but keeps tokens valid', async () => {
    const token = await tokenFor(sandbox, V1);
    await invoke(sandbox, V1, 'echo');
    sandbox.faults.add({ action: { type: 'reset' } });
    sandbox.setLatency(2_000_000_000);
    expect((await control('POST', 'reset')).status).toBe(204);
    expect([sandbox.requests(), sandbox.executions(), sandbox.faults.list()]).toEqual([[], {}, []]);
    const { status } = await send(`${sandbox.url}/api/account/${V1}/lambdas/${UUID}/invoke?v=1`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: '{"timestamp":0}',
    });
    expect(status).toBe(200);
    expect(sandbox.requests()).toMatchObject([{ n: 1 }]);
  });

  test('executions are also counted by account', async () => {
    await invoke(sandbox, V1, 'echo');
    await invoke(sandbox, V2, 'echo');
    await invoke(sandbox, V2, 'echo');
    expect(uuidOf(sandbox, V1, 'echo')).toBe(uuidOf(sandbox, V2, 'echo'));
    const { body } = await control('GET', 'requests');
    expect(body.executions).toEqual({ [UUID]: 3 });
    expect(body.executionsByAccount).toEqual({ [V1]: { [UUID]: 1 }, [V2]: { [UUID]: 2 } });
  });
});

test('invalid faults and latencies are rejected in code with invalid-options', async () => {
  const wrong = { service: 'faasgw', action: { type: 'reset' } } as never;
  expect(() => sandbox.faults.add(wrong)).toThrow(
    expect.objectContaining({ code: 'invalid-options', message: expect.stringMatching(/service/) }),
  );
  expect(() => sandbox.setLatency(Number.NaN)).toThrow(expect.objectContaining({ code: 'invalid-options' }));
  const slow = await sandboxWith({ latencyMs: 50 });
  await send(slow.url + DOMAINS);
  expect(slow.requests().at(-1)?.durationMs).toBeGreaterThanOrEqual(49);
});

test('the example fault in docs/sandbox.md works as described', async () => {
  const docs = await readFile(new URL('../../../docs/sandbox.md', import.meta.url), 'utf8');
  const [, fault = ''] = /^## Faults$.*?```json\n(.*?)```/ms.exec(docs) ?? [];
  expect((await control('POST', 'faults', JSON.parse(fault))).status).toBe(201);
  const { status, text } = await invoke(sandbox, V1, 'echo');
  expect([status, text, sandbox.executions(V1)]).toEqual([503, '{"code":"busy"}', { [UUID]: 1 }]);
});
