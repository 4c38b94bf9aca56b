import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { BatchTally } from '../src/batch/tally.js';
import { Face } from './support/face.js';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/batch.md'), 'utf8');
const blocksOf = (language: string): string[] =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, block = '']) => block);

const [PAYLOADS = '', RESULTS = ''] = blocksOf('json');
const [CONVERSIONS = '', LAST_RECORDS = ''] = blocksOf('sh');

/** Runs a shell script of the page in a folder. */
const shell = (script: string, cwd: string): string =>
  execFileSync('bash', ['-euc', script], { cwd, encoding: 'utf8' });

test('a resume from the result-file that docs/batch.md shows invokes the lines that the page says', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation: json(200, 'ok') });
  writeFileSync(join(face.folder, 'payloads.jsonl'), PAYLOADS);
  writeFileSync(join(face.folder, 'earlier.jsonl'), RESULTS);
  const inputs = { 'payloads-file': 'payloads.jsonl', 'resume-file': 'earlier.jsonl', concurrency: '1' };
  const { job } = await face.run(platform, inputs);
  expect(job.problems).toEqual([]);
  const [, first, second] = /the default invokes lines (\d) and (\d)\./.exec(PAGE) ?? [];
  const invoked = platform.arrived.filter(({ service }) => service === 'invocation');
  expect(
    invoked.map(({ body }) => (JSON.parse(body) as { payload: { order: number } }).payload.order),
  ).toEqual([Number(first), Number(second)]);
});

test('docs/batch.md describes every field of header and records, and every count', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation: json(901, {}) });
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n');
  await face.run(platform, { 'payloads-file': 'payloads.jsonl' });
  const described = PAGE.match(/^\| `\w+`/gm)?.map((cell) => cell.replace(/\W/g, '')) ?? [];
  const written = face.resultLines().flatMap((record) => Object.keys(record));
  expect(described).toEqual(expect.arrayContaining(written));
  expect(described).toEqual(expect.arrayContaining(Object.keys(new BatchTally(0).counts)));
});

test('the commands of docs/batch.md convert arrays and pretty-printed values to JSON Lines', () => {
  using face = new Face();
  writeFileSync(join(face.folder, 'array.json'), JSON.stringify([{ order: 1 }, { order: 2 }], null, 2));
  writeFileSync(join(face.folder, 'pretty-printed.json'), '{\n "order": 1\n}\n{\n "order": 2\n}\n');
  for (const command of CONVERSIONS.trim().split('\n')) {
    shell(command, face.folder);
    expect(readFileSync(join(face.folder, 'payloads.jsonl'), 'utf8')).toBe('{"order":1}\n{"order":2}\n');
  }
});

test('the command of docs/batch.md prints the last record of each line', () => {
  using face = new Face();
  writeFileSync(join(face.folder, 'result.jsonl'), RESULTS);
  const printed = shell(LAST_RECORDS, face.folder).trimEnd().split('\n');
  const records = printed.map((line) => JSON.parse(line) as { line: number; outcome: string });
  expect(records.map(({ line, outcome }) => `${line} ${outcome}`)).toEqual([
    '1 success',
    '2 function-failed',
    '3 rate-limited',
    '4 started',
  ]);
});
