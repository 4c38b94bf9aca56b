import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { until } from '@lp-faas/testing/until';
import { formatDuration, mergeResults } from '../src/index.js';
import { Face } from './support/face.js';

/** A duration in an outcome must lie between zero and what the test measured around it. */
async function isWithin(work: () => Promise<number | undefined>): Promise<boolean> {
  const startedAt = performance.now();
  const durationMs = (await work()) ?? Number.NaN;
  return durationMs >= 0 && durationMs <= Math.ceil(performance.now() - startedAt);
}

test.each<[string, Record<string, string>, Reply]>([
  ['an invocation', {}, json(200, {})],
  ['an invocation that fails', {}, json(901, {})],
  ['a check', { mode: 'check' }, json(200, { implemented: false })],
  ['a batch', { 'payloads-file': 'payloads.jsonl' }, json(200, {})],
])('the outcome of %s says how long it took, and no longer', async (_, inputs, invocation) => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation });
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n');
  expect(await isWithin(async () => (await face.run(platform, inputs)).outcome?.durationMs)).toBe(true);
  const times = face.log.flatMap((line) => [...line.matchAll(/(\d+) ms/g)].map(([, ms]) => Number(ms)));
  expect(Math.max(...times, 0)).toBeLessThan(performance.now());
});

test('a merge says how long it took, and no longer', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start();
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n');
  await face.run(platform, { 'payloads-file': 'payloads.jsonl', shard: '1/1' });
  const target = join(face.folder, 'merged.jsonl');
  const merge = () => mergeResults(face.announced, target, new AbortController().signal);
  expect(await isWithin(async () => (await merge()).durationMs)).toBe(true);
});

test.each<[string, RegExp]>([
  ['1ms', /^1$/],
  ['1h', /^35\d{5}$/],
])(
  'one timeout of %s covers the check of an event and its invocation, which keeps a millisecond at least',
  async (timeout, left) => {
    using face = new Face();
    const clock = new TestClock();
    face.clock = clock;
    let wasInvoked = false;
    await using platform = await ScriptedPlatform.start({
      invocation: (response, request) => {
        if (request.method === 'GET') json(200, { implemented: true })(response, request);
        else wasInvoked = true;
      },
    });
    const run = face.run(platform, {
      ...{ 'lambda-uuid': '', 'event-id': 'my_event', retries: '0' },
      ...{ timeout, 'attempt-timeout': '24h' },
    });
    await until(() => wasInvoked);
    clock.advance(3_600_000);
    const { outcome } = await run;
    const [, ms = ''] = /^The time allowed \((\d+) ms\) ran out/.exec(outcome?.errorMessage ?? '') ?? [];
    expect([outcome?.outcome, ms]).toEqual(['timeout', expect.stringMatching(left)]);
  },
);

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1000, '1.0 s'],
  [1_234, '1.2 s'],
  [59_900, '59.9 s'],
  [60_000, '1 min 0 s'],
  [586_000, '9 min 46 s'],
])('a duration of %i ms is shown as %s', (ms, shown) => {
  expect(formatDuration(ms)).toBe(shown);
});
