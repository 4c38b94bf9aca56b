import { describe, expect, test } from '@jest/globals';
import { json, LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient, type HttpHeaders, VERSION } from '../src/index.js';
import { arrivedAt, withClient } from './support/client.js';
import { memoryOptions } from './support/memory-platform.js';

const input = { lambdaUuid: LAMBDA };
const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('httpHeaders', () => {
  test.each<[string, HttpHeaders]>([
    ['an object', { Traceparent: TRACE, unset: undefined }],
    ['a Map', new Map([['traceparent', TRACE]])],
    ['Headers', new Headers({ traceparent: TRACE })],
    ['a list of pairs', [['TRACEPARENT', TRACE]]],
  ])('of a call reach the gateway alone, beside those of the library: %s', async (_, httpHeaders) => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, (client) => client.invoke(input, { httpHeaders, requestId: 'mine' }));
    const [invocation] = arrivedAt(platform, 'invocation');
    expect(invocation?.headers).toMatchObject({
      traceparent: TRACE,
      'content-type': 'application/json',
      'x-request-id': 'mine',
      authorization: `Bearer ${platform.token}`,
    });
    expect(invocation?.headers).not.toHaveProperty('unset');
    for (const service of ['domain', 'token'] as const)
      expect(arrivedAt(platform, service)[0]?.headers).not.toHaveProperty('traceparent');
  });

  test('of the client are in every request to the gateway, and those of a call take precedence', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: json(200, { implemented: true }) });
    await withClient(
      platform,
      async (client) => {
        await client.isImplemented({ eventId: 'e' });
        await client.invoke(input, { httpHeaders: { 'X-Team': 'call' } });
        await client.invoke(input);
      },
      { httpHeaders: { 'x-team': 'client', 'x-stage': 'test' } },
    );
    const headers = arrivedAt(platform, 'invocation').map((request) => request.headers);
    expect(headers.map((one) => one['x-team'])).toEqual(['client', 'call', 'client']);
    expect(headers.map((one) => one['x-stage'])).toEqual(['test', 'test', 'test']);
  });

  test.each([
    ...['Authorization', 'X-Request-ID', 'LP-EventSource', 'User-Agent', 'Accept', 'Content-Type'],
    ...[
      'Host',
      'Content-Length',
      'Content-Encoding',
      'Transfer-Encoding',
      'Connection',
      'Keep-Alive',
      'TE',
      'Trailer',
    ],
    ...[
      'Upgrade',
      'Expect',
      'Accept-Encoding',
      'Proxy-Authorization',
      'Proxy-Connection',
      'Forwarded',
      'Via',
    ],
    ...['X-Forwarded-Host', 'X-Forwarded-For', 'X-HTTP-Method-Override', 'X-Original-URL', 'X-Rewrite-URL'],
    ...['HTTP2-Settings', 'Max-Forwards', 'x-method-override', 'X-Host', 'X-Real-IP', 'proxy-authenticate'],
  ])('that frame or route the request, or that the library sets, are refused: %s', async (name) => {
    await using client = new FunctionsClient(memoryOptions);
    await expect(client.invoke(input, { httpHeaders: { [name]: 'x' } })).rejects.toMatchObject({
      problems: [
        {
          option: 'httpHeaders',
          problem: `cannot contain ${name.toLowerCase()}, which the library or the connection sets`,
        },
      ],
    });
  });

  test.each<[string, unknown]>([
    ['a text', 'traceparent: 1'],
    ['a name with a space', { 'a b': '1' }],
    ['a pseudo header', { ':path': '/' }],
    ['no name', { '': '1' }],
    ['a line break in a value', { a: 'x\r\nhost: evil.test' }],
    ['a value beyond ASCII', { a: 'Jörg' }],
    ['a number', { a: 1 }],
    ['a list', { a: ['1', '2'] }],
    ['a value that is too long', { a: 'x'.repeat(8193) }],
    ['two names that differ in case', { a: '1', A: '2' }],
    ['a pair without a value', [['a']]],
    ['a name of 129 characters', { ['x'.repeat(129)]: '1' }],
  ])('that are no headers of HTTP are refused: %s', async (what, httpHeaders) => {
    const options = { ...memoryOptions, httpHeaders } as never;
    const problem = what.startsWith('two names')
      ? 'cannot contain the same name twice'
      : 'must be an object, a Map or Headers with names of HTTP and printable ASCII values of 8192 characters at most';
    const problems = [{ option: 'httpHeaders', problem }];
    expect(() => new FunctionsClient(options)).toThrow(expect.objectContaining({ problems }));
  });

  test('no error text repeats their values', async () => {
    await using platform = await ScriptedPlatform.start({
      invocation: (response, request) =>
        json(500, { errorMsg: `${request.headers['x-key']} ${request.headers['x-team']}` })(
          response,
          request,
        ),
    });
    const call = withClient(
      platform,
      (client) => client.invoke(input, { httpHeaders: { 'x-key': 'canary-of-the-call' } }),
      { httpHeaders: { 'x-team': 'canary-of-the-client' } },
    );
    await expect(call).rejects.toThrow('answered 500: [withheld] [withheld]');
  });
});

describe('userAgentSuffix', () => {
  test('follows the name and version of the library in the requests to all services', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, (client) => client.invoke(input), {
      userAgentSuffix: 'my-service/2.1 (test)',
    });
    expect(new Set(platform.arrived.map((request) => request.headers['user-agent']))).toEqual(
      new Set([`lp-faas-core/${VERSION} my-service/2.1 (test)`]),
    );
    expect(platform.arrived.length).toBeGreaterThan(3);
  });

  test.each(['', ' ', 'a\nb', 'ü', 5])('is refused when it is not printable ASCII: %j', (userAgentSuffix) => {
    const options = { ...memoryOptions, userAgentSuffix } as never;
    const problems = [expect.objectContaining({ option: 'userAgentSuffix' })];
    expect(() => new FunctionsClient(options)).toThrow(expect.objectContaining({ problems }));
  });
});
