import { describe, expect, test } from '@jest/globals';
import { FunctionsClient, type FunctionsClientOptions, type InvocationInput } from '../src/index.js';
import { ManualClock } from './support/manual-clock.js';
import {
  ACCOUNT,
  json,
  LAMBDA,
  newToken,
  ScriptedPlatform,
  type Service,
} from './support/scripted-platform.js';

const input: InvocationInput = { lambdaUuid: LAMBDA, payload: { name: 'Jörg' }, headers: { lang: 'de' } };

async function withClient<T>(
  platform: ScriptedPlatform,
  work: (client: FunctionsClient) => Promise<T>,
  options: Partial<FunctionsClientOptions> = {},
): Promise<T> {
  await using client = new FunctionsClient({ ...platform.options, retry: { attempts: 1 }, ...options });
  return await work(client);
}

const of = (platform: ScriptedPlatform, service: Service) =>
  platform.arrived.filter((request) => request.service === service);

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
      of(platform, 'domain')
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
    const [request] = of(platform, 'token');
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
    const [request] = of(platform, 'invocation');
    expect(request?.url).toBe(`/api/account/${ACCOUNT}/lambdas/${LAMBDA}/invoke?v=1&externalSystem=my+ci`);
    expect(request?.headers['lp-eventsource']).toBeUndefined();
    expect(request?.headers.authorization).toBe(`Bearer ${platform.token}`);
  });

  test('on v2 names the caller in a header', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, (client) => client.invoke(input), { generation: 'v2', eventSource: 'my ci' });
    const [request] = of(platform, 'invocation');
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
    const clock = new ManualClock();
    await withClient(platform, (client) => client.invoke(input), { clock });
    await withClient(platform, (client) => client.invoke({ lambdaUuid: LAMBDA }), { clock });
    expect(of(platform, 'invocation').map(({ body }) => JSON.parse(body) as unknown)).toEqual([
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
    expect(of(platform, 'invocation')[0]?.body).toMatch(
      /^\{"timestamp":\d+,"headers":\[\],"payload":\{.*\}\}$/,
    );
    expect(of(platform, 'invocation')[0]?.body).toContain(`"payload":${text}`);
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

describe('what is known is not asked again', () => {
  test('a thousand cold callers make one request per service and one for the token', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, (client) =>
      Promise.all(Array.from({ length: 1000 }, () => client.invoke(input))),
    );
    expect(platform.count('domain')).toBe(2);
    expect(platform.count('token')).toBe(1);
    expect(platform.count('invocation')).toBe(1000);
  });

  test('the token is renewed before it runs out', async () => {
    await using platform = await ScriptedPlatform.start();
    const clock = new ManualClock();
    await withClient(
      platform,
      async (client) => {
        await client.invoke(input);
        clock.advance(3_000_000);
        await client.invoke(input);
        expect(platform.count('token')).toBe(1);
        clock.advance(595_000);
        await client.invoke(input);
        expect(platform.count('token')).toBe(2);
      },
      { clock },
    );
  });

  test.each([-86_400_000, 86_400_000])(
    'a local clock that is %i ms off does not matter to the token',
    async (off) => {
      await using platform = await ScriptedPlatform.start();
      const clock = new ManualClock();
      clock.setWall(Date.now() + off);
      const twice = async (client: FunctionsClient): Promise<void> => {
        await client.invoke(input);
        clock.advance(600_000);
        await client.invoke(input);
      };
      await withClient(platform, twice, { clock });
      expect(platform.count('token')).toBe(1);
    },
  );

  test('hosts are asked for again after ten minutes', async () => {
    await using platform = await ScriptedPlatform.start();
    const clock = new ManualClock();
    await withClient(
      platform,
      async (client) => {
        await client.invoke(input);
        clock.advance(599_000);
        await client.invoke(input);
        expect(platform.count('domain')).toBe(2);
        // The exact moment is spread over a minute.
        clock.advance(61_001);
        await client.invoke(input);
        expect(of(platform, 'domain').filter(({ url }) => url.includes('faasGW'))).toHaveLength(2);
      },
      { clock },
    );
  });

  test('a new token is told of before it is used', async () => {
    await using platform = await ScriptedPlatform.start();
    const told: [string, number][] = [];
    const onToken = (token: string): unknown => told.push([token, platform.count('invocation')]);
    await withClient(platform, (client) => client.invoke(input), { onToken });
    expect(told).toEqual([[platform.token, 0]]);
  });
});

describe('a call ends', () => {
  test('with timeout when its time is up, wherever it is', async () => {
    for (const service of ['domain', 'token', 'invocation'] as const) {
      await using platform = await ScriptedPlatform.start({ [service]: () => undefined });
      const clock = new ManualClock();
      platform.set(service, () => clock.advance(5000));
      const failed = withClient(platform, (client) => client.invoke(input), { clock, deadlineMs: 5000 });
      const delivery = service === 'invocation' ? 'unknown' : 'not-sent';
      await expect(failed).rejects.toMatchObject({ code: 'timeout', phase: service, delivery });
    }
  });

  test('with timeout when one request takes too long, though the whole call had time', async () => {
    await using platform = await ScriptedPlatform.start();
    const clock = new ManualClock();
    platform.set('invocation', () => clock.advance(40_000));
    const failed = withClient(platform, (client) => client.invoke(input), { clock });
    await expect(failed).rejects.toMatchObject({ code: 'timeout', delivery: 'unknown', attempts: 1 });
  });

  test('with the service named when Domain API or token service do not answer in ten seconds', async () => {
    for (const [service, code] of [
      ['domain', 'domain-unavailable'],
      ['token', 'token-unavailable'],
    ] as const) {
      await using platform = await ScriptedPlatform.start();
      const clock = new ManualClock();
      platform.set(service, () => clock.advance(10_000));
      const failed = withClient(platform, (client) => client.invoke(input), { clock });
      await expect(failed).rejects.toMatchObject({ code, phase: service, retryable: true });
    }
  });

  test('with aborted when the caller gives up, wherever it is', async () => {
    for (const service of ['domain', 'token', 'invocation'] as const) {
      await using platform = await ScriptedPlatform.start();
      const controller = new AbortController();
      platform.set(service, () => controller.abort());
      const failed = withClient(platform, (client) => client.invoke(input, controller));
      await expect(failed).rejects.toMatchObject({ code: 'aborted', phase: service });
    }
  });

  test('at once and without a request when the caller had given up before', async () => {
    await using platform = await ScriptedPlatform.start();
    const signal = AbortSignal.abort();
    const failed = withClient(platform, (client) => client.invoke(input, { signal }));
    await expect(failed).rejects.toMatchObject({ code: 'aborted', delivery: 'not-sent' });
    expect(platform.arrived).toHaveLength(0);
  });

  test('when the client is closed', async () => {
    await using platform = await ScriptedPlatform.start();
    const client = new FunctionsClient(platform.options);
    platform.set('invocation', () => void client.close());
    await expect(client.invoke(input)).rejects.toMatchObject({ code: 'aborted', delivery: 'unknown' });
    await expect(client.invoke(input)).rejects.toMatchObject({ code: 'aborted', delivery: 'not-sent' });
  });

  test('and leaves no timer behind', async () => {
    await using platform = await ScriptedPlatform.start();
    const clock = new ManualClock();
    await withClient(
      platform,
      async (client) => {
        await client.invoke(input);
        platform.set('invocation', json(500, {}));
        await client.invoke(input).catch(() => undefined);
        expect(clock.pendingTimers).toBe(0);
      },
      { clock },
    );
  });
});
