import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { until } from '@lp-faas/testing/until';
import { type Transport, UndiciTransport } from '../src/index.js';
import { input, withClient } from './support/client.js';
import { ObservedTransport } from './support/observed-transport.js';

/** Counts, never times: what a change makes more expensive shows here, however slow the machine is. */
describe('what invocations cost', () => {
  test('the first: two questions for hosts, one token, one invocation', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, (client) => client.invoke(input));
    expect(platform.arrived.map(({ service }) => service).sort()).toEqual([
      'domain',
      'domain',
      'invocation',
      'token',
    ]);
  });

  test('a hundred more, one after the other: a request each, and no further connection', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, async (client) => {
      await client.invoke(input);
      const [requests, connections] = [platform.arrived.length, platform.connections.length];
      for (let n = 0; n < 100; n += 1) await client.invoke(input);
      expect(platform.arrived.length - requests).toBe(100);
      expect(platform.connections.length - connections).toBe(0);
    });
  });

  test('fifty at once, again and again: twice as many connections at most', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, async (client) => {
      for (let round = 0; round < 5; round += 1) {
        await Promise.all(Array.from({ length: 50 }, () => client.invoke(input)));
      }
    });
    // undici may open the next connection before it knows that one has become free.
    expect(platform.connections.length).toBeLessThanOrEqual(2 * 50 + 3);
  });

  test('a warm one: its body, its token, and half a kilobyte', async () => {
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

  test('a warm one: one timer, and no header of its answer is looked at', async () => {
    await using platform = await ScriptedPlatform.start();
    await using inner = new ObservedTransport();
    let looks = 0;
    const transport: Transport = {
      send: async (request) => {
        const { status, text, headers } = await inner.send(request);
        const look = (): typeof headers => {
          looks += 1;
          return headers;
        };
        return Object.defineProperty({ status, text, headers }, 'headers', { get: look });
      },
      close: () => inner.close(),
    };
    const clock = new TestClock();
    await withClient(
      platform,
      async (client) => {
        await client.invoke(input);
        const before = [clock.timersSet, looks] as const;
        await client.invoke(input);
        expect([clock.timersSet - before[0], looks - before[1]]).toEqual([1, 0]);
        platform.set('invocation', json(500, {}));
        await client.invoke(input).catch(() => undefined);
        expect(looks - before[1]).toBeGreaterThan(0);
      },
      { clock, transport },
    );
  });
});

describe('the connection to the gateway', () => {
  test('is opened while the token is still on its way', async () => {
    await using gateway = await ScriptedPlatform.start();
    let answer = (): void => undefined;
    await using platform = await ScriptedPlatform.start();
    platform.set('domain', (response, request) => {
      const baseURI = request.url.includes('faasGW') ? gateway.host : platform.host;
      json(200, { baseURI })(response, request);
    });
    platform.set('token', (response, request) => {
      answer = () => json(200, { access_token: platform.token })(response, request);
    });
    await withClient(platform, async (client) => {
      const invoked = client.invoke(input);
      await until(() => gateway.connections.length === 1 && platform.count('token') === 1);
      expect(gateway.arrived).toEqual([]);
      answer();
      expect((await invoked).status).toBe(200);
      expect(gateway.connections).toHaveLength(1);
    });
  });

  test('that is opened early and not needed is closed with the client', async () => {
    await using gateway = await ScriptedPlatform.start();
    const transport = new UndiciTransport();
    transport.preconnect(new URL(gateway.url));
    await until(() => gateway.connections.length === 1);
    await transport.close();
    await until(
      () => gateway.connections[0]?.destroyed === true || gateway.connections[0]?.readableEnded === true,
    );
    expect(gateway.arrived).toEqual([]);
  });

  test('that cannot be opened early is told by the request that needed it', async () => {
    await using platform = await ScriptedPlatform.start();
    platform.set('domain', (response, request) => {
      const baseURI = request.url.includes('faasGW') ? '127.0.0.1:9' : platform.host;
      json(200, { baseURI })(response, request);
    });
    const invoked = withClient(platform, (client) => client.invoke(input));
    await expect(invoked).rejects.toMatchObject({ code: 'network-error', delivery: 'not-sent' });
  });
});
