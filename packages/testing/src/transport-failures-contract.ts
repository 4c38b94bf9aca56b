import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import type { Transport } from '@lp-faas/core/transport';
import { BrokenProxy } from './broken-proxy.js';
import { FAULTS } from './faults.js';
import { type Reply, ScriptedPlatform } from './scripted-platform.js';
import { failureOf, post, type WithTransport } from './transport-trial.js';
import { until } from './until.js';

/** Declares the tests of requests without a complete response. */
export function describeFailures(withTransport: WithTransport): void {
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
