import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import type { Transport } from '@lp-faas/core/transport';
import { BrokenProxy, PROXY_FAULTS } from './broken-proxy.js';
import { ScriptedPlatform } from './scripted-platform.js';
import { failureOf, post, type WithTransport } from './transport-trial.js';
import { until } from './until.js';

/** A host that is reached through the proxy; no test sends anything to it. */
const OUTSIDE = 'https://va.faasgw.liveperson.net/';

/** Declares the tests of a transport behind the proxy of the environment. */
export function describeProxies(withTransport: WithTransport): void {
  /** Makes a transport with the proxy of the environment, which may be bad, and works with it. */
  async function withProxy(value: string, work: (transport: Transport) => Promise<void>): Promise<void> {
    process.env['https_proxy'] = value;
    try {
      await withTransport(work);
    } finally {
      delete process.env['https_proxy'];
    }
  }

  test.each(PROXY_FAULTS)(
    'a transport asks a proxy that %s once, and fails with not-sent and a code',
    async (_, code, fault) => {
      await using proxy = await BrokenProxy.start(fault);
      await withProxy(`http://${proxy.host}`, async (transport) => {
        const outside = transport.send(post(OUTSIDE));
        const failure: unknown = await outside.catch((error: unknown) => error);
        expect(failure).toMatchObject({ reason: 'connection', delivery: 'not-sent', cause: { code } });
        expect(String((failure as Error).cause)).toContain(proxy.host);
        // Whatever would be repeated had time for it: this request goes over new connections, too.
        await using platform = await ScriptedPlatform.start();
        expect((await transport.send(post(platform.url))).status).toBe(200);
        expect(proxy.requests).toHaveLength(1);
        expect(proxy.requests[0]).toMatch(/^CONNECT va\.faasgw\.liveperson\.net:443 HTTP\/1\.1\r\n/);
      });
    },
  );

  test.each(['', 'http://'])(
    'a transport sends decoded user and password to the proxy of %s(user):(password)@host',
    async (scheme) => {
      await using proxy = await BrokenProxy.start((socket) => socket.end());
      await withProxy(`${scheme}us%40er:p%3Ass%25@${proxy.host}`, async (transport) => {
        await transport.send(post(OUTSIDE)).catch(() => undefined);
      });
      const basic = Buffer.from('us@er:p:ss%').toString('base64');
      expect(proxy.requests[0]).toContain(`\r\nproxy-authorization: Basic ${basic}\r\n`);
    },
  );

  test.each(['127.0.0.1', 'fninvocations.localhost', '[::1]'])(
    'a transport uses no proxy for loopback: %s',
    async (hostname) => {
      await using proxy = await BrokenProxy.start((socket) => socket.end());
      await withProxy(proxy.host, async (transport) => {
        // Nothing listens on this port.
        const failure = await failureOf(transport.send(post(`https://${hostname}:9/`)));
        expect(failure).toMatchObject({ reason: 'connection', delivery: 'not-sent' });
        expect(proxy.connections).toHaveLength(0);
      });
    },
  );

  test('aborting closes the connection to a proxy that says nothing, and the transport stays usable', async () => {
    await using proxy = await BrokenProxy.start();
    await withProxy(proxy.host, async (transport) => {
      const controller = new AbortController();
      const sending = failureOf(transport.send(post(OUTSIDE, { signal: controller.signal })));
      await until(() => proxy.requests.length === 1);
      controller.abort();
      expect(await sending).toMatchObject({ reason: 'aborted', delivery: 'not-sent' });
      await until(
        () => proxy.connections[0]?.readableEnded === true || proxy.connections[0]?.destroyed === true,
      );
      expect(proxy.requests).toHaveLength(1);
    });
  });

  test('aborting closes a tunnel whose other end says nothing', async () => {
    await using proxy = await BrokenProxy.start((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    await withProxy(proxy.host, async (transport) => {
      const controller = new AbortController();
      const sending = failureOf(transport.send(post(OUTSIDE, { signal: controller.signal })));
      // The first bytes inside of the tunnel are those of TLS.
      await until(() => (proxy.connections[0]?.bytesRead ?? 0) > (proxy.requests[0]?.length ?? 0));
      controller.abort();
      expect(await sending).toMatchObject({ reason: 'aborted', delivery: 'not-sent' });
      await until(
        () => proxy.connections[0]?.readableEnded === true || proxy.connections[0]?.destroyed === true,
      );
    });
  });

  test.each([
    'socks5://user:Pr0xy-canary@127.0.0.1:1080',
    'http://[nonsense:Pr0xy-canary@',
    'http://user:%Pr0xy-canary@127.0.0.1:8080',
    'user:Pr0xy-canary@127.0.0.1:99999',
  ])(
    'a transport refuses a malformed https_proxy and names the variable, not the value: %s',
    async (value) => {
      const error: unknown = await withProxy(value, async () => undefined).catch((e: unknown) => e);
      expect(error).toMatchObject({
        code: 'invalid-options',
        problems: [{ option: 'https_proxy', problem: expect.stringMatching(/^must /) }],
      });
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('Pr0xy-canary');
    },
  );
}
