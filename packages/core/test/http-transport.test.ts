import { expect, test } from '@jest/globals';
import { BrokenProxy } from '@lp-faas/testing/broken-proxy';
import { describeTransport } from '@lp-faas/testing/transport-contract';
import { failureOf, post } from '@lp-faas/testing/transport-trial';
import { HttpTransport } from '../src/transport/index.js';

describeTransport('HttpTransport', () => new HttpTransport());

test('a server that does not finish the TLS handshake in connectTimeoutMs gets no request from HttpTransport', async () => {
  await using mute = await BrokenProxy.start();
  const transport = new HttpTransport({ connectTimeoutMs: 50 });
  const sending = transport.send(post(`https://${mute.host}/`));
  await expect(sending).rejects.toMatchObject({ delivery: 'not-sent', cause: { code: 'ETIMEDOUT' } });
  await transport.close();
});

test.each(['*', 'here.nowhere.invalid:443', '.nowhere.invalid', undefined])(
  'HttpTransport goes around the proxy when no_proxy has the host, as UndiciTransport does: %s',
  async (hosts) => {
    await using proxy = await BrokenProxy.start((socket) => socket.end());
    process.env['https_proxy'] = proxy.host;
    if (hosts !== undefined) process.env['no_proxy'] = hosts;
    const transport = new HttpTransport();
    try {
      // No name server knows a name under .invalid.
      const failure = await failureOf(transport.send(post('https://here.nowhere.invalid/')));
      expect(failure).toMatchObject({ reason: 'connection', delivery: 'not-sent' });
    } finally {
      await transport.close();
      delete process.env['https_proxy'];
      delete process.env['no_proxy'];
    }
    expect(proxy.connections).toHaveLength(hosts === undefined ? 1 : 0);
  },
);
