import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import fc from 'fast-check';
import { mergeResults, passes } from '../src/index.js';
import { isInShard, shardOf } from '../src/inputs/shard.js';
import { Face } from './support/face.js';

const { signal } = new AbortController();

/** The orders that a platform was asked to run. */
const orders = (platform: ScriptedPlatform): number[] =>
  platform.arrived
    .filter(({ service }) => service === 'invocation')
    .map(({ body }) => Number(/"order":(\d+)/.exec(body)?.[1]))
    .sort((a, b) => a - b);

const lines = (count: number): string =>
  Array.from({ length: count }, (_, at) => `{"order":${at + 1}}\n`).join('');

/** Fails the orders of a list with 901. */
const failing =
  (...failed: number[]): Reply =>
  (response, request) => {
    const order = Number(/"order":(\d+)/.exec(request.body)?.[1]);
    json(failed.includes(order) ? 901 : 200, { order })(response, request);
  };

async function runShard(face: Face, platform: ScriptedPlatform, shard: string, more = {}) {
  const ran = await face.run(platform, { 'payloads-file': 'orders.jsonl', shard, ...more });
  return { ...ran, file: face.announced.at(-1) ?? '' };
}

describe('shard', () => {
  test('every line belongs to exactly one of N shards, and their lengths differ by one at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 500 }), (of, count) => {
        const sizes = Array.from({ length: of }, () => 0);
        for (let line = 1; line <= count; line += 1) {
          const owners = sizes.map((_, at) => isInShard(line, { part: at + 1, of }));
          expect(owners.filter(Boolean)).toHaveLength(1);
          const owner = owners.indexOf(true);
          sizes[owner] = (sizes[owner] ?? 0) + 1;
        }
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each(['', '0/2', '3/2', '1/0', '1', '1/1001', 'a/b', '-1/2', '1.5/2'])('is refused: %j', (text) => {
    expect(shardOf(text)).toEqual({
      problem: 'must be K/N, such as 1/4, with K from 1 to N and N of at most 1000',
    });
  });

  test('invokes every Nth line from line K on, and blank lines count', async () => {
    await using platform = await ScriptedPlatform.start();
    using face = new Face();
    writeFileSync(
      join(face.folder, 'orders.jsonl'),
      '{"order":1}\n{"order":2}\n\n{"order":4}\n{"order":5}\n',
    );
    const { outcome } = await runShard(face, platform, '2/3');
    expect([outcome?.outcome, orders(platform)]).toEqual(['success', [2, 5]]);
    expect(face.resultLines()[0]).toMatchObject({ shard: '2/3', lines: 2 });
  });

  test('that has no line is a success that says so, and sends nothing', async () => {
    await using platform = await ScriptedPlatform.start();
    using face = new Face();
    writeFileSync(join(face.folder, 'orders.jsonl'), lines(2));
    const { outcome } = await runShard(face, platform, '3/3');
    expect(outcome).toMatchObject({ outcome: 'success', headline: 'No line of the file is in this shard' });
    expect(orders(platform)).toEqual([]);
  });

  test('resumes its own result-file alone', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: failing(1) });
    using face = new Face();
    writeFileSync(join(face.folder, 'orders.jsonl'), lines(4));
    const { file } = await runShard(face, platform, '1/2');
    const other = await runShard(face, platform, '2/2', { 'resume-file': file });
    expect(other.job.problems).toEqual([
      {
        input: 'resume-file',
        problem: expect.stringMatching(
          /^is the result-file of shard 1\/2 of .* but this run invokes shard 2\/2/,
        ),
      },
    ]);
    platform.set('invocation', json(200, {}));
    const own = await runShard(face, platform, '1/2', { 'resume-file': file, resume: 'failed' });
    expect([own.outcome?.outcome, orders(platform)]).toEqual(['success', [1, 1, 3]]);
  });

  test('needs payloads-file', async () => {
    await using platform = await ScriptedPlatform.start();
    using face = new Face();
    const { job } = await face.run(platform, { shard: '1/2' });
    expect(job.problems).toEqual([{ input: 'shard', problem: 'requires payloads-file' }]);
  });
});

describe('mergeResults', () => {
  /** Runs every shard of seven orders, of which some fail; returns their result-files. */
  async function shards(face: Face, of: number, invocation: Reply = failing()): Promise<string[]> {
    await using platform = await ScriptedPlatform.start({ invocation });
    writeFileSync(join(face.folder, 'orders.jsonl'), lines(7));
    const files: string[] = [];
    for (let part = 1; part <= of; part += 1)
      files.push((await runShard(face, platform, `${part}/${of}`)).file);
    return files;
  }
  const target = (face: Face): string => join(face.folder, 'merged.jsonl');

  test('makes one result-file that a run without shards can resume, and sums up', async () => {
    using face = new Face();
    const files = await shards(face, 3, failing(2, 6));
    const outcome = await mergeResults(files, target(face), signal);
    expect(outcome).toMatchObject({
      outcome: 'function-failed',
      headline: '2 of 7 lines failed',
      failureDelivery: 'executed',
    });
    expect(JSON.parse(outcome.resultJson)).toMatchObject({ lines: 7, done: 5, failed: 2, notStarted: 0 });
    await using platform = await ScriptedPlatform.start();
    const all = { 'payloads-file': 'orders.jsonl', 'resume-file': target(face), resume: 'failed' };
    const resumed = await face.run(platform, all);
    expect([resumed.outcome?.outcome, orders(platform)]).toEqual(['success', [2, 6]]);
  });

  test('is a success when every line of every shard is done', async () => {
    using face = new Face();
    const outcome = await mergeResults(await shards(face, 2), target(face), signal);
    expect(outcome).toMatchObject({ outcome: 'success', headline: 'All 7 lines succeeded' });
  });

  test('counts the lines that a shard did not send', async () => {
    using face = new Face();
    const [one = '', two = ''] = await shards(face, 2);
    // As after a kill: the records of two lines are missing.
    const kept = readFileSync(two, 'utf8')
      .split('\n')
      .filter((line) => !/"line":[46],/.test(line));
    writeFileSync(two, kept.join('\n'));
    const outcome = await mergeResults([one, two], target(face), signal);
    expect(JSON.parse(outcome.resultJson)).toMatchObject({ lines: 7, done: 5, notStarted: 2 });
    expect(outcome).toMatchObject({
      isIncomplete: true,
      outcome: 'aborted',
      headline: 'Not every line was sent',
    });
    expect(passes(outcome, 'never')).toBe(false);
  });

  test.each<[string, (files: string[]) => string[], RegExp]>([
    [
      'a shard is missing',
      ([one = '']) => [one],
      /^The result-file of shard 2\/2 is missing\. Nothing was merged\.$/,
    ],
    ['a shard is there twice', ([one = '', two = '']) => [one, two, one], /is a second file of shard 1\/2/],
    [
      'a file does not exist',
      ([one = '']) => [one, 'missing.jsonl'],
      /^missing\.jsonl cannot be read: .*ENOENT/,
    ],
    ['there is no file', () => [], /^Name the result-files of all shards/],
  ])('refuses to merge when %s', async (_, choose, message) => {
    using face = new Face();
    const outcome = await mergeResults(choose(await shards(face, 2)), target(face), signal);
    expect(outcome).toMatchObject({
      outcome: 'invalid-options',
      errorMessage: expect.stringMatching(message),
    });
  });

  test('names ten of the shards that are missing', async () => {
    using face = new Face();
    await using platform = await ScriptedPlatform.start();
    writeFileSync(join(face.folder, 'orders.jsonl'), lines(1));
    const { file } = await runShard(face, platform, '1/15');
    const { errorMessage } = await mergeResults([file], target(face), signal);
    expect(errorMessage).toBe(
      'The result-file of shard 2/15, 3/15, 4/15, 5/15, 6/15, 7/15, 8/15, 9/15, 10/15 and 11/15 is missing. Nothing was merged.',
    );
  });

  test('refuses shards of different batches, a file without shards, and a line of another shard', async () => {
    using face = new Face();
    const [one = '', two = ''] = await shards(face, 2);
    const [, , three = ''] = await shards(face, 3);
    const job = `function ${LAMBDA} of account 12345678`;
    expect((await mergeResults([one, three], target(face), signal)).errorMessage).toBe(
      `${three} has the results of shard 3/3 of ${job}, but ${one} those of shard 1/2 of ${job}. Nothing was merged.`,
    );
    const text = readFileSync(two, 'utf8');
    writeFileSync(two, text.replace('"account":"12345678"', '"account":"87654321"'));
    expect((await mergeResults([one, two], target(face), signal)).errorMessage).toContain('87654321');
    writeFileSync(two, text.replace(',"shard":"2/2"', ''));
    expect((await mergeResults([one, two], target(face), signal)).errorMessage).toContain(
      'is not the result-file of a shard',
    );
    writeFileSync(two, text);
    appendFileSync(two, '{"line":3,"outcome":"success","delivery":"executed","digest":"x"}\n');
    expect((await mergeResults([one, two], target(face), signal)).errorMessage).toBe(
      `${two} is damaged (line 3 belongs to another shard). Nothing was merged.`,
    );
  });

  test('that is cancelled merges nothing and says so', async () => {
    using face = new Face();
    const files = await shards(face, 2);
    const outcome = await mergeResults(files, target(face), AbortSignal.abort(new Error('cancelled')));
    expect(outcome).toMatchObject({
      outcome: 'aborted',
      delivery: 'not-sent',
      errorMessage: 'The run was cancelled. Nothing was merged.',
      durationMs: 0,
    });
    expect(existsSync(target(face))).toBe(false);
  });

  test('does not replace a file', async () => {
    using face = new Face();
    const files = await shards(face, 2);
    writeFileSync(target(face), 'precious');
    const outcome = await mergeResults(files, target(face), signal);
    expect(outcome).toMatchObject({
      outcome: 'file-error',
      headline: 'A file could not be written',
      errorMessage: 'The result-file could not be written: file already exists (EEXIST). Nothing was merged.',
      durationMs: 0,
    });
    expect(readFileSync(target(face), 'utf8')).toBe('precious');
  });
});
