import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { BrokenProxy } from '@lp-faas/testing/broken-proxy';
import { TestClock } from '@lp-faas/testing/clock';
import { ConnectProxy } from '@lp-faas/testing/connect-proxy';
import { FAULTS } from '@lp-faas/testing/faults';
import {
  ACCOUNT,
  CREDENTIALS,
  json,
  LAMBDA,
  type Reply,
  ScriptedPlatform,
} from '@lp-faas/testing/scripted-platform';
import { DOMAIN, TlsPlatform } from '@lp-faas/testing/tls-platform';
import { until } from '@lp-faas/testing/until';
import { FunctionsClient, type Transport, UndiciTransport } from '../src/index.js';
import { input, withClient } from './support/client.js';

/** A platform whose invocations wait until they are answered one by one. */
async function heldPlatform(): Promise<{ platform: ScriptedPlatform; held: (() => void)[] }> {
  const held: (() => void)[] = [];
  const invocation: Reply = (response) => held.push(() => response.end('{}'));
  return { platform: await ScriptedPlatform.start({ invocation }), held };
}

const request = (url: string, signal = AbortSignal.timeout(10_000)) =>
  ({ method: 'POST', url: new URL(url), headers: {}, signal, maxResponseBytes: 1000 }) as const;

describe('the number of connections', () => {
  test('600 invocations at once open 128 connections at most, and all succeed', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, async (client) => {
      const calls = await Promise.all(Array.from({ length: 600 }, () => client.invoke(input)));
      expect(new Set(calls.map(({ status }) => status))).toEqual(new Set([200]));
    });
    expect(platform.connections.length).toBeGreaterThan(64);
    expect(platform.connections.length).toBeLessThanOrEqual(128);
  });

  test('no more invocations are in flight than there are connections, and the others follow in their order', async () => {
    const { platform, held } = await heldPlatform();
    await using _closing = platform;
    await withClient(
      platform,
      async (client) => {
        const order: number[] = [];
        const calls = Array.from({ length: 8 }, (_, n) => client.invoke(input).then(() => order.push(n)));
        for (let answered = 0; answered < 8; answered += 1) {
          await until(() => held.length > answered);
          expect(platform.count('invocation') - answered).toBeLessThanOrEqual(2);
          held[answered]?.();
        }
        await Promise.all(calls);
        expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      },
      { connections: 2 },
    );
    expect(platform.connections.length).toBeLessThanOrEqual(2);
  });

  test('the attempt timeout does not run while an invocation waits for a connection', async () => {
    const { platform, held } = await heldPlatform();
    await using _closing = platform;
    const clock = new TestClock();
    const options = { connections: 1, clock, attemptTimeoutMs: 1000 };
    await withClient(
      platform,
      async (client) => {
        const calls = [client.invoke(input), client.invoke(input)];
        for (let n = 0; n < 2; n += 1) {
          await until(() => held.length > n);
          clock.advance(900);
          held[n]?.();
        }
        expect((await Promise.all(calls)).map(({ attempts }) => attempts)).toEqual([1, 1]);
      },
      options,
    );
  });

  test('a deadline that ends while an invocation waits for a connection fails it with not-sent', async () => {
    const { platform, held } = await heldPlatform();
    await using _closing = platform;
    const clock = new TestClock();
    await withClient(
      platform,
      async (client) => {
        const first = client.invoke(input);
        await until(() => held.length === 1);
        const second = client.invoke(input, { deadlineMs: 500 }).catch((error: unknown) => error);
        await new Promise((resolve) => setImmediate(resolve));
        clock.advance(500);
        expect(await second).toMatchObject({ code: 'timeout', delivery: 'not-sent', attempts: 0 });
        held[0]?.();
        await first;
        expect(platform.count('invocation')).toBe(1);
      },
      { connections: 1, clock },
    );
  });

  test('an aborted invocation leaves the queue for a connection, and the next one gets its place', async () => {
    const { platform, held } = await heldPlatform();
    await using _closing = platform;
    await withClient(
      platform,
      async (client) => {
        const first = client.invoke(input);
        await until(() => held.length === 1);
        const controller = new AbortController();
        const second = client.invoke(input, { signal: controller.signal }).catch((error: unknown) => error);
        const third = client.invoke(input);
        await new Promise((resolve) => setImmediate(resolve));
        controller.abort();
        expect(await second).toMatchObject({ code: 'aborted', delivery: 'not-sent' });
        held[0]?.();
        await until(() => held.length === 2);
        held[1]?.();
        await Promise.all([first, third]);
      },
      { connections: 1 },
    );
  });

  test('one that waited for a connection and sends nothing does not hold up the next', async () => {
    const { platform, held } = await heldPlatform();
    await using _closing = platform;
    const transport = new UndiciTransport({ connections: 1 });
    const sending = transport.send(request(platform.url));
    const work = { signal: new AbortController().signal };
    expect(transport.whenFree('https://another.test', work)).toBeUndefined();
    const waits = [1, 2, 3].map(() => transport.whenFree(platform.url, work));
    await until(() => held.length === 1);
    held[0]?.();
    await sending;
    await Promise.all(waits);
    expect(transport.whenFree(platform.url, work)).toBeUndefined();
    await transport.close();
  });

  test('closing the transport ends the wait for a connection', async () => {
    const { platform, held } = await heldPlatform();
    await using _closing = platform;
    const transport = new UndiciTransport({ connections: 1 });
    const sending = transport.send(request(platform.url)).catch(({ delivery }) => delivery);
    await until(() => held.length === 1);
    const wait = transport.whenFree(platform.url, { signal: new AbortController().signal });
    await transport.close();
    await wait;
    expect(await sending).toBe('unknown');
  });

  test('a closed transport sends nothing and opens no connection', async () => {
    await using platform = await ScriptedPlatform.start();
    const transport = new UndiciTransport();
    await transport.close();
    const sending = transport.send(request(platform.url));
    await expect(sending).rejects.toMatchObject({ reason: 'connection', delivery: 'not-sent' });
    await expect(sending).rejects.toHaveProperty('cause.message', 'the transport was closed');
    expect(platform.connections).toEqual([]);
  });

  test.each([1, 2])(
    'with %i connections, many invocations of a host that refuses all fail with not-sent',
    async (n) => {
      const transport = new UndiciTransport({ connections: n });
      const failures = Array.from({ length: 50 }, () =>
        transport.send(request('http://127.0.0.1:9/')).catch(({ delivery }) => delivery),
      );
      expect(new Set(await Promise.all(failures))).toEqual(new Set(['not-sent']));
      await transport.close();
    },
  );

  test.each([
    'a body cut off against its Content-Length',
    'a reset connection',
    'a connection closed without a word',
    'a response that is not HTTP',
    'a body that floods for ever',
    'no answer at all',
    'an empty answer that ends with the connection',
  ])('the only connection serves the next request after %s', async (fault) => {
    await using platform = await ScriptedPlatform.start();
    const transport = new UndiciTransport({ connections: 1 });
    for (let round = 0; round < 3; round += 1) {
      const controller = new AbortController();
      platform.set('invocation', (response, arrived) => {
        FAULTS[fault]?.(response, arrived);
        if (fault === 'no answer at all') controller.abort();
      });
      await transport.send(request(platform.url, controller.signal)).catch(() => undefined);
      platform.set('invocation', json(200, {}));
      const signal = new AbortController().signal;
      expect(await transport.send(request(platform.url, signal))).toMatchObject({ status: 200 });
    }
    await transport.close();
  });

  test('the only connection serves the next request after one that undici refuses', async () => {
    await using platform = await ScriptedPlatform.start();
    const transport = new UndiciTransport({ connections: 1 });
    const bad = { ...request(platform.url), headers: { 'x-bad': 'a\r\nb' } };
    await expect(transport.send(bad)).rejects.toMatchObject({ reason: 'connection', delivery: 'not-sent' });
    expect(await transport.send(request(platform.url))).toMatchObject({ status: 200 });
    await transport.close();
  });

  test('a transport of one’s own that cannot tell when it is free is used nevertheless', async () => {
    await using platform = await ScriptedPlatform.start();
    const inner = new UndiciTransport();
    const broken: Transport['whenFree'][] = [
      () => Promise.reject(new Error('broken')),
      () => {
        throw new Error('broken');
      },
    ];
    for (const whenFree of broken) {
      const transport = { send: inner.send.bind(inner), close: async () => undefined, whenFree } as Transport;
      const { status } = await withClient(platform, (client) => client.invoke(input), { transport });
      expect(status).toBe(200);
    }
    await inner.close();
  });
});

describe('settings of connections', () => {
  test('a server that does not finish the TLS handshake in connectTimeoutMs gets no request', async () => {
    await using mute = await BrokenProxy.start();
    const transport = new UndiciTransport({ connectTimeoutMs: 50 });
    await expect(transport.send(request(`https://${mute.host}/`))).rejects.toMatchObject({
      delivery: 'not-sent',
      cause: { code: 'UND_ERR_CONNECT_TIMEOUT' },
    });
    await transport.close();
  });

  test('a proxy that does not answer in connectTimeoutMs is given up', async () => {
    await using mute = await BrokenProxy.start();
    const transport = new UndiciTransport({ connectTimeoutMs: 50, proxy: { url: mute.host } });
    await expect(transport.send(request('https://a.proxied.test/'))).rejects.toMatchObject({
      delivery: 'not-sent',
      cause: { code: 'PROXY_TIMEOUT' },
    });
    await transport.close();
  });

  test('an unused connection is closed after keepAliveTimeoutMs', async () => {
    await using platform = await ScriptedPlatform.start({
      invocation: (response) => {
        // Without the server's own wish, which takes precedence.
        response.shouldKeepAlive = true;
        response.socket?.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
      },
    });
    const transport = new UndiciTransport({ keepAliveTimeoutMs: 1 });
    await transport.send(request(platform.url));
    await until(
      () => platform.connections[0]?.readableEnded === true || platform.connections[0]?.destroyed === true,
    );
    await transport.close();
  });

  test('a client uses its own proxy and TLS settings, and closes its connections', async () => {
    await using platform = await TlsPlatform.start();
    await using proxy = await ConnectProxy.start(platform.url);
    const client = new FunctionsClient({
      accountId: ACCOUNT,
      credentials: CREDENTIALS,
      domainApi: `https://domains.${DOMAIN}`,
      trustedDomains: [DOMAIN],
      proxy: { url: proxy.url },
      tls: { ca: readFileSync(platform.caFile, 'utf8') },
    });
    const { result } = await client.invoke({ lambdaUuid: LAMBDA });
    expect(result).toEqual({ greeting: 'hello through the proxy' });
    expect(new Set(proxy.connects)).toEqual(
      new Set([`domains.${DOMAIN}:443`, `sentinel.${DOMAIN}:443`, `faasgw.${DOMAIN}:443`]),
    );
    await client.close();
    await until(() => proxy.open === 0);
  });

  test.each([
    ['proxy.url', { proxy: { url: 'socks5://127.0.0.1:1080' } }],
    ['tls', { tls: { port: 1 } }],
    ['connections', { connections: 0 }],
    ['connections', { connections: 1.5 }],
    ['proxy', { proxy: { url: 'proxy:1' }, transport: {} }],
    ['tls', { tls: {}, transport: {} }],
    ['connections', { connections: 1, transport: {} }],
  ])('a client rejects %s: %j', (option, options) => {
    const all = { accountId: ACCOUNT, credentials: CREDENTIALS, ...options } as never;
    const error = { problems: [expect.objectContaining({ option })] };
    expect(() => new FunctionsClient(all)).toThrow(expect.objectContaining(error));
  });

  test('a client names the variable of a bad proxy, and not its password', () => {
    process.env['HTTPS_PROXY'] = 'http://user:Canary@[bad';
    try {
      const create = () => new FunctionsClient({ accountId: ACCOUNT, credentials: CREDENTIALS });
      expect(create).toThrow(/HTTPS_PROXY must be the http or https URL of a proxy/);
      expect(create).not.toThrow(/Canary/);
    } finally {
      delete process.env['HTTPS_PROXY'];
    }
  });
});
