import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import {
  folderWith,
  functionFiles,
  invoke,
  invokeUuid,
  sandboxWith,
  send,
  tokenFor,
  uuidOf,
  V1,
  V2,
} from './support.js';

const ECHO = `async function lambda(input, callback) {
  if (callback) callback(null, input);
  return input;
}`;
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await sandboxWith({ functions: await folderWith(functionFiles({ echo: ECHO })) });
});

const call = (account: string, invoking = {}) =>
  invokeUuid(sandbox, account, uuidOf(sandbox, account, 'echo'), invoking);

describe('accepted calls', () => {
  test.each([V1, V2])(
    'a token of account %s is accepted, and the answer is the bare result',
    async (account) => {
      const payload = { text: 'bär', list: [1, null, true] };
      const { status, type, text: body } = await invoke(sandbox, account, 'echo', payload);
      expect(status).toBe(200);
      expect(type).toMatch(/^application\/json/);
      expect(JSON.parse(body)).toEqual({ headers: [], payload });
    },
  );

  test.each([
    ['v1 with the caller and an empty skill', V1, '?v=1&skillId=&externalSystem=me'],
    ['v1 with v alone', V1, '?v=1'],
    ['v2 without a query', V2, ''],
    ['v2 with a skill', V2, '?skillId=4711'],
    ['v2 with the query of v1', V2, '?v=1&externalSystem=me'],
  ])('a query is accepted: %s', async (_what, account, query) => {
    expect((await call(account, { query })).status).toBe(200);
  });

  test.each([
    ['a scheme in lower case', { authorization: 'bearer ' }],
    ['a scheme in upper case', { authorization: 'BEARER ' }],
  ])('%s is accepted', async (_what, { authorization }) => {
    const token = await tokenFor(sandbox, V2);
    expect((await call(V2, { headers: { authorization: authorization + token } })).status).toBe(200);
  });

  test('the name in the Host header and the case of header names make no difference', async () => {
    const token = await tokenFor(sandbox, V1);
    const body = '{"timestamp":0,"headers":[],"payload":null}';
    const socket = connect(Number(new URL(sandbox.url).port), '127.0.0.1');
    socket.write(
      [
        `POST /api/account/${V1}/lambdas/${uuidOf(sandbox, V1, 'echo')}/invoke?v=1&skillId=&externalSystem=unknown HTTP/1.1`,
        'user-agent: faas-client-js@2.0.0',
        'CONTENT-TYPE: application/json',
        'X-REQUEST-ID: my-request-id',
        `authorization: Bearer ${token}`,
        'accept: application/json',
        `content-length: ${Buffer.byteLength(body)}`,
        'accept-encoding: gzip, deflate, br',
        'Host: fninvocations.localhost',
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\n\r\n\{"headers":\[\],"payload":null\}$/);
    expect(sandbox.requests().at(-1)).toMatchObject({ requestId: 'my-request-id', status: 200 });
  });
});

describe('rejected calls', () => {
  test.each([
    ['invalid JSON', 'timestamp=0'],
    ['an empty body', ''],
    ['an array', '[]'],
    ['null', 'null'],
    ['no timestamp', '{"payload":{}}'],
    ['a timestamp that is a string', '{"timestamp":"0","payload":{}}'],
    ['headers that are an object', '{"timestamp":0,"headers":{"a":"b"},"payload":{}}'],
    ['a header without a value', '{"timestamp":0,"headers":[{"key":"a"}],"payload":{}}'],
    ['a header with a number', '{"timestamp":0,"headers":[{"key":"a","value":1}],"payload":{}}'],
  ])('a bad body is rejected with 400: %s', async (_what, body) => {
    const v1 = await call(V1, { body });
    expect([v1.status, JSON.parse(v1.text)]).toEqual([
      400,
      { errorCode: 'com.liveperson.faas.es.badinput', errorMsg: expect.any(String) },
    ]);
    const v2 = await call(V2, { body });
    expect([v2.status, JSON.parse(v2.text)]).toEqual([
      400,
      { code: 'com.liveperson.faas.evg.invalid', message: expect.any(String) },
    ]);
  });

  test.each(['', '?v=2', '?externalSystem=me'])(
    'v1 rejects the query "%s" without v=1 with 400',
    async (query) => {
      expect((await call(V1, { query })).status).toBe(400);
    },
  );

  test('an unknown function answers 404 with the code of the generation', async () => {
    const v1 = await invokeUuid(sandbox, V1, UNKNOWN);
    expect([v1.status, JSON.parse(v1.text)]).toEqual([
      404,
      {
        errorCode: 'com.liveperson.faas.es.missinglambda',
        errorMsg: `There is no ${UNKNOWN} deployed on ${V1}`,
      },
    ]);
    const v2 = await invokeUuid(sandbox, V2, UNKNOWN);
    expect([v2.status, JSON.parse(v2.text)]).toMatchObject([
      404,
      { code: 'com.liveperson.faas.function.not-found' },
    ]);
  });

  test("another account's function answers 404", async () => {
    expect((await invokeUuid(sandbox, V1, uuidOf(sandbox, V2, 'echo'))).status).toBe(404);
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'QUERY'])(
    'the method %s answers 405',
    async (method) => {
      expect((await call(V1, { method })).status).toBe(405);
    },
  );

  test('a body over 10 MiB is rejected with 413', async () => {
    const body = JSON.stringify({ timestamp: 0, payload: 'x'.repeat(10 * 1024 * 1024) });
    const answer = await call(V1, { body }).catch((error: NodeJS.ErrnoException) => error.code);
    // A server may close the connection before it has read all of such a body.
    expect(['EPIPE', 'ECONNRESET', 413]).toContain(typeof answer === 'object' ? answer.status : answer);
  });

  test('an unknown path answers 404', async () => {
    expect((await send(`${sandbox.url}/api/nothing`)).status).toBe(404);
  });
});

test('a function receives the headers of the body, and an empty list without any', async () => {
  const headers = [{ key: 'a', value: 'b' }];
  const given = await call(V2, { body: JSON.stringify({ timestamp: 1, headers, payload: 'text' }) });
  expect(JSON.parse(given.text)).toEqual({ headers, payload: 'text' });
  const absent = await call(V2, { body: JSON.stringify({ timestamp: 1 }) });
  expect(JSON.parse(absent.text)).toEqual({ headers: [] });
});
