import { expect, test } from '@jest/globals';
import type { Transport } from '@lp-faas/core/transport';
import { BrokenProxy } from './broken-proxy.js';
import { ScriptedPlatform } from './scripted-platform.js';
import { failureOf, post, type WithTransport } from './transport-trial.js';
import { until } from './until.js';

/** Declares the tests of connections that a transport opens for announced requests. */
export function describeEarlyConnections(withTransport: WithTransport): void {
  /** Announces a request, waits for its connection, and then works. */
  const announced = (
    platform: ScriptedPlatform,
    work: (transport: Transport) => Promise<void>,
  ): Promise<void> =>
    withTransport(async (transport) => {
      transport.preconnect?.(new URL(platform.url));
      await until(() => platform.connections.length === 1);
      expect(platform.arrived).toEqual([]);
      await work(transport);
    });

  test('a transport sends an announced request over the connection that it opened for it, and the next as ever', async () => {
    await using platform = await ScriptedPlatform.start();
    await announced(platform, async (transport) => {
      expect((await transport.send(post(platform.url))).status).toBe(200);
      expect(platform.connections).toHaveLength(1);
      expect((await transport.send(post(platform.url))).status).toBe(200);
    });
  });

  test('a transport opens another connection when the server has closed the one that was opened early', async () => {
    await using platform = await ScriptedPlatform.start();
    await announced(platform, async (transport) => {
      platform.connections[0]?.destroy();
      // The end of the connection arrives before the answer of another one.
      await withTransport((other) => other.send(post(platform.url)));
      expect((await transport.send(post(platform.url))).status).toBe(200);
      expect(platform.connections).toHaveLength(3);
    });
  });

  test('closing a transport closes a connection that was opened early and never used', async () => {
    await using platform = await ScriptedPlatform.start();
    await announced(platform, async () => undefined);
    await until(
      () => platform.connections[0]?.destroyed === true || platform.connections[0]?.readableEnded === true,
    );
    expect(platform.arrived).toEqual([]);
  });

  test('a closed transport opens no connection early', async () => {
    await using platform = await ScriptedPlatform.start();
    await using other = await ScriptedPlatform.start();
    let closed: Transport | undefined;
    await withTransport(async (transport) => {
      closed = transport;
    });
    closed?.preconnect?.(new URL(platform.url));
    await announced(other, async () => undefined);
    expect(platform.connections).toEqual([]);
  });

  test('a request whose early connection failed fails with not-sent', async () => {
    const platform = await ScriptedPlatform.start();
    const { url } = platform;
    await platform[Symbol.asyncDispose]();
    const failure = await withTransport((transport) => {
      transport.preconnect?.(new URL(url));
      return failureOf(transport.send(post(url)));
    });
    expect(failure).toMatchObject({ reason: 'connection', delivery: 'not-sent' });
  });

  test('a transport opens no tunnel early', async () => {
    await using proxy = await BrokenProxy.start();
    process.env['https_proxy'] = proxy.host;
    try {
      await withTransport(async (transport) => {
        transport.preconnect?.(new URL('https://va.faasgw.liveperson.net/'));
        // A connection to the proxy would have been opened before this one.
        await using platform = await ScriptedPlatform.start();
        await transport.send(post(platform.url));
      });
    } finally {
      delete process.env['https_proxy'];
    }
    expect(proxy.connections).toEqual([]);
  });
}
