import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { json, LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { Face } from './support/face.js';

const BATCH = { 'payloads-file': 'payloads.jsonl', concurrency: '1' };

/** The problems of a batch with this content of payloads-file. */
async function problemsOf(
  content: string | string[],
  inputs: Record<string, string> = {},
): Promise<string[]> {
  using face = new Face();
  await using platform = await ScriptedPlatform.start();
  const text = typeof content === 'string' ? content : content.join('\n');
  writeFileSync(join(face.folder, 'payloads.jsonl'), text);
  const { job } = await face.run(platform, { ...BATCH, ...inputs });
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

const JSON_LINES = 'must be JSON Lines, one JSON value per line';

test.each([
  ['on one line', '[{"id":1},{"id":2}]'],
  ['on one line, after a byte order mark', '\ufeff[{"id":1},{"id":2}]\n'],
  ['over several lines', '[\n  {"id":1},\n  {"id":2}\n]\n'],
  ['with items on lines of their own', '[{"id":1},\n{"id":2}]'],
  ['that is empty', '[]'],
  ['with CR line ends', '[\r{"id":1}\r]\r'],
])('a JSON array as payloads-file is a problem that says how to convert it: %s', async (_, content) => {
  expect(await problemsOf(content)).toEqual([
    `payloads-file is a JSON array, but ${JSON_LINES}. Convert it with jq -c '.[]' FILE; to invoke once with the whole array, use payload-file`,
  ]);
});

test('CR line ends are a problem that says how to convert them', async () => {
  expect(await problemsOf('{"id":1}\r{"id":2}\r')).toEqual([
    `payloads-file ${JSON_LINES}, but its lines end with CR; convert them with tr '\\r' '\\n' < FILE: line 1 is not valid JSON`,
  ]);
});

test('values that span lines are a problem that says how to convert them', async () => {
  expect(await problemsOf('{\n  "id": 1\n}\n{\n  "id": 2\n}')).toEqual([
    `payloads-file ${JSON_LINES}, but its values span lines; convert it with jq -c . FILE: lines 1, 2, 3, 4, 5 and 1 more are not valid JSON`,
  ]);
});

test.each([
  ['arrays, of which one is broken', '[1]\n[2\n[3]', 'line 2 is'],
  ['an array that is broken', '[{"id":1},{"id":2]', 'line 1 is'],
  ['objects, of which one is broken', '{"a":1}\n{"b":\n{"c":3}', 'line 2 is'],
])('lines that are not valid JSON are named, whatever they hold: %s', async (_, content, listed) => {
  expect(await problemsOf(content)).toEqual([`payloads-file ${JSON_LINES}: ${listed} not valid JSON`]);
});

test.each([
  ['lines of arrays', '[1]\n[2]\n'],
  ['one line that is no array', '{"list":[1]}'],
  ['Windows line ends', '{"id":1}\r\n{"id":2}\r\n'],
])('a payloads-file may hold %s', async (_, content) => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation: json(200, {}) });
  writeFileSync(join(face.folder, 'payloads.jsonl'), content);
  expect((await face.run(platform, BATCH)).outcome?.outcome).toBe('success');
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
    durationMs: 0,
    isIncomplete: true,
    attempts: 0,
  });
  expect(platform.count('invocation')).toBe(0);
});
