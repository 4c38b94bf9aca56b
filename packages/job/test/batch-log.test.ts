import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { FunctionsClient } from '@lp-faas/core';
import { TestClock } from '@lp-faas/testing/clock';
import { json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { until } from '@lp-faas/testing/until';
import { logPolls } from '../src/poll-log.js';
import { writeGroup } from '../src/ports.js';
import { Face } from './support/face.js';

const BATCH = { 'payloads-file': 'payloads.jsonl', concurrency: '1' };

test('the log of a batch says what it does, where the results are, and how it ended', async () => {
  await using platform = await ScriptedPlatform.start();
  using face = new Face();
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n2\n');
  await face.run(platform, BATCH);
  expect(face.log.slice(-4)).toEqual([
    `[Invoking function ${LAMBDA} of account 12345678, once per line`,
    `2 lines, concurrency 1; results are written to ${face.announced[0]}`,
    '2 of 2 lines: 2 succeeded, 0 failed',
    ']',
  ]);
});

test('a group of lines has a title and an end', () => {
  const written: string[] = [];
  writeGroup('title', ['one', 'two'], {
    info: (line: string) => written.push(line),
    startGroup: (title: string) => written.push(`[${title}`),
    endGroup: () => written.push(']'),
  } as never);
  expect(written).toEqual(['[title', 'one', 'two', ']']);
});

test('a failure that every line would have stops the batch, and both are told once', async () => {
  await using platform = await ScriptedPlatform.start({ invocation: json(403, {}) });
  using face = new Face();
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n'.repeat(100));
  const { outcome } = await face.run(platform, BATCH);
  expect(outcome).toMatchObject({ outcome: 'forbidden', headline: 'The invocation is not allowed' });
  expect(outcome?.errorMessage).toMatch(
    /^Stopped, because every further line would fail in the same way: The invocation is not allowed: the gateway at \S+ answered 403\. /,
  );
  expect(face.records()).toMatchObject([{ line: 1, outcome: 'forbidden', durationMs: 0 }]);
  expect(face.log.filter((line) => line.startsWith('Line '))).toEqual([
    expect.stringMatching(
      /^Line 1: forbidden\. The invocation is not allowed: the gateway at \S+ answered 403\. /,
    ),
  ]);
});

test.each([
  ['false', '$.id is 4711, expected 1'],
  ['true', '$.id is a different number'],
])('with mask-result %s, the log of a line says: %s', async (mask, difference) => {
  await using platform = await ScriptedPlatform.start({ invocation: json(200, { id: 4711 }) });
  using face = new Face();
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n');
  const { outcome } = await face.run(platform, { ...BATCH, expect: '{"id":1}', 'mask-result': mask });
  expect(face.log).toContainEqual(
    `Line 1: expectation-failed. The function ran, but not as expected: ${difference}. Check what it did, or correct the expectation.`,
  );
  expect(outcome?.diff).toBe(
    mask === 'true' ? '' : 'Line 1:\n- expected\n+ result\n\n  {\n-   "id": 1\n+   "id": 4711\n  }',
  );
});

test('on a terminal the progress of a batch has its pace, which counts only lines of this run', async () => {
  using face = new Face();
  const clock = new TestClock();
  face.clock = clock;
  face.shown = [];
  let answer = (): void => undefined;
  const invocation: Reply = (response, request) => {
    answer = () => json(200, 'ok')(response, request);
  };
  await using platform = await ScriptedPlatform.start();
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n2\n3\n');
  await face.run(platform, { ...BATCH });
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n2\n3\n4\n5\n6\n7\n');
  face.shown = [];
  platform.set('invocation', invocation);
  const before = platform.count('invocation');
  const earlier = face.announced.at(-1) ?? '';
  const run = face.run(platform, { ...BATCH, 'resume-file': earlier });
  for (let line = 1; line <= 4; line += 1) {
    await until(() => platform.count('invocation') === before + line);
    clock.advance(500);
    answer();
  }
  expect((await run).outcome).toMatchObject({ outcome: 'success' });
  expect(face.shown).toEqual([
    '3 of 7 lines: 3 succeeded, 0 failed',
    '4 of 7 lines: 4 succeeded, 0 failed; 1.0 lines/s, 3.0 s left',
    '5 of 7 lines: 5 succeeded, 0 failed; 1.3 lines/s, 2.0 s left',
    '6 of 7 lines: 6 succeeded, 0 failed; 1.5 lines/s, 1.0 s left',
  ]);
});

test('a function that is found at once is not in the log', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start();
  await face.run(platform, { 'wait-for-function': '10m' });
  expect(face.log.filter((line) => line.includes('poll'))).toEqual([]);
});

test('the log tells of the polls of its own account alone', async () => {
  const domain: Reply = (response, request) => {
    const [, account, , service] = /account\/(\d+)\/(service)\/(\w+)/.exec(request.url) ?? [];
    json(200, { service, account, baseURI: request.headers.host })(response, request);
  };
  await using platform = await ScriptedPlatform.start({ domain, invocation: json(404, {}) });
  const lines: string[] = [];
  const log = { info: (line: string) => void lines.push(line) } as Parameters<typeof logPolls>[1];
  const stop = logPolls('12345678', log);
  for (const accountId of ['87654321', '12345678']) {
    await using client = new FunctionsClient({ ...platform.options, accountId });
    const call = client.invoke({ lambdaUuid: LAMBDA }, { waitForFunctionMs: 1 });
    await expect(call).rejects.toMatchObject({ code: 'function-not-found' });
    expect(lines.length > 0).toBe(accountId === '12345678');
  }
  stop();
  expect(lines.at(-1)).toBe('The function was not found (poll 2); the wait is over');
});
