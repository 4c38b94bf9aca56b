import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findRedis, Redis } from '@lp-faas/testing/redis';
import { CREDENTIALS, json, LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { until } from '@lp-faas/testing/until';
import { createClient } from '@redis/client';
import { FunctionsClient, listen, type TokenCache } from '../src/index.js';
import { type RedisCommand, redisTokenCache } from '../src/redis.js';

const folder = join(import.meta.dirname, '..');
const page = readFileSync(join(folder, '../../docs/library.md'), 'utf8');
const [, section = ''] = /## Many processes, one token[^\n]*\n(.*?)\n## /s.exec(page) ?? [];
const [direct = '', keyv = ''] = [...section.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);

const { missing } = findRedis();
if (missing !== undefined && process.env['CI']) throw new Error(`The tests need Redis in CI: ${missing}`);
if (missing !== undefined) process.stdout.write(`Skipping the tests with Redis: ${missing}\n`);
const suite = missing === undefined ? describe : describe.skip;

/** Runs an example of the page in its own process; returns its standard output. */
async function run(example: string, platform: ScriptedPlatform, redis: Redis): Promise<string> {
  const env = {
    PATH: process.env['PATH'],
    LP_ACCOUNT_ID: platform.options.accountId,
    LP_CLIENT_ID: CREDENTIALS.clientId,
    LP_CLIENT_SECRET: CREDENTIALS.clientSecret,
    LP_DOMAIN_API: platform.url,
    LP_LAMBDA_UUID: LAMBDA,
    LP_SHARED_CACHE: redis.url,
  };
  const args = ['--input-type=module', '--eval', example];
  return (await promisify(execFile)(process.execPath, args, { cwd: folder, env })).stdout;
}

suite.each([
  ['sharedCache', direct],
  ['keyvTokenCache', keyv],
])('%s with a real Redis', (name, example) => {
  test(`two processes share one token through ${name}`, async () => {
    expect(example).toContain(`${name}(`);
    await using redis = await Redis.start();
    await using platform = await ScriptedPlatform.start();
    expect(await run(example, platform, redis)).toContain('hello');
    expect(await run(example, platform, redis)).toContain('hello');
    expect([platform.count('token'), platform.count('invocation')]).toEqual([1, 2]);
  });

  test(`an unavailable Redis does not fail a call with ${name}`, async () => {
    await using platform = await ScriptedPlatform.start();
    const redis = await Redis.start();
    await redis[Symbol.asyncDispose]();
    expect(await run(example, platform, redis)).toContain('hello');
    expect(platform.count('token')).toBe(1);
  });
});

suite('operations of redisTokenCache', () => {
  let redis: Redis;
  let client: ReturnType<typeof createClient>;
  let cache: TokenCache;
  beforeAll(async () => {
    redis = await Redis.start();
    client = createClient({ url: redis.url });
    await client.connect();
    cache = redisTokenCache((args) => client.sendCommand(args));
  });
  afterAll(async () => {
    client?.destroy();
    await redis?.[Symbol.asyncDispose]();
  });

  test('processes that start together request one token through sharedCache', async () => {
    await using platform = await ScriptedPlatform.start();
    await using own = await Redis.start();
    const answers = await Promise.all([1, 2, 3].map(() => run(direct, platform, own)));
    expect(answers.every((answer) => answer.includes('hello'))).toBe(true);
    expect([platform.count('token'), platform.count('invocation')]).toEqual([1, 3]);
  });

  test('sharedCache shares Retry-After with the next process', async () => {
    await using platform = await ScriptedPlatform.start({
      invocation: json(429, {}, { 'retry-after': '300' }),
    });
    await using own = await Redis.start();
    await expect(run(direct, platform, own)).rejects.toThrow("delivery: 'rejected'");
    await expect(run(direct, platform, own)).rejects.toThrow("delivery: 'not-sent'");
    expect(platform.count('invocation')).toBe(1);
  });

  test('redisTokenCache keeps a value until it expires or is deleted', async () => {
    await cache.set('value', 'kept', 60_000);
    expect(await cache.get('value')).toBe('kept');
    expect(await client.pTTL('value')).toBeGreaterThan(50_000);
    await cache.delete?.('value');
    expect(await cache.get('value')).toBeUndefined();
    await cache.set('value', 'gone', 1);
    await until(async () => (await cache.get('value')) === undefined);
  });

  test('a lock of redisTokenCache has one holder until it is released or expires', async () => {
    const release = await cache.lock?.('lock', 60_000);
    expect(await cache.lock?.('lock', 60_000)).toBeUndefined();
    await release?.();
    const expired = await cache.lock?.('lock', 1);
    await until(async () => (await cache.get('lock')) === undefined);
    expect(await cache.lock?.('lock', 60_000)).toBeDefined();
    // Releasing an expired lock does not release the next holder's.
    await expired?.();
    expect(await cache.lock?.('lock', 60_000)).toBeUndefined();
  });

  test('redisTokenCache adds to a counter atomically', async () => {
    const sums = await Promise.all(Array.from({ length: 50 }, () => cache.add?.('number', 1, 60_000)));
    expect([...sums].sort((a = 0, b = 0) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    expect(await cache.add?.('number', -3, 60_000)).toBe(47);
    expect(await client.pTTL('number')).toBeGreaterThan(50_000);
  });
});

/** Connects to a Redis; the connection ends with the test. */
async function connected(redis: Redis, options: object = {}) {
  const client = createClient({ url: redis.url, ...options });
  client.on('error', () => undefined);
  await client.connect();
  return {
    command: ((args) => client.sendCommand(args)) as RedisCommand,
    [Symbol.dispose]: () => client.destroy(),
  };
}

suite('redisTokenCache with a Redis that does not answer', () => {
  test('a call succeeds although Redis hangs, and the next call does not ask it', async () => {
    await using platform = await ScriptedPlatform.start();
    await using redis = await Redis.start();
    using connection = await connected(redis);
    const sent: string[] = [];
    const tokenCache = redisTokenCache((args) => {
      sent.push(args[0] ?? '');
      return connection.command(args, '');
    });
    await connection.command(['CLIENT', 'PAUSE', '600000', 'ALL'], '');
    const heard: string[] = [];
    const stop = listen('store', {
      end: ({ operation, error }) => heard.push(`${operation} ${error.reason}`),
    });
    const start = (): FunctionsClient =>
      new FunctionsClient({ ...platform.options, tokenCache, deadlineMs: 3000 });
    for (const client of [start(), start(), start()]) {
      expect((await client.invoke({ lambdaUuid: LAMBDA })).status).toBe(200);
      await client.close();
    }
    stop();
    expect(sent).toEqual(['GET']);
    expect(heard).toEqual(['get timeout']);
  });
});

suite('access rights of redisTokenCache', () => {
  const USER = { username: 'functions', password: 'canary' };
  const setUser = (redis: Redis, rights: string): Promise<unknown> =>
    connected(redis).then(async (admin) => {
      using connection = admin;
      const args = [
        'ACL',
        'SETUSER',
        USER.username,
        'reset',
        'on',
        `>${USER.password}`,
        ...rights.split(' '),
      ];
      return await connection.command(args, '');
    });
  const [, rights = ''] = /ACL SETUSER functions on >PASSWORD ([^\n`]+)/.exec(page) ?? [];

  test('the commands of docs/library.md are all that redisTokenCache needs', async () => {
    await using redis = await Redis.start();
    await setUser(redis, rights);
    using connection = await connected(redis, USER);
    const cache = redisTokenCache(connection.command);
    await cache.set('lp-faas:token:1', 'kept', 60_000);
    expect(await cache.get('lp-faas:token:1')).toBe('kept');
    await cache.delete?.('lp-faas:token:1');
    const release = await cache.lock?.('lp-faas:token:1:lock', 60_000);
    expect(await release?.()).toBe(1);
    expect(await cache.add?.('lp-faas:throttle:1:sent:1', 2, 60_000)).toBe(2);
    await expect(cache.get('other')).rejects.toThrow('NOPERM');
  });

  test('without EVAL a token is still shared, and the failures are published with their code', async () => {
    await using platform = await ScriptedPlatform.start();
    await using redis = await Redis.start();
    await setUser(redis, rights.replace(' +eval', ''));
    using connection = await connected(redis, USER);
    const tokenCache = redisTokenCache(connection.command);
    const heard: string[] = [];
    const stop = listen('store', { end: ({ operation, error }) => heard.push(`${operation} ${error.code}`) });
    for (let n = 0; n < 2; n += 1) {
      await using client = new FunctionsClient({ ...platform.options, tokenCache });
      await client.invoke({ lambdaUuid: LAMBDA });
    }
    stop();
    expect(platform.count('token')).toBe(1);
    expect([...new Set(heard)].sort()).toEqual(['add NOPERM', 'unlock NOPERM']);
  });
});

test('redisTokenCache passes the key of every command, which a cluster needs', async () => {
  const keys: string[] = [];
  const cluster = {
    async sendCommand(key: string, _isReadonly: boolean, args: string[]) {
      expect(args).toContain(key);
      keys.push(`${args[0]} ${key}`);
      return args[0] === 'EVAL' ? 1 : 'OK';
    },
  };
  const [, call = ''] = /redisTokenCache\((\(args, key\) => [^\n]*\))\)/.exec(section) ?? [];
  const command = new Function('cluster', `return ${call}`)(cluster) as RedisCommand;
  const cache = redisTokenCache(command);
  await cache.get('1');
  await cache.set('2', 'value', 1);
  await cache.delete?.('3');
  await (await cache.lock?.('4', 1))?.();
  await cache.add?.('5', 1, 1);
  expect(keys).toEqual(['GET 1', 'SET 2', 'DEL 3', 'SET 4', 'EVAL 4', 'EVAL 5']);
});

test.each([null, undefined, 'text'])(
  'redisTokenCache does not take the reply %s for a count',
  async (reply) => {
    expect(await redisTokenCache(async () => reply).add?.('1', 1, 1)).toBeNaN();
  },
);
