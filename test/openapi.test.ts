import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import { validate } from '@readme/openapi-parser';
import {
  answerProblems,
  EXCHANGES,
  type Exchange,
  exchangeNamed,
  OPENAPI_TEXT,
  readDescription,
  requestProblems,
  send,
  tokenFor,
} from './support/openapi.js';

const FUNCTIONS = join(import.meta.dirname, '../packages/sandbox/samples/functions');

/** The guesses that the file says the sandbox can turn around, with the other value. */
const SWITCHES = Object.fromEntries(
  [...OPENAPI_TEXT.matchAll(/`--guess ([\w-]+)=(\w+)`/g)].map(([, name = '', value = '']) => [name, value]),
);

/** Values that differ from run to run, or between the sandbox and LivePerson. */
const VARYING = ['access_token', 'timestamp', 'baseURI'];

const comparable = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, part) => (VARYING.includes(key) ? `a ${typeof part}` : part)));

/** All `x-guess` in a value, by their places. */
function guessesIn(value: unknown, path = ''): [path: string, reason: unknown][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'x-guess' ? [[path, part] as [string, unknown]] : guessesIn(part, `${path}/${key}`),
  );
}

/** Sends with a token, except where the example is about having none. */
async function replay(exchange: Exchange, url: string): Promise<Response> {
  const isWithout = exchange.name.endsWith('-without-token');
  return await send(exchange, url, { token: isWithout ? undefined : await tokenFor(exchange, url) });
}

const namesOf = (operationId: string): string[] =>
  EXCHANGES.filter(({ operation }) => operation.operationId === operationId).map(({ name }) => name);

describe('docs/openapi.yaml', () => {
  test('is valid OpenAPI 3.1', async () => {
    expect(readDescription().openapi).toBe('3.1.0');
    const result = await validate(readDescription());
    expect(result).toEqual({ valid: true, warnings: [], specification: 'OpenAPI' });
  });

  test('says of each guess why it is one', () => {
    const guesses = guessesIn(readDescription());
    expect(guesses.length).toBeGreaterThan(10);
    expect(guesses.filter(([, reason]) => typeof reason !== 'string' || reason.length < 20)).toEqual([]);
  });

  test('has a valid example of each body and each required parameter', () => {
    expect(EXCHANGES.flatMap(requestProblems)).toEqual([]);
  });

  test('has examples of each operation, for V1 and V2', () => {
    expect(namesOf('listDomains')).toEqual(['v1-unknown-account']);
    for (const id of ['getDomain', 'getToken', 'getTokenWithRotatingKey'])
      expect(namesOf(id)).toEqual(expect.arrayContaining(['v1', 'v2']));
    for (const id of ['invokeFunction', 'invokeEvent', 'isImplemented'])
      expect(namesOf(id)).toEqual(
        expect.arrayContaining(['v1', 'v2', 'v1-without-token', 'v2-without-token']),
      );
  });
});

describe('the sandbox answers as docs/openapi.yaml says', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ functions: FUNCTIONS });
  });
  afterAll(() => sandbox.close());

  test.each(EXCHANGES)('$title', async (exchange) => {
    const response = await replay(exchange, sandbox.url);
    const answer = await response.json();
    expect(response.status).toBe(exchange.status);
    expect(answerProblems(exchange.operation, response.status, answer)).toEqual([]);
    expect(comparable(answer)).toEqual(comparable(exchange.answer));
  });

  test('the list of services has faasGW and sentinel', async () => {
    const list = exchangeNamed('listDomains', 'v1-unknown-account');
    const response = await send({ ...list, name: 'v1' }, sandbox.url);
    const answer = (await response.json()) as { baseURIs: { service: string }[] };
    expect(answerProblems(list.operation, response.status, answer)).toEqual([]);
    const services = answer.baseURIs.map(({ service }) => service);
    expect(services).toEqual(expect.arrayContaining(['faasGW', 'sentinel']));
  });

  const REFUSED_BODIES = [
    ['no JSON', '{'],
    ['no object', '[]'],
    ['no timestamp', '{"payload":1}'],
    ['a timestamp that is a string', '{"timestamp":"0"}'],
    ['a header without a value', '{"timestamp":0,"headers":[{"key":"a"}]}'],
  ] as const;

  test.each(
    ['v1', 'v2'].flatMap((generation) => REFUSED_BODIES.map(([what, body]) => ({ generation, what, body }))),
  )('a described 400 for a body with $what, on $generation', async ({ generation, body }) => {
    for (const operationId of ['invokeFunction', 'invokeEvent']) {
      const exchange = exchangeNamed(operationId, generation);
      const response = await send(exchange, sandbox.url, {
        token: await tokenFor(exchange, sandbox.url),
        body,
      });
      expect(response.status).toBe(400);
      expect(answerProblems(exchange.operation, 400, await response.json())).toEqual([]);
    }
  });

  test('a described 400 on V1 without v=1', async () => {
    for (const operationId of ['invokeFunction', 'invokeEvent', 'isImplemented']) {
      const exchange = exchangeNamed(operationId, 'v1');
      const token = await tokenFor(exchange, sandbox.url);
      const response = await send(exchange, sandbox.url, { token, query: 'externalSystem=my-service' });
      expect(response.status).toBe(400);
      expect(answerProblems(exchange.operation, 400, await response.json())).toEqual([]);
    }
  });

  test('a described 403 for the token of another account', async () => {
    for (const [generation, other] of [
      ['v1', 'v2'],
      ['v2', 'v1'],
    ] as const) {
      const exchange = exchangeNamed('invokeFunction', generation);
      const token = await tokenFor(exchangeNamed('invokeFunction', other), sandbox.url);
      const response = await send(exchange, sandbox.url, { token });
      expect(response.status).toBe(403);
      expect(answerProblems(exchange.operation, 403, await response.json())).toEqual([]);
    }
  });
});

describe('with each guess of docs/openapi.yaml at its other value', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ functions: FUNCTIONS, guesses: SWITCHES });
  });
  afterAll(() => sandbox.close());

  test('the file names the switches of the sandbox that concern it', () => {
    expect(Object.keys(SWITCHES).sort()).toEqual([
      'event-timestamp',
      'expires-in',
      'forbidden',
      'no-result',
      'requires-timestamp',
      'retry-after',
      'success-status',
      'unknown-account',
      'v1-requires-v',
      'v1-unauthorized',
      'v2-unauthorized',
      'wrong-credentials',
    ]);
  });

  test('the sandbox behaves the other way', async () => {
    const token = await send(exchangeNamed('getToken', 'v1'), sandbox.url);
    expect(await token.json()).toMatchObject({ expires_in: 3600 });
    expect((await replay(exchangeNamed('invokeFunction', 'v1'), sandbox.url)).status).toBe(202);
  });

  test.each(EXCHANGES)('the answer to $title is still described', async (exchange) => {
    const response = await replay(exchange, sandbox.url);
    const answer = await response.json();
    expect(answerProblems(exchange.operation, response.status, answer)).toEqual([]);
  });
});
