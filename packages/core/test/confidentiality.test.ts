import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { FAULTS } from '@lp-faas/testing/faults';
import {
  CREDENTIALS,
  expiringAfter,
  json,
  LAMBDA,
  type Reply,
  ScriptedPlatform,
} from '@lp-faas/testing/scripted-platform';
import { FunctionsClient, isFunctionsError, type TokenOptions, TokenSource } from '../src/index.js';
import { payloadValues } from '../src/redaction.js';

const PAYLOAD = {
  customer: 'Payload-canary Müller',
  card: 4_111_111_111_111_111,
  deep: [{ note: 'canary "note"' }],
};

/** Every way in which a value may be logged. */
function everyViewOf(value: unknown): string {
  const views = [String(value), inspect(value), inspect(value, { depth: 10, showHidden: true })];
  const seen: unknown[] = [];
  for (let at = value; at instanceof Error; at = at.cause) seen.push(at.message, at.stack, { ...at });
  return [...views, JSON.stringify([value, seen]), inspect(seen, { depth: 10 })].join('\n');
}

function expectNoCanary(view: string, token: string): void {
  const [header = '', claims = '', signature = ''] = token.split('.');
  expect(view).not.toContain(CREDENTIALS.clientSecret);
  for (const part of [header, claims, signature]) expect(view).not.toContain(part);
  for (const canary of ['Payload-canary', 'Müller', '4111111111111111', 'canary "note"', 'canary \\"note']) {
    expect(view).not.toContain(canary);
  }
}

/** A service that quotes the whole request in its response. */
const echo =
  (status: number): Reply =>
  (response, request) => {
    const quoted = `${request.body} ${decodeURIComponent(request.body)} ${request.headers.authorization ?? ''}`;
    const body = {
      error: quoted,
      error_description: quoted,
      errorCode: quoted,
      errorMsg: quoted,
      code: quoted,
      message: quoted,
    };
    json(status, body)(response, request);
  };

const cases: [string, 'domain' | 'token' | 'invocation', Reply][] = [
  ...[400, 401, 403, 404, 429, 500].map(
    (n) => [`${n} with an echo`, 'token', echo(n)] as [string, 'token', Reply],
  ),
  ...[200, 307, 400, 401, 403, 404, 408, 429, 500, 901].map(
    (n) =>
      [`${n} with an echo`, 'invocation', n === 200 ? echoText : echo(n)] as [string, 'invocation', Reply],
  ),
  ...Object.entries(FAULTS).flatMap(([name, reply]) =>
    (['domain', 'token', 'invocation'] as const).map(
      (service) => [name, service, reply] as [string, typeof service, Reply],
    ),
  ),
];

function echoText(response: Parameters<Reply>[0], request: Parameters<Reply>[1]): void {
  response.writeHead(200).end(`not JSON: ${request.body} ${request.headers.authorization}`);
}

test.each(cases)(
  'no view of an error shows a secret, a token or a payload: %s by %s',
  async (_, service, reply) => {
    const clock = new TestClock();
    await using platform = await ScriptedPlatform.start({ [service]: expiringAfter(clock, reply) });
    await using client = new FunctionsClient({ ...platform.options, clock, retry: { maxAttempts: 1 } });
    const error: unknown = await client
      .invoke({ lambdaUuid: LAMBDA, payload: PAYLOAD })
      .catch((e: unknown) => e);
    expect(isFunctionsError(error)).toBe(true);
    expectNoCanary(everyViewOf(error), platform.token);
  },
);

test('payloadValues returns the strings and numbers of a payload unrounded, without its keys', () => {
  const json =
    '{"customer" : "M\\u00fcller \\"x\\"", "ids": [12345678901234567890, 42], "deep": {"ok": true, "a": "short"}}';
  expect(payloadValues(json)).toEqual([json, '12345678901234567890', 'Müller "x"']);
});

test('payloadValues handles a payload of megabytes', () => {
  const list = JSON.stringify(Array.from({ length: 500_000 }, (_, index) => `value\n${index}`));
  expect(payloadValues(list).length).toBeGreaterThan(10_000);
  expect(payloadValues(JSON.stringify('x\n'.repeat(5_000_000)))).toHaveLength(2);
});

test.each<[string, string | (() => Promise<string>)]>([
  ['a string', CREDENTIALS.clientSecret],
  ['a provider', async () => CREDENTIALS.clientSecret],
])('an error redacts a client secret that the gateway quotes: %s', async (_, clientSecret) => {
  const quoting = json(901, { errorMsg: `the key is ${CREDENTIALS.clientSecret}` });
  await using platform = await ScriptedPlatform.start({ invocation: quoting });
  const credentials = { ...CREDENTIALS, clientSecret };
  await using client = new FunctionsClient({ ...platform.options, credentials });
  const error: unknown = await client.invoke({ lambdaUuid: LAMBDA }).catch((e: unknown) => e);
  expect(String(error)).toContain('the key is [withheld]');
  expectNoCanary(everyViewOf(error), platform.token);
});

test('no view of a client or a token source shows a secret or a token', async () => {
  await using platform = await ScriptedPlatform.start();
  const options: TokenOptions = platform.options;
  await using client = new FunctionsClient(options);
  const tokens = new TokenSource(options);
  await client.invoke({ lambdaUuid: LAMBDA, payload: PAYLOAD });
  await tokens.get();
  expectNoCanary(everyViewOf([client, tokens]), platform.token);
});

test('isFunctionsError recognises an error of another copy of the library', () => {
  const foreign = Object.assign(new Error('x'), { [Symbol.for('@lp-faas/core/error')]: true });
  expect(isFunctionsError(foreign)).toBe(true);
  expect(isFunctionsError(new Error('x'))).toBe(false);
});
