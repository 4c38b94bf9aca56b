import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { ACCOUNT, json, LAMBDA, newToken, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient } from '../src/index.js';
import { arrivedAt, input, withClient } from './support/client.js';

describe('client.invoke()', () => {
  test('invoke finds the hosts, gets a token and returns the result of the function', async () => {
    await using platform = await ScriptedPlatform.start();
    const invocation = await withClient(platform, (client) => client.invoke<{ greeting: string }>(input));
    expect(invocation).toMatchObject({
      result: { greeting: 'hello' },
      status: 200,
      attempts: 1,
      generation: 'v1',
    });
    expect(invocation.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(
      arrivedAt(platform, 'domain')
        .map(({ url }) => url)
        .sort(),
    ).toEqual([
      `/api/account/${ACCOUNT}/service/faasGW/baseURI.json?version=1.0`,
      `/api/account/${ACCOUNT}/service/sentinel/baseURI.json?version=1.0`,
    ]);
  });

  test('invoke sends the credentials in the body of the token request, never in the URL', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, (client) => client.invoke(input));
    const [request] = arrivedAt(platform, 'token');
    expect(request).toMatchObject({
      method: 'POST',
      url: `/sentinel/api/account/${ACCOUNT}/app/token?v=2.0`,
    });
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client-of-tests',
      client_secret: 'S3cret-canary-0815',
    });
  });

  test('invoke sends the caller name in the query on v1', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, (client) => client.invoke(input), { eventSource: 'my ci' });
    const [request] = arrivedAt(platform, 'invocation');
    expect(request?.url).toBe(`/api/account/${ACCOUNT}/lambdas/${LAMBDA}/invoke?v=1&externalSystem=my+ci`);
    expect(request?.headers['lp-eventsource']).toBeUndefined();
    expect(request?.headers.authorization).toBe(`Bearer ${platform.token}`);
  });

  test('the caller name of a call takes precedence over the client’s', async () => {
    await using platform = await ScriptedPlatform.start();
    const call = (client: FunctionsClient) => client.invoke(input, { eventSource: 'this call' });
    await withClient(platform, call, { eventSource: 'my ci' });
    expect(arrivedAt(platform, 'invocation')[0]?.url).toContain('externalSystem=this+call');
  });

  test('invoke sends the caller name in a header on v2', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, (client) => client.invoke(input), { generation: 'v2', eventSource: 'my ci' });
    const [request] = arrivedAt(platform, 'invocation');
    expect(request?.url).toBe(`/api/account/${ACCOUNT}/lambdas/${LAMBDA}/invoke`);
    expect(request?.headers['lp-eventsource']).toBe('my ci');
  });

  test('invoke detects v2 by the host name of the gateway', async () => {
    await using platform = await ScriptedPlatform.start();
    const port = platform.host.split(':')[1];
    platform.set('domain', (response, request) => {
      const isGateway = request.url.includes('faasGW');
      const baseURI = isGateway ? `fninvocations.localhost:${port}` : platform.host;
      json(200, { baseURI })(response, request);
    });
    const invocation = await withClient(platform, (client) => client.invoke(input));
    expect(invocation.generation).toBe('v2');
  });

  test('invoke sends timestamp, headers and payload in the documented body', async () => {
    await using platform = await ScriptedPlatform.start();
    const clock = new TestClock();
    await withClient(platform, (client) => client.invoke(input), { clock });
    await withClient(platform, (client) => client.invoke({ lambdaUuid: LAMBDA }), { clock });
    expect(arrivedAt(platform, 'invocation').map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { timestamp: clock.wallNow(), headers: [{ key: 'lang', value: 'de' }], payload: { name: 'Jörg' } },
      { timestamp: clock.wallNow(), headers: [], payload: {} },
    ]);
  });

  test.each([[null], [0], [false], [''], ['text'], [[1, 2]], [{ a: { b: null } }]])(
    'invoke sends the payload %p and returns the same result',
    async (value) => {
      await using platform = await ScriptedPlatform.start();
      platform.set('invocation', (response, { body }) => {
        json(200, (JSON.parse(body) as { payload: unknown }).payload)(response, {} as never);
      });
      const { result } = await withClient(platform, (client) =>
        client.invoke({ lambdaUuid: LAMBDA, payload: value }),
      );
      expect(result).toEqual(value);
    },
  );

  test('invoke sends payloadJson and returns resultJson byte for byte', async () => {
    const text = '{"id": 12345678901234567890, "price": 1.10}';
    await using platform = await ScriptedPlatform.start({ invocation: (response) => response.end(text) });
    const invocation = await withClient(platform, (client) =>
      client.invoke({ lambdaUuid: LAMBDA, payloadJson: text }),
    );
    expect(arrivedAt(platform, 'invocation')[0]?.body).toMatch(
      /^\{"timestamp":\d+,"headers":\[\],"payload":\{.*\}\}$/,
    );
    expect(arrivedAt(platform, 'invocation')[0]?.body).toContain(`"payload":${text}`);
    expect(invocation.resultJson).toBe(text);
  });

  test.each([
    ['a 204', 204, {}],
    ['an empty body', 200, { 'content-length': '0' }],
  ])('invoke returns null for %s', async (_, status, headers) => {
    await using platform = await ScriptedPlatform.start({
      invocation: (response) => response.writeHead(status, headers).end(),
    });
    const { result } = await withClient(platform, (client) => client.invoke(input));
    expect(result).toBeNull();
  });

  test('invoke uses the documented hosts of a region without the Domain API', async () => {
    const origins: string[] = [];
    const transport = {
      send: async ({ url }: { url: URL }) => {
        origins.push(url.origin);
        return { status: 200, headers: {}, text: JSON.stringify({ access_token: newToken() }) };
      },
      close: async () => undefined,
    };
    const credentials = { clientId: 'a', clientSecret: 'b' };
    const client = new FunctionsClient({ accountId: ACCOUNT, credentials, region: 'emea', transport });
    await client.invoke({ lambdaUuid: LAMBDA });
    expect(origins).toEqual(['https://lo.sentinel.liveperson.net', 'https://lo.faasgw.liveperson.net']);
  });
});

test('the duration of an invocation is the time from the call to its result', async () => {
  const clock = new TestClock();
  await using platform = await ScriptedPlatform.start({
    invocation: (response, request) => {
      clock.advance(250.4);
      json(200, 'ok')(response, request);
    },
  });
  clock.advance(5000);
  const { durationMs } = await withClient(platform, (client) => client.invoke(input), { clock });
  expect(durationMs).toBe(250);
});
