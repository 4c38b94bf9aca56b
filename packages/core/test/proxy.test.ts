import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { BrokenProxy, PROXY_FAULTS } from '@lp-faas/testing/broken-proxy';
import { ConnectProxy } from '@lp-faas/testing/connect-proxy';
import { ACCOUNT, LAMBDA } from '@lp-faas/testing/scripted-platform';
import { selfSigned } from '@lp-faas/testing/self-signed';
import { DOMAIN, TlsPlatform } from '@lp-faas/testing/tls-platform';
import { until } from '@lp-faas/testing/until';
import { FunctionsClient, UndiciTransport, type UndiciTransportOptions } from '../src/index.js';
import { direct, type Target, undiciConnector } from '../src/transport/connections.js';
import { readProxy } from '../src/transport/proxy.js';
import { openTunnel } from '../src/transport/tunnel.js';

const request = (url: string) =>
  ({
    method: 'POST',
    url: new URL(url),
    headers: {},
    signal: AbortSignal.timeout(10_000),
    maxResponseBytes: 1000,
  }) as const;

/** Sends a request with a proxy that closes its connections; returns whether the proxy was used. */
async function usesProxy(url: string, noProxy: readonly string[] | string): Promise<boolean> {
  await using proxy = await BrokenProxy.start((socket) => socket.end());
  const isOption = typeof noProxy !== 'string';
  if (!isOption) Object.assign(process.env, { https_proxy: proxy.host, no_proxy: noProxy });
  const transport = new UndiciTransport(isOption ? { proxy: { url: proxy.host, noProxy } } : {});
  try {
    await transport.send(request(url)).catch(() => undefined);
    return proxy.requests.length > 0;
  } finally {
    delete process.env['https_proxy'];
    delete process.env['no_proxy'];
    await transport.close();
  }
}

test.each([
  ['', 'https://a.proxied.test/', true],
  ['*', 'https://a.proxied.test/', false],
  ['a.proxied.test', 'https://a.proxied.test/', false],
  ['A.Proxied.TEST', 'https://a.proxied.test/', false],
  ['proxied.test', 'https://a.proxied.test/', true],
  ['.proxied.test', 'https://a.proxied.test/', false],
  ['*.proxied.test', 'https://a.proxied.test/', false],
  ['.proxied.test', 'https://proxied.test/', true],
  ['b.test,a.proxied.test', 'https://a.proxied.test/', false],
  ['b.test  a.proxied.test', 'https://a.proxied.test/', false],
  ['a.proxied.test:443', 'https://a.proxied.test/', false],
  ['a.proxied.test:8443', 'https://a.proxied.test/', true],
  ['.proxied.test:8443', 'https://a.proxied.test:8443/', false],
])('no_proxy and proxy.noProxy have the same rules: %s, %s: proxy %s', async (noProxy, url, expected) => {
  expect(await usesProxy(url, noProxy)).toBe(expected);
  expect(await usesProxy(url, [noProxy])).toBe(expected);
});

test.each([true, false])(
  'an https proxy is used over TLS, with the credentials of its URL, if its certificate is trusted: %s',
  async (isTrusted) => {
    await using platform = await TlsPlatform.start();
    await using proxy = await ConnectProxy.start(platform.url, 'p:ss');
    const identity = await selfSigned('localhost');
    const server = createServer(identity, (socket) => {
      const plain = connect(Number(new URL(proxy.url).port), '127.0.0.1');
      for (const end of [socket, plain]) end.on('error', () => end.destroy());
      socket.pipe(plain).pipe(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const ca = [readFileSync(platform.caFile, 'utf8'), ...(isTrusted ? [identity.cert] : [])];
    const transport = new UndiciTransport({
      proxy: { url: `https://user:p%3Ass@localhost:${port}` },
      tls: { ca },
    });
    const sending = transport.send(request(`https://faasgw.${DOMAIN}/`));
    if (isTrusted) expect(await sending).toMatchObject({ status: 200 });
    else await expect(sending).rejects.toMatchObject({ cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } });
    expect(proxy.connects).toEqual(isTrusted ? [`faasgw.${DOMAIN}:443`] : []);
    expect(proxy.refusals).toBe(0);
    await transport.close();
    await new Promise((resolve) => server.close(resolve));
  },
);

describe('with NODE_TLS_REJECT_UNAUTHORIZED=0', () => {
  /** Sends a request as a program of its own, because Node reads the variable from the real environment. */
  async function send(url: string, options: UndiciTransportOptions, environment: NodeJS.ProcessEnv = {}) {
    const script = `
      import { UndiciTransport } from '@lp-faas/core';
      const signal = AbortSignal.timeout(30_000);
      const request = { method: 'POST', headers: {}, signal, maxResponseBytes: 1000 };
      const transport = new UndiciTransport(${JSON.stringify(options)});
      await transport.send({ ...request, url: new URL('${url}') }).then(
        ({ status }) => console.log(status),
        ({ delivery, cause }) => console.log(delivery, cause.code),
      );
      await transport.close();
    `;
    const env = { PATH: process.env['PATH'], NODE_TLS_REJECT_UNAUTHORIZED: '0', ...environment };
    const args = ['--input-type=module', '--eval', script];
    const cwd = join(import.meta.dirname, '..');
    return (await promisify(execFile)(process.execPath, args, { cwd, env })).stdout.trim();
  }
  const REFUSED = 'not-sent DEPTH_ZERO_SELF_SIGNED_CERT';

  test('a certificate that is not trusted is refused, directly, through a proxy, and as that of a proxy', async () => {
    await using platform = await TlsPlatform.start();
    expect(await send(platform.url, {})).toBe(REFUSED);
    const url = `https://faasgw.${DOMAIN}/`;
    expect(await send(url, { proxy: { url: platform.proxyUrl } })).toBe(REFUSED);
    expect(await send(url, {}, { https_proxy: platform.proxyUrl })).toBe(REFUSED);
    const secureProxy = platform.url.replace('127.0.0.1', 'localhost');
    expect(await send(url, { proxy: { url: secureProxy } })).toBe(REFUSED);
  });

  test('only tls.rejectUnauthorized of the caller turns the checks off', async () => {
    await using platform = await TlsPlatform.start();
    const options = { proxy: { url: platform.proxyUrl }, tls: { rejectUnauthorized: false } };
    expect(await send(`https://faasgw.${DOMAIN}/`, options)).toBe('200');
    expect(await send(`https://faasgw.${DOMAIN}/`, { ...options, tls: { ca: '' } })).toBe(REFUSED);
  });
});

test('proxy.noProxy replaces no_proxy of the environment', async () => {
  process.env['no_proxy'] = '*';
  try {
    expect(await usesProxy('https://a.proxied.test/', [])).toBe(true);
  } finally {
    delete process.env['no_proxy'];
  }
});

const PROXY = 'must be the http or https URL of a proxy, such as http://proxy.example:8080';
const TIME = 'must be a whole number of milliseconds from 1 to 2147483647';

test.each([1, 10_000])('a transport may have %i connections to one origin', async (connections) => {
  await new UndiciTransport({ connections }).close();
});

test.each<[string, UndiciTransportOptions, string]>([
  [
    'a proxy of another kind',
    { proxy: { url: 'socks5://user:Canary@127.0.0.1:1080' } },
    `proxy.url ${PROXY}`,
  ],
  ['a proxy without a URL', { proxy: {} as never }, `proxy.url ${PROXY}`],
  [
    'a password with a lone percent sign',
    { proxy: { url: 'http://user:Canary%@127.0.0.1:1080' } },
    'proxy.url must have a user and a password in which a percent sign is written as %25',
  ],
  [
    'excepted hosts as text',
    { proxy: { url: 'proxy:1', noProxy: 'a,b' as never } },
    'proxy.noProxy must be a list of host names',
  ],
  [
    'excepted hosts of which one is none',
    { proxy: { url: 'proxy:1', noProxy: ['a', 1 as never] } },
    'proxy.noProxy must be a list of host names',
  ],
  [
    'a TLS setting that is not passed on',
    { tls: { agent: 'Canary' } as never },
    'tls has tls.agent, which is unknown (known: ca, cert, key, pfx, passphrase, rejectUnauthorized, servername)',
  ],
  ['a passphrase that is none', { tls: { passphrase: 1 as never } }, 'tls.passphrase must be a string'],
  [
    'a CA that is none',
    { tls: { ca: 7 as never } },
    'tls.ca must be a certificate in PEM form, or a list of them',
  ],
  ['a certificate that is none', { tls: { cert: 'Canary' } }, 'tls.cert must be a certificate in PEM form'],
  [
    'a key that is none',
    { tls: { key: 'Canary' } },
    'tls.key must be a private key in PEM form that the passphrase opens, if it has one',
  ],
  [
    'a PFX that is none',
    { tls: { pfx: 'Canary' } },
    'tls.pfx must be a PFX (PKCS #12) that the passphrase opens, if it has one',
  ],
  ['a time that is not a number', { connectTimeoutMs: '1' as never }, `connectTimeoutMs ${TIME}`],
  ['no time at all', { keepAliveTimeoutMs: 0 }, `keepAliveTimeoutMs ${TIME}`],
  ['no connection', { connections: 0 }, 'connections must be a whole number from 1 to 10000'],
  ['too many connections', { connections: 10_001 }, 'connections must be a whole number from 1 to 10000'],
  ['a part of a connection', { connections: 1.5 }, 'connections must be a whole number from 1 to 10000'],
])('the transport refuses %s, and says what is allowed', (_, options, problem) => {
  const create = (): unknown => new UndiciTransport(options);
  const [option = ''] = problem.split(' ', 1);
  const problems = [{ option, problem: problem.slice(option.length + 1) }];
  expect(create).toThrow(expect.objectContaining({ problems }));
  expect(create).not.toThrow(/Canary/);
});

test.each<[string, string]>([
  ['closes the connection', 'the proxy at HOST closed the connection without a response'],
  ['resets the connection', 'the proxy at HOST could not be used: read ECONNRESET'],
  ['requires authentication', 'Proxy response (407): the proxy at HOST refused the connection'],
  ['forbids the host', 'Proxy response (403): the proxy at HOST refused the connection'],
  ['cannot reach the host', 'Proxy response (502): the proxy at HOST refused the connection'],
  ['does not speak HTTP', 'the response of the proxy at HOST is not HTTP'],
  ['cuts its response', 'the proxy at HOST closed the connection without a response'],
  ['sends endless headers', 'the response of the proxy at HOST is too long'],
  ['sends more than its response', 'the proxy at HOST sent more than its response'],
  ['says nothing', 'the proxy at HOST did not answer in 200 ms'],
])('the error of a proxy that %s says so, and names the proxy', async (name, message) => {
  const [, , fault] = PROXY_FAULTS.find(([known]) => known === name) ?? [];
  await using proxy = await BrokenProxy.start(fault);
  const transport = new UndiciTransport({
    proxy: { url: `http://user:canary@${proxy.host}` },
    connectTimeoutMs: 200,
  });
  const error = await transport.send(request('https://a.proxied.test/')).catch((reason: unknown) => reason);
  const { cause } = error as { cause: Error };
  expect(cause.message.replaceAll(proxy.host, 'HOST')).toBe(message);
  await transport.close();
});

test.each(['tunnel', 'connection'])('a %s that is given up before it is open says so, once', async (what) => {
  await using proxy = await BrokenProxy.start();
  const [hostname, port] = proxy.host.split(':') as [string, string];
  const errors: (Error | undefined)[] = [];
  const done = (error: Error | undefined): void => void errors.push(error);
  const to = { hostname: 'a.proxied.test', port: 443, timeoutMs: 60_000 };
  const hangUp =
    what === 'tunnel'
      ? openTunnel(readProxy(proxy.host, 'proxy'), to, done)
      : direct(undiciConnector({ timeoutMs: 60_000 }))(
          { hostname, port, protocol: 'https:' } as Target,
          done,
        );
  await until(() => proxy.connections.length > 0);
  hangUp();
  hangUp();
  await until(() => errors.length > 0);
  const message =
    what === 'tunnel'
      ? 'the connection to the proxy was closed'
      : 'the connection was closed before it was open';
  expect(errors).toEqual([expect.objectContaining({ message })]);
});

test('an invocation through a proxy that closes its connections asks it once per attempt', async () => {
  await using proxy = await BrokenProxy.start((socket) => socket.end());
  const transport = new UndiciTransport({ proxy: { url: `http://${proxy.host}` } });
  await using client = new FunctionsClient({
    accountId: ACCOUNT,
    region: 'us',
    tokens: { get: async () => 'token', invalidate: () => undefined },
    transport,
    retry: { maxAttempts: 3, baseDelayMs: 1 },
  });
  const error = { code: 'network-error', delivery: 'not-sent', attempts: 3 };
  await expect(client.invoke({ lambdaUuid: LAMBDA })).rejects.toMatchObject(error);
  expect(proxy.requests).toHaveLength(3);
  await transport.close();
});

test.each(PROXY_FAULTS.filter(([, code]) => code === 'PROXY_CLOSED'))(
  'a program ends by itself, with nothing on standard error, after a call through a proxy that %s',
  async (_, __, fault) => {
    await using proxy = await BrokenProxy.start(fault);
    const script = `
      import { UndiciTransport } from '@lp-faas/core';
      const signal = AbortSignal.timeout(30_000);
      const url = new URL('https://a.proxied.test/');
      const request = { method: 'GET', url, headers: {}, signal, maxResponseBytes: 10 };
      await new UndiciTransport().send(request).catch(({ cause }) => console.log(cause.code));
    `;
    const args = ['--input-type=module', '--eval', script];
    const options = {
      cwd: join(import.meta.dirname, '..'),
      env: { PATH: process.env['PATH'], https_proxy: proxy.host },
    };
    const output = await promisify(execFile)(process.execPath, args, options);
    expect(output).toEqual({ stdout: 'PROXY_CLOSED\n', stderr: '' });
    expect(proxy.requests).toHaveLength(1);
  },
);

test('an open tunnel leaves no timer behind, which would delay the end of the process', async () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const target = createServer().listen(0, '127.0.0.1');
  await once(target, 'listening');
  const { port } = target.address() as AddressInfo;
  await using proxy = await ConnectProxy.start(`http://127.0.0.1:${port}`);
  const before = timers();
  const end = { hostname: 'a.proxied.test', port: 443, timeoutMs: 60_000 };
  const socket = await new Promise<Socket | undefined>((resolve, reject) => {
    openTunnel(readProxy(proxy.url, 'proxy'), end, (error, opened) =>
      error ? reject(error) : resolve(opened),
    );
  });
  expect(timers()).toBe(before);
  socket?.destroy();
  await new Promise((resolve) => target.close(resolve));
});
