import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { findRedis, Redis } from './support/redis.js';
import { CREDENTIALS, LAMBDA, ScriptedPlatform } from './support/scripted-platform.js';

const folder = join(import.meta.dirname, '..');
const { missing } = findRedis();
if (missing !== undefined && process.env['CI']) throw new Error(`Redis has to be had in CI: ${missing}`);

/** Runs the README's example as it stands in a process of its own. */
async function run(platform: ScriptedPlatform, redis: Redis): Promise<string> {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const [, code = ''] = /## Many processes, one token\n.*?```js\n(.*?)```/s.exec(readme) ?? [];
  const script = code
    .replace('redis://127.0.0.1:6379', redis.url)
    .replace("'12345678'", `'${platform.options.accountId}', domainApi: '${platform.url}'`)
    .replace(/lambdaUuid: '[^']*'/, `lambdaUuid: '${LAMBDA}'`)
    .replace("'sandbox-client'", `'${CREDENTIALS.clientId}'`);
  const env = { PATH: process.env['PATH'], LP_CLIENT_SECRET: CREDENTIALS.clientSecret };
  const args = ['--input-type=module', '--eval', script];
  return (await promisify(execFile)(process.execPath, args, { cwd: folder, env })).stdout;
}

const unless = missing === undefined ? test : test.skip;
if (missing !== undefined) process.stdout.write(`Tokens shared through Redis are not tested: ${missing}\n`);

unless('two processes share one token through Keyv and a real Redis', async () => {
  await using redis = await Redis.start();
  await using platform = await ScriptedPlatform.start();
  expect(await run(platform, redis)).toContain('hello');
  expect(await run(platform, redis)).toContain('hello');
  expect([platform.count('token'), platform.count('invocation')]).toEqual([1, 2]);
});

unless('a Redis that is gone costs no call', async () => {
  await using platform = await ScriptedPlatform.start();
  const redis = await Redis.start();
  await redis[Symbol.asyncDispose]();
  expect(await run(platform, redis)).toContain('hello');
  expect(platform.count('token')).toBe(1);
});
