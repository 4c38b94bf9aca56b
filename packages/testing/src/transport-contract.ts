import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { Transport } from '@lp-faas/core/transport';
import { BrokenProxy } from './broken-proxy.js';
import { FAULTS } from './faults.js';
import { describeProxies } from './proxy-contract.js';
import { json, type Reply, ScriptedPlatform } from './scripted-platform.js';
import { failureOf, post, type WithTransport, withTransport } from './transport-trial.js';
import { until } from './until.js';

/** Declares the tests that every transport must pass, whatever HTTP client it uses. */
export function describeTransport(name: string, create: () => Transport): void {
  describe(`the transport ${name}`, () => {
    describeResponses(withTransport(create));
    describeFailures(withTransport(create));
    describeEarlyConnections(withTransport(create));
    describeProxies(withTransport(create));
  });
}

function describeEarlyConnections(withTransport: WithTransport): void {
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

function describeFailures(withTransport: WithTransport): void {
  test.each([
    'a body cut off against its Content-Length',
    'a chunked body without its end',
    'a reset connection',
    'a connection closed without a word',
    'a response that is not HTTP',
  ])('a transport fails with delivery unknown on %s, and sends the request once', async (fault) => {
    await using platform = await ScriptedPlatform.start({ invocation: FAULTS[fault] as Reply });
    const failure = await withTransport((transport) => failureOf(transport.send(post(platform.url))));
    expect(failure).toEqual({ name: 'TransportError', reason: 'connection', delivery: 'unknown' });
    expect(platform.arrived).toHaveLength(1);
  });

  test.each([
    'no answer at all',
    'headers, and then nothing',
    'a body that stalls half way',
    'a body that drips for ever',
  ])('aborting ends a transport’s request to a server with %s', async (fault) => {
    const controller = new AbortController();
    const reply = FAULTS[fault] as Reply;
    const invocation: Reply = (response, request) => {
      reply(response, request);
      setTimeout(() => controller.abort(), 30);
    };
    await using platform = await ScriptedPlatform.start({ invocation });
    const sending = withTransport((t) => t.send(post(platform.url, { signal: controller.signal })));
    expect(await failureOf(sending)).toMatchObject({ reason: 'aborted', delivery: 'unknown' });
  });

  test('a transport sends nothing when the signal is already aborted', async () => {
    await using platform = await ScriptedPlatform.start();
    const sending = withTransport((t) => t.send(post(platform.url, { signal: AbortSignal.abort() })));
    expect(await failureOf(sending)).toMatchObject({ reason: 'aborted', delivery: 'not-sent' });
    expect(platform.arrived).toHaveLength(0);
  });

  test('a closed transport sends nothing, and says so', async () => {
    await using platform = await ScriptedPlatform.start();
    let closed: Transport | undefined;
    await withTransport(async (transport) => {
      closed = transport;
    });
    await expect(closed?.send(post(platform.url))).rejects.toMatchObject({
      reason: 'connection',
      delivery: 'not-sent',
      cause: { message: 'the transport was closed' },
    });
    expect(platform.connections).toEqual([]);
  });

  test('a transport reports a refused connection as not-sent', async () => {
    const platform = await ScriptedPlatform.start();
    const { url } = platform;
    await platform[Symbol.asyncDispose]();
    const failure = await withTransport((transport) => failureOf(transport.send(post(url))));
    expect(failure).toMatchObject({ reason: 'connection', delivery: 'not-sent' });
  });

  test.each(['http', 'https'])(
    'a transport reports a connection that fails at once as not-sent: %s',
    async (scheme) => {
      // TCP cannot broadcast, so the system refuses before it sends anything, as it does without a free descriptor.
      const sending = withTransport((t) => t.send(post(`${scheme}://255.255.255.255/`)));
      expect(await failureOf(sending)).toMatchObject({ reason: 'connection', delivery: 'not-sent' });
    },
  );

  test('a transport reports an abort during the TLS handshake as not-sent', async () => {
    // Accepts the connection and never answers the handshake.
    const mute = createServer((socket) => socket.on('error', () => undefined).resume());
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as { port: number };
    const controller = new AbortController();
    mute.once('connection', () => setTimeout(() => controller.abort(), 30));
    const request = post(`https://127.0.0.1:${port}/`, { signal: controller.signal });
    const failure = await withTransport((transport) => failureOf(transport.send(request)));
    expect(failure).toMatchObject({ reason: 'aborted', delivery: 'not-sent' });
    await new Promise((resolve) => mute.close(resolve));
  });

  test('aborting closes a connection whose server does not answer the TLS handshake', async () => {
    await using mute = await BrokenProxy.start();
    await withTransport(async (transport) => {
      const controller = new AbortController();
      const request = post(`https://${mute.host}/`, { signal: controller.signal });
      const sending = failureOf(transport.send(request));
      await until(() => mute.requests.length === 1);
      controller.abort();
      expect(await sending).toMatchObject({ reason: 'aborted', delivery: 'not-sent' });
      await until(
        () => mute.connections[0]?.readableEnded === true || mute.connections[0]?.destroyed === true,
      );
    });
  });

  test('a transport removes its listener from a signal that outlives the request, answered or failed', async () => {
    const { signal } = new AbortController();
    const counts = { added: 0, removed: 0 };
    const counted = new Proxy(signal, {
      get(target, key) {
        if (key === 'addEventListener') counts.added += 1;
        if (key === 'removeEventListener') counts.removed += 1;
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    await using platform = await ScriptedPlatform.start();
    await withTransport((transport) => transport.send(post(platform.url, { signal: counted })));
    expect(counts.added).toBeGreaterThan(0);
    expect(counts.removed).toBe(counts.added);
    platform.set('invocation', FAULTS['a reset connection'] as Reply);
    await withTransport((transport) => failureOf(transport.send(post(platform.url, { signal: counted }))));
    expect(counts.added).toBeGreaterThan(1);
    expect(counts.removed).toBe(counts.added);
  });
}
