import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { ACCOUNT, json, LAMBDA, newToken, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient } from '../src/index.js';
import { arrivedAt, input, withClient } from './support/client.js';

describe('an invocation', () => {
  test('finds the hosts, gets a token, and answers what the function returned', async () => {
    await using platform = await ScriptedPlatform.start();
    const answer = await withClient(platform, (client) => client.invoke<{ greeting: string }>(input));
    expect(answer).toMatchObject({
      result: { greeting: 'hello' },
      status: 200,
      attempts: 1,
      generation: 'v1',
    });
    expect(answer.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(
      arrivedAt(platform, 'domain')
        .map(({ url }) => url)
        .sort(),
    ).toEqual([
      `/api/account/${ACCOUNT}/service/faasGW/baseURI.json?version=1.0`,
      `/api/account/${ACCOUNT}/service/sentinel/baseURI.json?version=1.0`,
    ]);
  });

  test('asks for the token with the credentials in the body, never in the URL', async () => {
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

  test('on v1 names the caller in the query', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, (client) => client.invoke(input), { eventSource: 'my ci' });
    const [request] = arrivedAt(platform, 'invocation');
    expect(request?.url).toBe(`/api/account/${ACCOUNT}/lambdas/${LAMBDA}/invoke?v=1&externalSystem=my+ci`);
    expect(request?.headers['lp-eventsource']).toBeUndefined();
    expect(request?.headers.authorization).toBe(`Bearer ${platform.token}`);
  });

  test('names the caller of one call as that call says', async () => {
    await using platform = await ScriptedPlatform.start();
    const call = (client: FunctionsClient) => client.invoke(input, { eventSource: 'this call' });
    await withClient(platform, call, { eventSource: 'my ci' });
    expect(arrivedAt(platform, 'invocation')[0]?.url).toContain('externalSystem=this+call');
  });

  test('on v2 names the caller in a header', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, (client) => client.invoke(input), { generation: 'v2', eventSource: 'my ci' });
    const [request] = arrivedAt(platform, 'invocation');
    expect(request?.url).toBe(`/api/account/${ACCOUNT}/lambdas/${LAMBDA}/invoke`);
    expect(request?.headers['lp-eventsource']).toBe('my ci');
  });

  test('knows v2 by the name of the gateway', async () => {
    await using platform = await ScriptedPlatform.start();
    const port = platform.host.split(':')[1];
    platform.set('domain', (response, request) => {
      const isGateway = request.url.includes('faasGW');
      const baseURI = isGateway ? `fninvocations.localhost:${port}` : platform.host;
      json(200, { baseURI })(response, request);
    });
    const answer = await withClient(platform, (client) => client.invoke(input));
    expect(answer.generation).toBe('v2');
  });

  test('sends timestamp, headers and payload as the platform wants them', async () => {
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
    'carries %p there and back',
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

  test('carries JSON text there and back without touching it', async () => {
    const text = '{"id": 12345678901234567890, "price": 1.10}';
    await using platform = await ScriptedPlatform.start({ invocation: (response) => response.end(text) });
    const answer = await withClient(platform, (client) =>
      client.invoke({ lambdaUuid: LAMBDA, payloadJson: text }),
    );
    expect(arrivedAt(platform, 'invocation')[0]?.body).toMatch(
      /^\{"timestamp":\d+,"headers":\[\],"payload":\{.*\}\}$/,
    );
    expect(arrivedAt(platform, 'invocation')[0]?.body).toContain(`"payload":${text}`);
    expect(answer.resultJson).toBe(text);
  });

  test.each([
    ['a 204', 204, {}],
    ['an answer of length 0', 200, { 'content-length': '0' }],
  ])('%s means that the function returned nothing', async (_, status, headers) => {
    await using platform = await ScriptedPlatform.start({
      invocation: (response) => response.writeHead(status, headers).end(),
    });
    const { result } = await withClient(platform, (client) => client.invoke(input));
    expect(result).toBeNull();
  });

  test('takes the documented hosts of a region without asking the Domain API', async () => {
    const asked: string[] = [];
    const transport = {
      send: async ({ url }: { url: URL }) => {
        asked.push(url.origin);
        return { status: 200, headers: {}, text: JSON.stringify({ access_token: newToken() }) };
      },
      close: async () => undefined,
    };
    const credentials = { clientId: 'a', clientSecret: 'b' };
    const client = new FunctionsClient({ accountId: ACCOUNT, credentials, region: 'emea', transport });
    await client.invoke({ lambdaUuid: LAMBDA });
    expect(asked).toEqual(['https://lo.sentinel.liveperson.net', 'https://lo.faasgw.liveperson.net']);
  });
});
