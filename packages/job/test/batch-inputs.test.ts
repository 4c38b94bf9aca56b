import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { Face } from './support/face.js';

const BATCH = { 'payloads-file': 'payloads.jsonl', concurrency: '1' };

/** The record of a line that an earlier run wrote. */
const record = (line: number, outcome: string, more = {}): string =>
  JSON.stringify({ line, outcome, delivery: 'unknown', attempts: 1, digest: 'x', ...more });

/** The problems of a batch with these lines, and with the records of an earlier run. */
async function problemsOf(lines: string[], records?: string[]): Promise<string[]> {
  using face = new Face();
  await using platform = await ScriptedPlatform.start();
  writeFileSync(join(face.folder, 'payloads.jsonl'), lines.join('\n'));
  if (records !== undefined) writeFileSync(join(face.folder, 'earlier.jsonl'), records.join('\n'));
  const resume = records === undefined ? {} : { 'resume-file': 'earlier.jsonl' };
  const { job } = await face.run(platform, { ...BATCH, ...resume });
  expect(platform.arrived).toEqual([]);
  return job.problems.map(({ input, problem }) => `${input} ${problem}`);
}

test.each([
  [1, 'line 1 is'],
  [2, 'lines 1 and 2 are'],
  [5, 'lines 1, 2, 3, 4 and 5 are'],
  [6, 'lines 1, 2, 3, 4, 5 and 1 more are'],
  [25, 'lines 1, 2, 3, 4, 5 and 20 more are'],
])('a batch names five invalid lines and counts the others: %i', async (count, listed) => {
  expect(await problemsOf(Array.from({ length: count }, () => '{'))).toEqual([
    `payloads-file must be JSON Lines, one JSON value per line: ${listed} not valid JSON`,
  ]);
});

test('a batch names an invalid line by its place in the file, whatever stands before it', async () => {
  const [problem] = await problemsOf(['1', '', '2', '{', '3']);
  expect(problem).toContain(': line 4 is not valid JSON');
});

test('a batch without a line is a problem', async () => {
  expect(await problemsOf(['', ''])).toEqual(['payloads-file contains no payload']);
});

test.each([
  ['payload', '1', 'payloads-file cannot be combined with payload'],
  ['payload-file', 'one.json', 'payloads-file cannot be combined with payload-file'],
])('a batch has no other payload: %s', async (input, value, problem) => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start();
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n');
  writeFileSync(join(face.folder, 'one.json'), '1');
  const { job } = await face.run(platform, { ...BATCH, [input]: value });
  expect(job.problems.map((one) => `${one.input} ${one.problem}`)).toEqual([problem]);
});

test.each([
  [1, 'The line succeeded'],
  [2, 'All 2 lines succeeded'],
])('the headline of a batch counts its lines: %i', async (count, headline) => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation: json(200, {}) });
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n'.repeat(count));
  const { outcome } = await face.run(platform, BATCH);
  expect(outcome).toMatchObject({ outcome: 'success', headline });
  expect(face.log.join('\n')).toContain(`Invoking function ${LAMBDA}`);
  expect(face.log.join('\n')).toContain(', once per line');
});

test('a result-file is for its owner alone', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start();
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n');
  await face.run(platform, BATCH);
  expect(statSync(face.announced[0] ?? '').mode & 0o777).toBe(0o600);
});

test('a payload comes from one place', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start();
  writeFileSync(join(face.folder, 'one.json'), '1');
  const { job } = await face.run(platform, { payload: '1', 'payload-file': 'one.json' });
  expect(job.problems).toEqual([{ input: 'payload-file', problem: 'cannot be combined with payload' }]);
});

test('a batch whose result-file cannot be opened sends nothing, and says which folder to check', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start();
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n');
  mkdirSync(join(face.folder, 'result-1.jsonl'));
  const { outcome } = await face.run(platform, BATCH);
  expect(outcome).toMatchObject({
    outcome: 'file-error',
    headline: 'The result-file could not be opened',
    errorMessage: expect.stringMatching(
      /^The result-file could not be opened: .* \(E[A-Z]+\)\. Nothing was sent\. Check the folder\.$/,
    ),
    delivery: 'not-sent',
  });
  expect(platform.count('invocation')).toBe(0);
});

test('a resumed batch does not repeat a line that may have run, and says so in its record', async () => {
  using face = new Face();
  const invocation: Reply = (response) => void response.destroy();
  await using platform = await ScriptedPlatform.start({ invocation });
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n2\n');
  await face.run(platform, BATCH);
  const first = face.announced.at(-1) ?? '';
  // The run is killed after it started line 1.
  const [started] = face.records();
  expect(started).toMatchObject({ line: 1, delivery: 'unknown' });
  writeFileSync(
    join(face.folder, 'earlier.jsonl'),
    `${record(1, 'started', { digest: started?.['digest'] })}\n`,
  );
  const sent = platform.count('invocation');
  platform.set('invocation', json(200, 'ok'));
  await face.run(platform, { ...BATCH, 'resume-file': 'earlier.jsonl' });
  expect(face.announced.at(-1)).not.toBe(first);
  expect(platform.count('invocation')).toBe(sent + 1);
  const records = face.records();
  expect(records.map(({ line, outcome }) => `${line} ${outcome}`).sort()).toEqual(['1 aborted', '2 success']);
});

test.each([
  ['no record at all', ['rubbish'], 'resume-file is not the result-file of a batch'],
  [
    'a broken line before the last',
    [record(1, 'success'), 'rubbish', record(2, 'success')],
    'resume-file is not the result-file of a batch (line 2 is not a record)',
  ],
])('a resume-file must hold records: %s', async (_, records, problem) => {
  expect(await problemsOf(['1'], records)).toEqual([problem]);
});
