import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { freePort } from '@lp-faas/testing/free-port';
import { findRedis, Redis } from '@lp-faas/testing/redis';
import { LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { selfSigned } from '@lp-faas/testing/self-signed';
import { until } from '@lp-faas/testing/until';
import { createClient } from '@redis/client';
import { FunctionsClient, OptionsError, type TokenCache } from '../src/index.js';
import { sharedCache } from '../src/redis.js';

const { missing } = findRedis();
if (missing !== undefined && process.env['CI']) throw new Error(`The tests need Redis in CI: ${missing}`);
const suite = missing === undefined ? describe : describe.skip;

const PASSWORD = 'cache-canary-4711';

/** The commands that a server has got from one kind of client, without those of the test. */
async function keysOf({ url }: Redis): Promise<string[]> {
  const client = createClient({ url });
  await client.connect();
  try {
    return await client.keys('*');
  } finally {
    client.destroy();
  }
}

async function connectionsOf({ url }: Redis): Promise<number> {
  const client = createClient({ url });
  await client.connect();
  try {
    const list = await client.sendCommand(['CLIENT', 'LIST']);
    return String(list).trim().split('\n').length - 1;
  } finally {
    client.destroy();
  }
}

const invokeWith = async (platform: ScriptedPlatform, tokenCache: TokenCache): Promise<number> => {
  await using client = new FunctionsClient({ ...platform.options, tokenCache });
  return (await client.invoke({ lambdaUuid: LAMBDA })).status;
};

describe('the URL of a shared cache', () => {
  test.each([
    'https://redis.example:6379',
    'redis.example:6379',
    'redis://',
    `redis://user:${PASSWORD}@:6379`,
    `redis://user:${PASSWORD}@redis.example:99999`,
    `redis://user:${PASSWORD}@redis.example/queue`,
    `redis://user:${PASSWORD}@redis.example/0?family=6`,
    '',
    undefined,
    7,
  ])('is refused without quoting it: %s', (url) => {
    const error = (() => {
      try {
        return sharedCache(url as string);
      } catch (reason) {
        return reason;
      }
    })();
    expect(error).toBeInstanceOf(OptionsError);
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain(PASSWORD);
  });

  test.each(['redis://localhost', 'rediss://user:p%40ss@redis.example:6380/12', 'redis://[::1]:6379/'])(
    'is accepted: %s',
    (url) => {
      expect(sharedCache(url).get).toBeInstanceOf(Function);
    },
  );
});

suite('sharedCache with a real Redis', () => {
  test('the connection opens with the first use and ends with the client', async () => {
    await using redis = await Redis.start();
    await using platform = await ScriptedPlatform.start();
    const cache = sharedCache(redis.url);
    expect(await connectionsOf(redis)).toBe(0);
    const client = new FunctionsClient({ ...platform.options, tokenCache: cache });
    await client.invoke({ lambdaUuid: LAMBDA });
    expect(await connectionsOf(redis)).toBe(1);
    await client.close();
    await until(async () => (await connectionsOf(redis)) === 0);
  });

  test('a second client goes on with the cache that the first one closed', async () => {
    await using redis = await Redis.start();
    await using platform = await ScriptedPlatform.start();
    const cache = sharedCache(redis.url);
    await invokeWith(platform, cache);
    await invokeWith(platform, cache);
    expect(platform.count('token')).toBe(1);
  });

  test('calls at once open one connection', async () => {
    await using redis = await Redis.start();
    const cache = sharedCache(redis.url);
    await Promise.all(Array.from({ length: 50 }, () => cache.get('lp-faas:none')));
    expect(await connectionsOf(redis)).toBe(1);
    await cache.close();
  });

  test('a prefix stands before every key', async () => {
    await using redis = await Redis.start();
    await using platform = await ScriptedPlatform.start();
    await invokeWith(platform, sharedCache(redis.url, { keyPrefix: 'team-a:' }));
    const keys = await keysOf(redis);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !key.startsWith('team-a:lp-faas:'))).toEqual([]);
  });

  test('a Redis that ends costs no call, and is used again when it is back', async () => {
    await using platform = await ScriptedPlatform.start();
    const redis = await Redis.start();
    const cache = sharedCache(redis.url);
    expect(await invokeWith(platform, cache)).toBe(200);
    await redis[Symbol.asyncDispose]();
    expect(await invokeWith(platform, cache)).toBe(200);
    expect(platform.count('token')).toBe(2);
    await using back = await Redis.start({ port: redis.port });
    await until(async () =>
      cache.ping().then(
        () => true,
        () => false,
      ),
    );
    expect(await invokeWith(platform, cache)).toBe(200);
    expect(await keysOf(back)).not.toEqual([]);
  });

  test('user and password of the URL are those of the server, and no error shows them', async () => {
    await using redis = await Redis.start({ settings: ['--requirepass', PASSWORD] });
    const good = sharedCache(redis.url.replace('//', `//default:${PASSWORD}@`));
    await good.ping();
    await good.close();
    const wrong = sharedCache(redis.url.replace('//', '//default:wrong-canary-0815@'));
    const error = await wrong.ping().catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/WRONGPASS/);
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain('canary');
  });

  test('rediss:// connects over TLS, only to a certificate that is trusted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shared-cache-'));
    try {
      const { key, cert } = await selfSigned('localhost');
      writeFileSync(join(folder, 'key.pem'), key);
      writeFileSync(join(folder, 'cert.pem'), cert);
      const files = ['--tls-cert-file', join(folder, 'cert.pem'), '--tls-key-file', join(folder, 'key.pem')];
      const port = String(await freePort());
      await using _ = await Redis.start({
        settings: ['--tls-port', port, ...files, '--tls-auth-clients', 'no'],
      });
      const url = `rediss://localhost:${port}`;
      expect(await pingElsewhere(url, { NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') })).toBe('answered');
      expect(await pingElsewhere(url, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toMatch(/self-signed/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('an open connection does not keep a process alive', async () => {
    await using redis = await Redis.start();
    // It ends by itself: the cache is not closed.
    expect(await pingElsewhere(redis.url)).toBe('answered');
  });
});

test('a server that accepts and never answers fails the test of the connection', async () => {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const cache = sharedCache(`redis://user:${PASSWORD}@127.0.0.1:${port}`);
  await expect(cache.ping(200)).rejects.toThrow('There was no answer in 200 ms');
  await cache.close();
  server.close();
});

/** Pings from another process, with the built package; returns what it printed. */
async function pingElsewhere(url: string, environment: Record<string, string> = {}): Promise<string> {
  const script = `import { sharedCache } from '@lp-faas/core/redis';
    const cache = sharedCache(${JSON.stringify(url)});
    await cache.ping().then(() => console.log('answered'), (error) => console.log(error.message, error.code));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: join(import.meta.dirname, '..'),
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await new Promise((resolve) => child.on('close', resolve));
  return output.trim();
}
