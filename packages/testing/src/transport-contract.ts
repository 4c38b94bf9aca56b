import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { Transport } from '@lp-faas/core/transport';
import { describeEarlyConnections } from './early-connections-contract.js';
import { describeProxies } from './proxy-contract.js';
import { json, type Reply, ScriptedPlatform } from './scripted-platform.js';
import { describeFailures } from './transport-failures-contract.js';
import { failureOf, post, type WithTransport, withTransport } from './transport-trial.js';

/** Declares the tests that every transport must pass, whatever HTTP client it uses. */
export function describeTransport(name: string, create: () => Transport): void {
  describe(`the transport ${name}`, () => {
    describeResponses(withTransport(create));
    describeFailures(withTransport(create));
    describeEarlyConnections(withTransport(create));
    describeProxies(withTransport(create));
  });
}

function describeResponses(withTransport: WithTransport): void {
  test('a transport sends method, path, query, headers and body unchanged', async () => {
    await using platform = await ScriptedPlatform.start();
    await withTransport((transport) => transport.send(post(`${platform.url}/a/b?c=d%20e`)));
    const [request] = platform.arrived;
    expect(request).toMatchObject({ method: 'POST', url: '/a/b?c=d%20e', body: '{"name":"Jörg"}' });
    expect(request?.headers).toMatchObject({ 'content-length': '16', 'x-request-id': 'r1' });
    expect(request?.headers['transfer-encoding']).toBeUndefined();
  });

  test('a transport sends a GET without a body', async () => {
    await using platform = await ScriptedPlatform.start();
    const { body: _, ...get } = post(`${platform.url}/x`, { method: 'GET' });
    const response = await withTransport((transport) => transport.send(get));
    expect(response.status).toBe(200);
    expect(platform.arrived[0]).toMatchObject({ method: 'GET', body: '' });
    expect(platform.arrived[0]?.headers['content-length']).toBeUndefined();
  });

  test.each([200, 202, 204, 400, 404, 429, 500, 503, 901, 999])(
    'a transport returns the status %i unchanged',
    async (status) => {
      await using platform = await ScriptedPlatform.start({
        invocation: json(status, 'x', { 'retry-after': '7' }),
      });
      const response = await withTransport((transport) => transport.send(post(platform.url)));
      expect(response.status).toBe(status);
      expect(response.headers['retry-after']).toBe('7');
      expect(response.text).toBe(status === 204 ? '' : '"x"');
    },
  );

  test.each([301, 302, 303, 307, 308])(
    'a transport returns a redirect with status %i, and does not follow it',
    async (status) => {
      const redirect: Reply = (response) => response.writeHead(status, { location: '/elsewhere' }).end();
      await using platform = await ScriptedPlatform.start({ invocation: redirect });
      const response = await withTransport((transport) => transport.send(post(platform.url)));
      expect(response.status).toBe(status);
      expect(platform.arrived).toHaveLength(1);
    },
  );

  test('a transport decodes a character that is split between two packets', async () => {
    const bytes = Buffer.from('"Grüße 👋"');
    const split: Reply = (response) => {
      response.writeHead(200, { 'content-length': String(bytes.length) });
      response.write(bytes.subarray(0, 4), () => setImmediate(() => response.end(bytes.subarray(4))));
    };
    await using platform = await ScriptedPlatform.start({ invocation: split });
    const response = await withTransport((transport) => transport.send(post(platform.url)));
    expect(response.text).toBe('"Grüße 👋"');
  });

  test('a transport resolves names under .localhost to loopback', async () => {
    await using platform = await ScriptedPlatform.start();
    const url = platform.url.replace('127.0.0.1', 'fninvocations.localhost');
    const response = await withTransport((transport) => transport.send(post(url)));
    expect(response.status).toBe(200);
    expect(platform.arrived[0]?.headers.host).toBe(new URL(url).host);
  });

  test('a transport rejects a body above the limit', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: json(200, 'x'.repeat(2000)) });
    const sending = withTransport((t) => t.send(post(platform.url, { maxResponseBytes: 1000 })));
    expect(await failureOf(sending)).toMatchObject({ reason: 'too-large', delivery: 'unknown' });
  });

  test('a transport rejects a result that is not UTF-8, but keeps the status of an error that is not', async () => {
    const broken: Reply = (response) => response.writeHead(200).end(Buffer.from([0x22, 0xff, 0x22]));
    await using platform = await ScriptedPlatform.start({ invocation: broken });
    const failure = await withTransport((transport) => failureOf(transport.send(post(platform.url))));
    expect(failure).toMatchObject({ reason: 'encoding', delivery: 'unknown' });
    platform.set('invocation', (response) => response.writeHead(502).end(Buffer.from([0xff])));
    expect((await withTransport((transport) => transport.send(post(platform.url)))).status).toBe(502);
  });

  test.each([204, 304])(
    'a transport ends a response with status %i after its headers, even if they announce a body',
    async (status) => {
      const head = `HTTP/1.1 ${status} x\r\ncontent-length: 5\r\n\r\n`;
      await using platform = await ScriptedPlatform.start({
        invocation: (response) => response.socket?.write(head),
      });
      await withTransport(async (transport) => {
        for (let round = 0; round < 2; round += 1) {
          const response = await transport.send(post(platform.url));
          expect(response).toMatchObject({ status, text: '' });
          expect(response.headers['content-length']).toBe('5');
        }
        expect(platform.arrived).toHaveLength(2);
      });
    },
  );

  test.each([
    ['gzip', 'the body is encoded as gzip, which was not requested'],
    ['<b>\u00e9', 'the body is encoded as something unknown, which was not requested'],
  ])('a transport names the encoding that it did not request: %s', async (encoding, message) => {
    const zipped: Reply = (response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(gzipSync('{}'));
    };
    await using platform = await ScriptedPlatform.start({ invocation: zipped });
    await withTransport(async (transport) => {
      await expect(transport.send(post(platform.url))).rejects.toMatchObject({
        reason: 'encoding',
        delivery: 'unknown',
        cause: { message },
      });
    });
  });
}
