import { describe, expect, test } from '@jest/globals';
import { FAULTS } from '@lp-faas/testing/faults';
import { MemoryCache } from '@lp-faas/testing/memory-cache';
import {
  ACCOUNT,
  CREDENTIALS,
  json,
  jwt,
  type Reply,
  ScriptedPlatform,
  type Service,
} from '@lp-faas/testing/scripted-platform';
import fc from 'fast-check';
import { fieldName, shapeOf } from '../src/check/shape.js';
import {
  checkConnection,
  FunctionsClient,
  type FunctionsClientOptions,
  type PlatformExchange,
  type PlatformReport,
} from '../src/index.js';
import { hostPattern } from '../src/platform.js';
import { withClient } from './support/client.js';

const question: Reply = (response, request) =>
  (request.headers.authorization === undefined
    ? json(401, { code: 'a.b', message: 'no' })
    : json(200, { implemented: false }))(response, request);

/** The report of a check against a platform with these replies. */
async function reportOf(
  replies: Partial<Record<Service, Reply>> = {},
  options: Partial<FunctionsClientOptions> = {},
): Promise<PlatformReport> {
  await using platform = await ScriptedPlatform.start({ invocation: question, ...replies });
  const { platform: report } = await withClient(
    platform,
    (client) => client.check({ report: true }),
    options,
  );
  if (report === undefined) throw new Error('There is no report');
  return report;
}

const exchange = ({ exchanges }: PlatformReport, name: string): PlatformExchange =>
  exchanges.find(({ request }) => request === name) as PlatformExchange;

describe('client.check({ report: true })', () => {
  test('reports status, header names, content type and shape of each answer, and no value', async () => {
    const unknown = json(404, {});
    const domain: Reply = (response, request) =>
      request.url.includes('lpFaasInvokeCheck')
        ? unknown(response, request)
        : json(200, { service: /service\/(\w+)/.exec(request.url)?.[1], account: ACCOUNT, baseURI: host })(
            response,
            request,
          );
    let host = '';
    await using platform = await ScriptedPlatform.start({ invocation: question, domain });
    host = platform.host;
    const report = await withClient(platform, (client) => client.check({ report: true }));
    expect(report.ok).toBe(true);
    expect(report.platform?.exchanges.map(({ request, status, body }) => [request, status, body])).toEqual(
      expect.arrayContaining([
        ['host of faasGW', 200, { service: 'string', account: 'string', baseURI: 'string' }],
        ['host of sentinel', 200, { service: 'string', account: 'string', baseURI: 'string' }],
        ['token', 200, { access_token: 'string', token_type: 'string', expires_in: 'string' }],
        ['isImplemented', 200, { implemented: 'boolean' }],
        ['host of an unknown service', 404, {}],
        ['isImplemented without a token', 401, { code: 'string', message: 'string' }],
      ]),
    );
    expect(report.platform?.exchanges).toHaveLength(6);
    expect(exchange(report.platform as PlatformReport, 'isImplemented')).toMatchObject({
      host: 'loopback',
      contentType: 'application/json',
      headers: expect.arrayContaining(['content-type', 'date']),
      requestId: 'missing',
      retryAfter: 'missing',
      durationMs: expect.any(Number),
    });
    expect(report.platform).toMatchObject({ format: 1, generation: 'v1', node: process.versions.node });
    expect(report.platform?.steps.map(({ outcome }) => outcome)).toEqual(report.steps.map(() => 'ok'));
  });

  test('reports the form of the token: the types of its header and claims, and how long it lives', async () => {
    const iat = Math.floor(Date.now() / 1000);
    const claims = { aud: ACCOUNT, azp: CREDENTIALS.clientId, scope: ['a'], iat, exp: iat + 1800 };
    const { token } = await reportOf({
      token: json(200, { access_token: jwt(claims), expires_in: '1700' }),
    });
    expect(token).toEqual({
      kind: 'JWT',
      header: { alg: 'string', typ: 'string' },
      claims: { aud: 'string', azp: 'string', scope: ['string'], iat: 'number', exp: 'number' },
      lifetimeS: 1800,
      expiresInS: 1700,
    });
    const opaque = async (expires_in?: unknown): Promise<unknown> =>
      (await reportOf({ token: json(200, { access_token: 'opaque', expires_in }) })).token;
    expect(await opaque(60)).toEqual({ kind: 'opaque', expiresInS: 60 });
    // A larger number may be an id.
    expect(await opaque(2_678_400)).toEqual({ kind: 'opaque', expiresInS: 2_678_400 });
    for (const value of [2_678_401, -1, 'soon', undefined])
      expect(await opaque(value)).toEqual({ kind: 'opaque' });
    const { token: immediate } = await reportOf({
      token: json(200, { access_token: jwt({ ...claims, exp: iat }) }),
    });
    expect(immediate).toMatchObject({ kind: 'JWT', lifetimeS: 0 });
  });

  test.each<[string, Record<string, string>, Partial<PlatformExchange>]>([
    [
      'an HTML page',
      { 'content-type': 'text/html; charset=UTF-8' },
      { contentType: 'text/html; charset=utf-8' },
    ],
    ['an unknown type', { 'content-type': 'application/x-secret' }, { contentType: 'another' }],
    ['Retry-After in seconds', { 'retry-after': '7' }, { retryAfter: 'seconds' }],
    ['Retry-After as a date', { 'retry-after': 'Thu, 26 Nov 2026 10:00:00 GMT' }, { retryAfter: 'date' }],
    ['Retry-After that is neither', { 'retry-after': 'soon' }, { retryAfter: 'another' }],
    ['another request id', { 'x-request-id': 'theirs' }, { requestId: 'another' }],
  ])('reports what is open about refusals: %s', async (_, headers, facts) => {
    const report = await reportOf({
      invocation: (response) => response.writeHead(400, headers).end('<html>no</html>'),
    });
    expect(exchange(report, 'isImplemented')).toMatchObject({
      status: 400,
      body: 'not JSON',
      length: 15,
      ...facts,
    });
  });

  test('reports whether the request id comes back, and an empty body', async () => {
    const report = await reportOf({
      invocation: (response, { headers }) =>
        response.writeHead(403, { 'x-request-id': String(headers['x-request-id']) }).end(),
    });
    expect(exchange(report, 'isImplemented')).toMatchObject({
      requestId: 'echoed',
      body: 'empty',
      length: 0,
    });
  });

  test.each<[unknown, string | undefined]>([
    [{ errorCode: 'com.liveperson.faas.es.general' }, 'com.liveperson.faas.es.general'],
    [{ code: 'com.customer.faas.function.threw-error' }, 'com.customer.faas.function.threw-error'],
    [{ error: 'invalid_client' }, 'invalid_client'],
    [{ code: 'something else' }, 'another'],
    [{ message: 'no code' }, undefined],
    [[], undefined],
  ])('reports an error code of the documented form: %j', async (body, expected) => {
    const report = await reportOf({ invocation: json(400, body) });
    expect(exchange(report, 'isImplemented').errorCode).toBe(expected);
  });

  test('reports a request without an answer, by its kind and the code of the system', async () => {
    const report = await reportOf({ invocation: FAULTS['a reset connection'] as Reply });
    expect(exchange(report, 'isImplemented')).toEqual({
      request: 'isImplemented',
      host: 'loopback',
      durationMs: expect.any(Number),
      failure: expect.stringMatching(/^connection, unknown(, [A-Z_]+)?$/),
    });
    expect(report.exchanges.some(({ request }) => request === 'isImplemented without a token')).toBe(false);
  });

  test('reports the exchanges up to the step that failed', async () => {
    const report = await reportOf({ domain: json(401, { error: 'no such site' }) });
    expect(report.exchanges.map(({ request, status }) => [request, status])).toEqual([
      ['host of faasGW', 401],
      ['host of sentinel', 401],
      ['host of an unknown service', 401],
    ]);
    expect(report.generation).toBe('unknown');
    expect(report).not.toHaveProperty('token');
  });

  test('uses neither the hosts nor the token that the client has cached, and leaves both as they are', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: question });
    const tokenCache = new MemoryCache();
    await withClient(
      platform,
      async (client) => {
        const event = { eventId: 'an-event' };
        await client.isImplemented(event);
        const held = platform.token;
        const { platform: report } = await client.check({ report: true });
        expect(report?.exchanges).toHaveLength(6);
        await client.isImplemented({ eventId: 'another-event' });
        expect(platform.arrived.at(-1)?.headers.authorization).toBe(`Bearer ${held}`);
      },
      { tokenCache },
    );
  });

  test('a check without a report sends nothing more, and holds none', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: question });
    const report = await withClient(platform, (client) => client.check());
    expect(report).not.toHaveProperty('platform');
    expect(platform.arrived).toHaveLength(4);
  });

  test('a check with tokens of the caller reports the rest', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: question });
    const { credentials: _, ...options } = platform.options;
    const tokens = { get: async () => 'token-canary', invalidate: () => undefined };
    await using client = new FunctionsClient({ ...options, tokens });
    const { platform: report } = await client.check({ report: true });
    expect(report?.exchanges.map(({ request }) => request)).not.toContain('token');
    expect(JSON.stringify(report)).not.toContain('canary');
  });

  test('an aborted check has a report of what was there', async () => {
    const controller = new AbortController();
    await using platform = await ScriptedPlatform.start({ token: () => controller.abort() });
    const { signal } = controller;
    const report = await withClient(platform, (client) => client.check({ report: true, signal }));
    expect(exchange(report.platform as PlatformReport, 'token').failure).toMatch(/^aborted/);
    expect(report.ok).toBe(false);
  });

  test('checkConnection reports, too, but not of options that are wrong', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: question });
    const { platform: report } = await checkConnection(platform.options, { report: true });
    expect(report?.exchanges).toHaveLength(6);
    const wrong = await checkConnection({ ...platform.options, accountId: '' }, { report: true });
    expect(wrong).not.toHaveProperty('platform');
  });
});

test('a report shows no account, credentials, token, host or text, wherever the platform repeats them', async () => {
  const { clientId, clientSecret } = CREDENTIALS;
  await using platform = await ScriptedPlatform.start();
  const canaries = (request: { body: string; headers: object }): string[] => [
    clientId,
    clientSecret,
    ACCOUNT,
    platform.host,
    platform.token,
    ...platform.token.split('.'),
    Buffer.from(`${clientId}:${clientSecret}`).toString('base64'),
    Buffer.from(clientSecret).toString('hex'),
    'Alice Example',
    'alice@example.com',
    '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11',
    request.body,
    JSON.stringify(request.headers),
  ];
  /** Repeats everything in keys and values of the body, header names and header values. */
  const repeat =
    (status: number, more: object): Reply =>
    (response, request) => {
      const found = canaries(request).filter((text) => text !== '');
      const nested = Object.fromEntries(found.map((text) => [text, { [text]: [text, { [text]: text }] }]));
      const names = found.filter((text) => /^[\w-]+$/.test(text) && text.length < 200);
      const headers = Object.fromEntries(names.map((name) => [name, name]));
      const type = {
        'content-type': `application/${clientSecret}`,
        'retry-after': clientSecret,
        'x-request-id': clientSecret,
      };
      const codes = { errorCode: clientSecret, code: platform.token, error: clientSecret };
      json(status, { ...nested, ...codes, ...more }, { ...headers, ...type })(response, request);
    };
  const claims = (): object => ({
    [clientSecret]: ACCOUNT,
    [ACCOUNT]: clientSecret,
    iat: Number(ACCOUNT),
    exp: 2 * Number(ACCOUNT),
  });
  platform.set('domain', (response, request) => {
    const service = /service\/(\w+)/.exec(request.url)?.[1];
    repeat(200, { service, account: ACCOUNT, baseURI: platform.host })(response, request);
  });
  platform.set('token', (response, request) => {
    platform.token = jwt({ ...claims() });
    repeat(200, { access_token: platform.token, expires_in: ACCOUNT })(response, request);
  });
  for (const status of [200, 401, 901]) {
    platform.set('invocation', repeat(status, { implemented: true }));
    const { platform: report } = await withClient(platform, (client) => client.check({ report: true }));
    expect(report?.exchanges.length).toBeGreaterThanOrEqual(6);
    const shown = JSON.stringify(report).toLowerCase();
    for (const canary of canaries({ body: '', headers: {} }).filter((text) => text.length > 3)) {
      expect(shown).not.toContain(canary.toLowerCase());
    }
  }
});

test('a shape has six levels, 40 names and 40 kinds of 200 elements at most', () => {
  const shape = (value: unknown): unknown => shapeOf(value, () => false);
  const nested = (levels: number): unknown =>
    Array.from({ length: levels }).reduce<unknown>((inner) => ({ a: inner }), null);
  expect(JSON.stringify(shape(nested(6)))).toBe('{"a":{"a":{"a":{"a":{"a":{"a":"null"}}}}}}');
  expect(JSON.stringify(shape(nested(7)))).toBe('{"a":{"a":{"a":{"a":{"a":{"a":"deeper"}}}}}}');
  expect(JSON.stringify(shape([[[[[[[null]]]]]]]))).toBe('[[[[[["deeper"]]]]]]');
  const letters = Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const names = Object.fromEntries(letters.map((name) => [name, 1]));
  expect(Object.keys(shape(names) as object)).toEqual(letters.slice(0, 40));
  expect(shape(letters.map((name) => ({ [name]: 1 })))).toHaveLength(40);
  const elements = (count: number): unknown[] => [...Array.from({ length: count }, () => 'x'), 1];
  expect([shape(elements(199)), shape(elements(200))]).toEqual([['string', 'number'], ['string']]);
  expect(shape([1, 'a', 2, true, 'b', null])).toEqual(['number', 'string', 'boolean', 'null']);
});

test.each([
  ['a', 'a'],
  ['request_id-v2', 'request_id-v2'],
  ['x12', 'x12'],
  ['x123', '*'],
  ['_x', '*'],
  ['1x', '*'],
  ['jörg', '*'],
  ['x'.repeat(40), 'x'.repeat(40)],
  ['x'.repeat(41), '*'],
  ['canary', '*'],
])('the name %s is shown as %s in a shape', (name, shown) => {
  expect(fieldName(name, (text) => text === 'canary')).toBe(shown);
});

test('the shape of any JSON value holds none of its texts and numbers', () => {
  const marked = fc.json({ maxDepth: 8 }).map((text) => JSON.parse(text) as unknown);
  fc.assert(
    fc.property(marked, fc.string({ minLength: 8 }), fc.integer({ min: 1e6 }), (value, text, number) => {
      const shape = JSON.stringify(shapeOf([value, { text, number, [text + number]: 1 }], () => false));
      expect(shape).not.toContain(JSON.stringify(text).slice(1, -1));
      expect(shape).not.toContain(String(number));
    }),
  );
});

test.each([
  ['va.faasgw.liveperson.net', 'va.faasgw.liveperson.net'],
  ['api.liveperson.net', 'api.liveperson.net'],
  ['Fninvocations.eu-7.acme-bank.lpcloud.io', 'fninvocations.*.*.lpcloud.io'],
  ['acme-fninvocations-1.lpcloud.io', '*fninvocations*.lpcloud.io'],
  ['proxy.acme-bank.com', '*.*.com'],
  ['127.0.0.1', 'loopback'],
  ['gw.localhost', 'loopback'],
])('the pattern of a host keeps the words of LivePerson alone: %s', (host, pattern) => {
  expect(hostPattern(host)).toBe(pattern);
});
