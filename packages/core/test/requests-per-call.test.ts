import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { turn, until } from '@lp-faas/testing/until';
import { type Transport, UndiciTransport } from '../src/index.js';
import { input, withClient } from './support/client.js';
import { ObservedTransport } from './support/observed-transport.js';

/** Counts instead of times, so that a regression shows on any machine. */
describe('requests and connections', () => {
  test('the first invocation sends two lookups, one token request and one invocation', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, (client) => client.invoke(input));
    expect(platform.arrived.map(({ service }) => service).sort()).toEqual([
      'domain',
      'domain',
      'invocation',
      'token',
    ]);
  });

  test('a hundred sequential warm invocations send one request each and open no connection', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, async (client) => {
      await client.invoke(input);
      const [requests, connections] = [platform.arrived.length, platform.connections.length];
      for (let n = 0; n < 100; n += 1) await client.invoke(input);
      expect(platform.arrived.length - requests).toBe(100);
      expect(platform.connections.length - connections).toBe(0);
    });
  });

  test('rounds of fifty concurrent invocations open at most twice as many connections', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, async (client) => {
      for (let round = 0; round < 5; round += 1) {
        await Promise.all(Array.from({ length: 50 }, () => client.invoke(input)));
      }
    });
    // undici may open a connection before it notices that one is free.
    expect(platform.connections.length).toBeLessThanOrEqual(2 * 50 + 3);
  });

  test('a warm invocation sends less than 512 bytes besides its body and token', async () => {
    await using platform = await ScriptedPlatform.start();
    const sent = (): number => platform.connections.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
    await withClient(platform, async (client) => {
      await client.invoke(input);
      const before = sent();
      await client.invoke(input);
      const body = platform.arrived.at(-1)?.body.length ?? 0;
      expect(sent() - before - body - platform.token.length).toBeLessThan(512);
    });
  });

  test('a warm invocation sets one timer and reads no response header', async () => {
    await using platform = await ScriptedPlatform.start();
    await using inner = new ObservedTransport();
    let reads = 0;
    const transport: Transport = {
      send: async (request) => {
        const { status, text, headers } = await inner.send(request);
        const readHeaders = (): typeof headers => {
          reads += 1;
          return headers;
        };
        return Object.defineProperty({ status, text, headers }, 'headers', { get: readHeaders });
      },
      close: () => inner.close(),
    };
    const clock = new TestClock();
    await withClient(
      platform,
      async (client) => {
        await client.invoke(input);
        const before = [clock.timersSet, reads] as const;
        await client.invoke(input);
        expect([clock.timersSet - before[0], reads - before[1]]).toEqual([1, 0]);
        platform.set('invocation', json(500, {}));
        await client.invoke(input).catch(() => undefined);
        expect(reads - before[1]).toBeGreaterThan(0);
      },
      { clock, transport },
    );
  });
});

describe('early connections', () => {
  test('the connection to the gateway opens while the token request is in flight', async () => {
    await using gateway = await ScriptedPlatform.start();
    let sendToken = (): void => undefined;
    await using platform = await ScriptedPlatform.start();
    platform.set('domain', (response, request) => {
      const baseURI = request.url.includes('faasGW') ? gateway.host : platform.host;
      json(200, { baseURI })(response, request);
    });
    platform.set('token', (response, request) => {
      sendToken = () => json(200, { access_token: platform.token })(response, request);
    });
    await withClient(platform, async (client) => {
      const call = client.invoke(input);
      await until(() => gateway.connections.length === 1 && platform.count('token') === 1);
      expect(gateway.arrived).toEqual([]);
      sendToken();
      expect((await call).status).toBe(200);
      expect(gateway.connections).toHaveLength(1);
    });
  });

  test('an origin gets one early connection, which its first request takes, and none afterwards', async () => {
    await using gateway = await ScriptedPlatform.start();
    await using other = await ScriptedPlatform.start();
    const transport = new UndiciTransport();
    const { signal } = new AbortController();
    const send = ({ url }: ScriptedPlatform) =>
      transport.send({ method: 'GET', url: new URL(url), headers: {}, signal, maxResponseBytes: 1000 });
    for (let count = 0; count < 3; count += 1) transport.preconnect(new URL(gateway.url));
    await until(() => gateway.connections.length === 1);
    for (let count = 0; count < 2; count += 1) {
      expect((await send(gateway)).status).toBe(200);
      // undici notices a little later that the connection is free.
      for (let turns = 0; turns < 5; turns += 1) await turn();
    }
    transport.preconnect(new URL(gateway.url));
    await send(other);
    expect([gateway.connections.length, other.connections.length]).toEqual([1, 1]);
    await transport.close();
  });

  test('a failed early connection fails the request that needs it', async () => {
    await using platform = await ScriptedPlatform.start();
    platform.set('domain', (response, request) => {
      const baseURI = request.url.includes('faasGW') ? '127.0.0.1:9' : platform.host;
      json(200, { baseURI })(response, request);
    });
    const call = withClient(platform, (client) => client.invoke(input));
    await expect(call).rejects.toMatchObject({ code: 'network-error', delivery: 'not-sent' });
  });
});
