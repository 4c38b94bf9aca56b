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
import type { TokenCache } from '../src/index.js';
import { redisTokenCache } from '../src/redis.js';

const folder = join(import.meta.dirname, '..');
const readme = readFileSync(join(folder, 'README.md'), 'utf8');
const [, section = ''] = /## Many processes, one token[^\n]*\n(.*?)\n## /s.exec(readme) ?? [];
const [direct = '', keyv = ''] = [...section.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);

const { missing } = findRedis();
if (missing !== undefined && process.env['CI']) throw new Error(`The tests need Redis in CI: ${missing}`);
if (missing !== undefined) process.stdout.write(`Skipping the tests with Redis: ${missing}\n`);
const suite = missing === undefined ? describe : describe.skip;

/** Runs an example of the README in its own process; returns its standard output. */
async function run(example: string, platform: ScriptedPlatform, redis: Redis): Promise<string> {
  const script = example
    .replace('redis://127.0.0.1:6379', redis.url)
    .replace("'12345678'", `'${platform.options.accountId}', domainApi: '${platform.url}'`)
    .replace(/lambdaUuid: '[^']*'/, `lambdaUuid: '${LAMBDA}'`)
    .replace("'sandbox-client'", `'${CREDENTIALS.clientId}'`);
  const env = { PATH: process.env['PATH'], LP_CLIENT_SECRET: CREDENTIALS.clientSecret };
  const args = ['--input-type=module', '--eval', script];
  return (await promisify(execFile)(process.execPath, args, { cwd: folder, env })).stdout;
}

suite.each([
  ['redisTokenCache', direct],
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

  test('processes that start together request one token through redisTokenCache', async () => {
    await using platform = await ScriptedPlatform.start();
    await using own = await Redis.start();
    const answers = await Promise.all([1, 2, 3].map(() => run(direct, platform, own)));
    expect(answers.every((answer) => answer.includes('hello'))).toBe(true);
    expect([platform.count('token'), platform.count('invocation')]).toEqual([1, 3]);
  });

  test('redisTokenCache shares Retry-After with the next process', async () => {
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
