import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { turn } from '@lp-faas/testing/until';
import { Face } from './support/face.js';

const BATCH = { 'payloads-file': 'payloads.jsonl', concurrency: '4' };

/**
 * Lets time pass from the first invocation until the work is done, but not while a request is in flight: how fast files
 * and sockets are makes no difference.
 */
async function passTime<T>({ face, clock }: Timed, platform: ScriptedPlatform, work: Promise<T>): Promise<T> {
  let isDone = false;
  const done = (): void => {
    isDone = true;
  };
  work.then(done, done);
  const before = platform.count('invocation');
  while (!isDone) {
    for (let turns = 0; turns < 10; turns += 1) await turn();
    if (face.inFlight === 0 && platform.count('invocation') > before) clock.advance(250);
  }
  return await work;
}

const payloadsOf = (platform: ScriptedPlatform): number[] =>
  platform.arrived
    .filter(({ service }) => service === 'invocation')
    .map(({ body }) => (JSON.parse(body) as { payload: number }).payload);

interface Timed {
  readonly face: Face;
  readonly clock: TestClock;
}

function newFace(lines: number): Timed {
  const face = new Face();
  const clock = new TestClock();
  face.clock = clock;
  writeFileSync(
    join(face.folder, 'payloads.jsonl'),
    Array.from({ length: lines }, (_, at) => `${at + 1}\n`).join(''),
  );
  return { face, clock };
}

test('a throttled batch says every ten seconds that it is, since when, and what it waits for', async () => {
  const { face, clock } = newFace(4);
  using _ = face;
  const executed: number[] = [];
  const invocation: Reply = (response, request) => {
    if (clock.now() < 45_000) return json(429, {}, { 'retry-after': '20' })(response, request);
    executed.push((JSON.parse(request.body) as { payload: number }).payload);
    return json(200, 'ok')(response, request);
  };
  await using platform = await ScriptedPlatform.start({ invocation });
  const { outcome } = await passTime({ face, clock }, platform, face.run(platform, BATCH));
  expect(outcome).toMatchObject({ outcome: 'success', headline: 'All 4 lines succeeded' });
  expect(executed.sort()).toEqual([1, 2, 3, 4]);
  const progress = face.log.filter((line) => / of 4 lines: /.test(line));
  expect(progress).toContainEqual(
    expect.stringMatching(
      /^0 of 4 lines: 0 succeeded, 0 failed; the platform has throttled since 14:13:\d\d UTC \(\d+\.\d s\); waiting until 14:1\d:\d\d UTC, as it asked$/,
    ),
  );
  // One after 10, 20, 30 and 40 seconds at least, and one at the end.
  expect(progress.length).toBeGreaterThanOrEqual(5);
  expect(progress.at(-1)).toBe('4 of 4 lines: 4 succeeded, 0 failed');
});

test('a batch that is throttled for too long ends as a whole with rate-limited, and a resume invokes every line once', async () => {
  const { face, clock } = newFace(200);
  using _ = face;
  let executions = 0;
  let isThrottling = true;
  const invocation: Reply = (response, request) => {
    // Accepts one line of eight in the beginning.
    if (isThrottling && platform.count('invocation') !== 3) return json(429, {})(response, request);
    executions += 1;
    return json(200, 'ok')(response, request);
  };
  await using platform = await ScriptedPlatform.start({ invocation });
  const inputs = { ...BATCH, 'max-throttled': '40s', 'fail-on': 'never' };
  const { outcome } = await passTime({ face, clock }, platform, face.run(platform, inputs));
  expect(clock.now()).toBeGreaterThan(40_000);
  expect(clock.now()).toBeLessThan(70_000);
  expect(outcome).toMatchObject({
    outcome: 'rate-limited',
    headline: 'The platform is throttling invocations',
    isIncomplete: true,
  });
  expect(outcome?.errorMessage).toMatch(
    /^The platform has throttled since 14:1\d:\d\d UTC \(.*\), and accepted no line for max-throttled \(40\.0 s\)\. /,
  );
  expect(outcome?.errorMessage).toContain(`To resume, pass ${outcome?.resultFile} as resume-file`);
  const { succeeded, failed, mayHaveRun } = JSON.parse(outcome?.resultJson ?? '') as Record<string, number>;
  expect([succeeded, mayHaveRun]).toEqual([1, 0]);
  expect(failed).toBeLessThanOrEqual(4);
  const waiting = face.records().filter((record) => record['outcome'] !== 'success');
  expect(new Set(waiting.map((record) => record['outcome']))).toEqual(new Set(['rate-limited']));
  isThrottling = false;
  copyFileSync(outcome?.resultFile ?? '', join(face.folder, 'earlier.jsonl'));
  const resumed = await passTime(
    { face, clock },
    platform,
    face.run(platform, { ...BATCH, 'resume-file': 'earlier.jsonl' }),
  );
  expect(resumed.outcome).toMatchObject({ outcome: 'success' });
  expect(executions).toBe(200);
});

test('a batch ends at once when the platform asks for a longer wait than max-throttled', async () => {
  const { face, clock } = newFace(50);
  using _ = face;
  const invocation = json(429, {}, { 'retry-after': '3600' });
  await using platform = await ScriptedPlatform.start({ invocation });
  const { outcome } = await passTime({ face, clock }, platform, face.run(platform, BATCH));
  expect(clock.now()).toBeLessThan(20_000);
  expect(outcome).toMatchObject({ outcome: 'rate-limited' });
  expect(outcome?.errorMessage).toMatch(
    /^The platform asks to wait until 15:1\d:\d\d UTC, which is longer than max-throttled/,
  );
  expect(payloadsOf(platform).length).toBeLessThanOrEqual(4);
});

test('a batch may wait for longer than five minutes when max-throttled says so', async () => {
  const { face, clock } = newFace(3);
  using _ = face;
  const invocation: Reply = (response, request) =>
    json(clock.now() < 700_000 ? 429 : 200, {}, { 'retry-after': '100' })(response, request);
  await using platform = await ScriptedPlatform.start({ invocation });
  const { outcome } = await passTime(
    { face, clock },
    platform,
    face.run(platform, { ...BATCH, 'max-throttled': '15m' }),
  );
  expect(outcome).toMatchObject({ outcome: 'success' });
});
