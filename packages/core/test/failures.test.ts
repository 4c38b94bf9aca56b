import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { FAULTS } from '@lp-faas/testing/faults';
import {
  ACCOUNT,
  expiringAfter,
  json,
  LAMBDA,
  type Reply,
  ScriptedPlatform,
  type Service,
} from '@lp-faas/testing/scripted-platform';
import { FunctionFailedError, FunctionsClient, type FunctionsError } from '../src/index.js';
import { expectWordsToFitDelivery } from './support/delivery-words.js';

async function failureOf(
  replies: Partial<Record<Service, Reply>>,
  clock?: TestClock,
): Promise<{ error: FunctionsError; executions: number; tokens: number }> {
  await using platform = await ScriptedPlatform.start(replies);
  await using client = new FunctionsClient({
    ...platform.options,
    ...(clock && { clock }),
    retry: { maxAttempts: 1 },
  });
  const error = await client.invoke({ lambdaUuid: LAMBDA }).then(
    ({ result }) => Promise.reject(new Error(`the call succeeded with ${JSON.stringify(result)}`)),
    (reason: FunctionsError) => reason,
  );
  expectWordsToFitDelivery(error);
  return { error, executions: platform.count('invocation'), tokens: platform.count('token') };
}

describe('statuses of the gateway', () => {
  test.each<[number, string, string, boolean]>([
    [300, 'unexpected-response', 'unknown', false],
    [301, 'unexpected-response', 'unknown', false],
    [307, 'unexpected-response', 'unknown', false],
    [399, 'unexpected-response', 'unknown', false],
    [400, 'bad-request', 'rejected', false],
    [401, 'unauthorized', 'rejected', true],
    [403, 'forbidden', 'rejected', false],
    [404, 'function-not-found', 'rejected', false],
    [405, 'bad-request', 'rejected', false],
    [408, 'gateway-error', 'rejected', true],
    [413, 'bad-request', 'rejected', false],
    [429, 'rate-limited', 'rejected', true],
    [499, 'bad-request', 'rejected', false],
    [500, 'gateway-error', 'unknown', false],
    [502, 'gateway-error', 'unknown', false],
    [503, 'gateway-error', 'unknown', false],
    [504, 'gateway-error', 'unknown', false],
    [599, 'gateway-error', 'unknown', false],
    [600, 'unexpected-response', 'unknown', false],
    [900, 'unexpected-response', 'unknown', false],
    [901, 'function-failed', 'executed', false],
  ])('status %i of the gateway is %s with delivery %s', async (status, code, delivery, retryable) => {
    const { error, executions } = await failureOf({ invocation: json(status, {}, { location: '/x' }) });
    // A refused token is replaced once; nothing else is retried here.
    const requests = status === 401 || status === 403 ? 2 : 1;
    expect(error).toMatchObject({
      code,
      delivery,
      retryable,
      status,
      phase: 'invocation',
      attempts: requests,
    });
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(error.hint.length).toBeGreaterThan(10);
    expect(executions).toBe(requests);
  });

  test('status 503 with Retry-After has delivery rejected', async () => {
    const { error } = await failureOf({ invocation: json(503, {}, { 'retry-after': '5' }) });
    expect(error).toMatchObject({ code: 'gateway-error', delivery: 'rejected', retryable: true });
  });
});

describe('status 901', () => {
  const V1 = 'com.liveperson.faas.handler';
  const V2 = 'com.customer.faas.function';
  test.each([
    [{ errorCode: `${V1}.custom-failure`, errorMsg: 'whoops' }, 'threw'],
    [{ errorCode: `${V1}.runtime-exception`, errorMsg: 'whoops' }, 'runtime-error'],
    [{ errorCode: `${V1}.executiontime-exceeded\t`, errorMsg: 'whoops' }, 'timeout'],
    [{ errorCode: `${V1}.log-limit-reached`, errorMsg: 'whoops' }, 'log-limit'],
    [{ code: `${V2}.threw-error`, message: 'whoops' }, 'threw'],
    [{ code: `${V2}.js-runtime-error`, message: 'whoops' }, 'runtime-error'],
    [{ code: `${V2}.execution-exceeded`, message: 'whoops' }, 'timeout'],
    [{ code: 'com.liveperson.faas.function.runtime.limit-reached', message: 'whoops' }, 'log-limit'],
    [{ code: `${V1}.custom-failure`, message: 'whoops' }, 'threw'],
    [{ code: 'something.new', message: 'whoops' }, 'unknown'],
    ['whoops', 'unknown'],
  ])('a failed function with %j has kind %s', async (body, kind) => {
    const { error } = await failureOf({ invocation: json(901, body) });
    expect(error).toBeInstanceOf(FunctionFailedError);
    expect(error).toMatchObject({ code: 'function-failed', kind, delivery: 'executed', retryable: false });
    if (typeof body === 'object') expect(error.message).toContain('whoops');
  });

  test.each([
    [65_536, true],
    [65_537, false],
  ])('the code and message in a body of %i characters are read: %s', async (length, isRead) => {
    const [head, tail] = ['{"code":"a.b","message":"', '"}'];
    const body = head + 'x'.repeat(length - head.length - tail.length) + tail;
    const { error } = await failureOf({ invocation: (response) => response.writeHead(901).end(body) });
    expect(error.platformCode).toBe(isRead ? 'a.b' : undefined);
    expect(error.message.includes('xxxx')).toBe(isRead);
  });
});

describe('failures of the Domain API', () => {
  test.each<[string, Reply, string]>([
    ['an empty list', json(200, { baseURIs: [] }), 'domain-unresolved'],
    [
      'a list without the service',
      json(200, { baseURIs: [{ service: 'faasUI', baseURI: 'x' }] }),
      'domain-unresolved',
    ],
    ['an object without a host', json(200, { service: 'faasGW' }), 'domain-unresolved'],
    ['400', json(400, {}), 'domain-unresolved'],
    ['401', json(401, {}), 'domain-unresolved'],
    ['404', json(404, {}), 'domain-unresolved'],
    ['429', json(429, {}), 'domain-unavailable'],
    ['500', json(500, {}), 'domain-unavailable'],
    ['302', (response) => response.writeHead(302, { location: '/' }).end(), 'domain-unavailable'],
    ['a list', json(200, []), 'domain-unavailable'],
    ['null', json(200, null), 'domain-unavailable'],
    ['evil.test', json(200, { baseURI: 'evil.test' }), 'domain-untrusted'],
    ['a host with a user', json(200, { baseURI: 'sentinel.liveperson.net@evil.test' }), 'domain-untrusted'],
    ['an IP address', json(200, { baseURI: '169.254.169.254' }), 'domain-untrusted'],
    ['a number', json(200, { baseURI: 42 }), 'domain-untrusted'],
    ['another account', json(200, { account: '1', baseURI: 'va.faasgw.liveperson.net' }), 'domain-untrusted'],
    ['another service', json(200, { service: 'x', baseURI: 'va.faasgw.liveperson.net' }), 'domain-untrusted'],
  ])('a call sends no secret when the Domain API answers %s', async (_, domain, code) => {
    const { error, executions, tokens } = await failureOf({ domain });
    expect(error).toMatchObject({ code, phase: 'domain', delivery: 'not-sent', attempts: 0 });
    expect([tokens, executions]).toEqual([0, 0]);
  });

  test.each([
    [65_536, true],
    [65_537, false],
  ])('a body of the Domain API of %i bytes is read: %s', async (length, isRead) => {
    await using platform = await ScriptedPlatform.start();
    platform.set('domain', (response) => {
      const answer = JSON.stringify({ baseURI: platform.host });
      response.end(answer.padEnd(length));
    });
    await using client = new FunctionsClient({ ...platform.options, retry: { maxAttempts: 1 } });
    const call = client.invoke({ lambdaUuid: LAMBDA });
    if (isRead) expect((await call).status).toBe(200);
    else await expect(call).rejects.toMatchObject({ code: 'domain-unavailable' });
  });

  test('a call accepts a Domain API that lists all services', async () => {
    await using platform = await ScriptedPlatform.start();
    const entry = (service: string) => ({ service, account: ACCOUNT, baseURI: platform.host });
    platform.set('domain', json(200, { baseURIs: [entry('faasUI'), entry('faasGW'), entry('sentinel')] }));
    await using client = new FunctionsClient(platform.options);
    expect((await client.invoke({ lambdaUuid: LAMBDA })).status).toBe(200);
  });
});

test.each([
  [302, false],
  [402, false],
  [407, false],
  [408, true],
  [409, false],
  [428, false],
  [429, true],
  [430, false],
  [499, false],
  [500, true],
  [599, true],
])(
  'a status of the Domain API or of the token service says whether a repeat may help: %i',
  async (status, retryable) => {
    for (const service of ['domain', 'token'] as const) {
      const { error } = await failureOf({ [service]: json(status, {}) });
      expect([service, error.retryable]).toEqual([service, retryable]);
    }
  },
);

describe('failures of the token service', () => {
  test.each<[string, Reply, string, boolean]>([
    ['400 invalid_client', json(400, { error: 'invalid_client' }), 'credentials-rejected', false],
    ['401 invalid_client', json(401, { error: 'invalid_client' }), 'credentials-rejected', false],
    ['401 without a body', (response) => response.writeHead(401).end(), 'credentials-rejected', false],
    ['403', json(403, {}), 'credentials-rejected', false],
    ['400 with HTML', (response) => response.writeHead(400).end('<html>'), 'token-unavailable', false],
    ['404', json(404, {}), 'token-unavailable', false],
    ['429', json(429, {}), 'token-unavailable', true],
    ['500', json(500, {}), 'token-unavailable', true],
    ['307', (response) => response.writeHead(307, { location: '/' }).end(), 'token-unavailable', false],
    ['200 with HTML', (response) => response.writeHead(200).end('<html>'), 'token-malformed', false],
    ['200 without a body', (response) => response.writeHead(200).end(), 'token-malformed', false],
    ['no access_token', json(200, {}), 'token-malformed', false],
    ['an empty access_token', json(200, { access_token: '' }), 'token-malformed', false],
    ['a token with a line break', json(200, { access_token: 'a\r\nx: y' }), 'token-malformed', false],
    [
      'a token of another type',
      json(200, { access_token: 'a', token_type: 'mac' }),
      'token-malformed',
      false,
    ],
    [
      'a type that is not a string',
      json(200, { access_token: 'a', token_type: { toString: null } }),
      'token-malformed',
      false,
    ],
    ['null', json(200, null), 'token-malformed', false],
    ['a list', json(200, ['a']), 'token-malformed', false],
  ])('a call sends no invocation when the token service answers %s', async (_, token, code, retryable) => {
    const { error, executions } = await failureOf({ token });
    expect(error).toMatchObject({ code, phase: 'token', delivery: 'not-sent', retryable, attempts: 0 });
    expect(executions).toBe(0);
  });
});

describe('network faults', () => {
  const cases = (['domain', 'token', 'invocation'] as const).flatMap((service) =>
    Object.entries(FAULTS).map(([fault, reply]) => ({ service, fault, reply })),
  );

  test.each(cases)(
    'a call neither hangs nor runs a function twice: $service, $fault',
    async ({ service, reply }) => {
      const clock = new TestClock();
      const { error, executions } = await failureOf({ [service]: expiringAfter(clock, reply) }, clock);
      expect(error.phase).toBe(service);
      expect(executions).toBe(service === 'invocation' ? 1 : 0);
      expect(error.delivery).toBe(service === 'invocation' ? 'unknown' : 'not-sent');
    },
  );
});
