import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FakeRunner } from '@lp-faas/testing/fake-runner';
import { findRedis, Redis } from '@lp-faas/testing/redis';
import { ACCOUNT, CREDENTIALS, json, LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';

const { missing } = findRedis();
if (missing !== undefined && process.env['CI']) throw new Error(`The tests need Redis in CI: ${missing}`);
const suite = missing === undefined ? describe : describe.skip;

const PASSWORD = 'cache-canary#4711';

const runner = new FakeRunner();
afterAll(() => runner[Symbol.dispose]());

const inputsFor = (platform: ScriptedPlatform, sharedCache: string): Record<string, string> => ({
  'account-id': ACCOUNT,
  'client-id': CREDENTIALS.clientId,
  'client-secret': CREDENTIALS.clientSecret,
  'lambda-uuid': LAMBDA,
  'domain-api': platform.url,
  'shared-cache': sharedCache,
});

suite('shared-cache', () => {
  let redis: Redis;
  let url: string;
  beforeAll(async () => {
    redis = await Redis.start({ settings: ['--requirepass', PASSWORD] });
    url = redis.url.replace('//', `//default:${encodeURIComponent(PASSWORD)}@`);
  });
  afterAll(() => redis?.[Symbol.asyncDispose]());

  test('steps share one token', async () => {
    await using platform = await ScriptedPlatform.start();
    for (let count = 0; count < 3; count += 1) {
      const step = await runner.run(inputsFor(platform, url));
      expect([step.exitCode, step.raw.includes('The shared cache failed')]).toEqual([0, false]);
    }
    expect([platform.count('token'), platform.count('invocation')]).toEqual([1, 3]);
  });

  test('a step knows of the wait that the platform asked another one for', async () => {
    await using platform = await ScriptedPlatform.start({
      invocation: json(429, {}, { 'retry-after': '300' }),
    });
    const [first, second] = [
      await runner.run(inputsFor(platform, url)),
      await runner.run(inputsFor(platform, url)),
    ];
    expect([first.outputs['delivery'], second.outputs['delivery']]).toEqual(['rejected', 'not-sent']);
    expect(platform.count('invocation')).toBe(1);
  });

  test('the URL and the password by itself are masked, and the log names neither', async () => {
    await using platform = await ScriptedPlatform.start();
    const { raw } = await runner.run(inputsFor(platform, url));
    const masked = [...raw.matchAll(/^::add-mask::(.*)$/gm)].map(([, text = '']) =>
      text.replaceAll('%25', '%'),
    );
    expect(masked).toEqual(expect.arrayContaining([url, PASSWORD]));
    expect(raw.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('canary');
  });
});

test('the log says once that a shared cache is down, which costs nothing', async () => {
  await using platform = await ScriptedPlatform.start();
  const step = await runner.run(inputsFor(platform, 'redis://127.0.0.1:1'));
  expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'success', attempts: '1' } });
  const told = step.raw.split('\n').filter((line) => line.includes('shared cache'));
  expect(told).toEqual([
    expect.stringMatching(
      /^The shared cache failed \(connect: ECONNREFUSED\)\. The run goes on without it\.$/,
    ),
  ]);
});

test('a URL that is none is refused without showing it, and nothing is sent', async () => {
  await using platform = await ScriptedPlatform.start();
  const { exitCode, outputs, raw } = await runner.run(
    inputsFor(platform, 'https://user:canary-0815@cache.example'),
  );
  expect([exitCode, outputs['delivery'], platform.arrived]).toEqual([1, 'not-sent', []]);
  expect(outputs['error-message']).toContain('shared-cache must be the redis or rediss URL of a server');
  expect(raw.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('canary');
});
