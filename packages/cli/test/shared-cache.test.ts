import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from '@jest/globals';
import { findRedis, Redis } from '@lp-faas/testing/redis';
import { ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { environmentOf, lpFaas } from './support/shell.js';

const { missing } = findRedis();
if (missing !== undefined && process.env['CI']) throw new Error(`The tests need Redis in CI: ${missing}`);
const suite = missing === undefined ? describe : describe.skip;

suite('the shared cache', () => {
  test('gives processes that start together one token, from a variable, a file or an argument', async () => {
    await using redis = await Redis.start();
    await using platform = await ScriptedPlatform.start();
    const env = environmentOf(platform);
    const folder = mkdtempSync(join(tmpdir(), 'lp-faas-cli-'));
    const file = join(folder, 'cache');
    writeFileSync(file, `${redis.url}\n`);
    const ended = await Promise.all([
      lpFaas(['invoke'], { env: { ...env, LP_SHARED_CACHE: redis.url } }),
      lpFaas(['invoke', '--shared-cache-file', file], {
        env: { ...env, LP_SHARED_CACHE: 'redis://127.0.0.1:1' },
      }),
      lpFaas(['invoke', '--shared-cache', redis.url], { env }),
    ]);
    rmSync(folder, { recursive: true });
    expect(ended).toEqual(
      ended.map(() => expect.objectContaining({ code: 0, stderr: expect.not.stringContaining('failed') })),
    );
    expect(platform.count('token')).toBe(1);
  });

  test('that is down is in the log once, and costs nothing', async () => {
    await using platform = await ScriptedPlatform.start();
    const env = { ...environmentOf(platform), LP_SHARED_CACHE: 'redis://user:canary-0815@127.0.0.1:1' };
    const { code, stderr } = await lpFaas(['invoke', '--verbose'], { env });
    expect([code, stderr.match(/shared cache failed/g)?.length]).toEqual([0, 1]);
    expect(stderr).not.toContain('canary');
  });
});

test.each(['redis://user:canary-0815@cache.example', 'rediss://:canary-0815@cache.example/1'])(
  'a URL with a password is refused among the arguments, and not repeated: %s',
  async (url) => {
    const { code, stderr } = await lpFaas(['invoke', '--shared-cache', url]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/every user of this machine can read.*LP_SHARED_CACHE.*--shared-cache-file/);
    expect(stderr).not.toContain('canary');
  },
);
