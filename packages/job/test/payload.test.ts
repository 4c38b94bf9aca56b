import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findInputFile, isInside, placeOutputFile, readInputFile } from '../src/inputs/input-file.js';
import { checkPayload } from '../src/payload.js';

test.each([
  ['{"a": 1,\n  b: 2}', 'line 2, column 3'],
  ['{"message": "it\'s "quoted""}', 'line 1, column 20'],
  ['abc', 'line 1, column 1'],
  ["{'a': 1}", 'line 1, column 2'],
  ['{"a": 1,}', 'line 1, column 9'],
  ['{"a": 1', 'line 1, column 8'],
  ['{"a": "two\nlines"}', 'line 1, column 11'],
  ['{"a": 1} // comment', 'line 1, column 10'],
  ['{"a": 1, "a": 2,\n "b": undefined}', 'line 2, column 7'],
  ['[true, fal\\se]', 'line 1, column 8'],
  ['[1, 2, ', 'line 1, column 8'],
])('the payload %j is rejected with the place of the error: %s', (text, place) => {
  expect(checkPayload(text)).toEqual({ problem: expect.stringContaining(`(${place})`), kind: 'not-json' });
});

test.each([
  ['not closed', '['.repeat(100_000)],
  ['wrong in the middle', `${'['.repeat(100_000)}nope${']'.repeat(100_000)}`],
])('a payload nested very deeply that is %s is rejected without a place', (_, text) => {
  expect(checkPayload(text)).toEqual({
    problem: 'is not valid JSON (nested too deeply to say where)',
    kind: 'not-json',
  });
});

test('every JSON text is accepted as a payload, with or without a byte order mark', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(checkPayload(text)).toEqual({ value: text });
      expect(checkPayload(`\ufeff${text}`)).toEqual({ value: text });
    }),
  );
});

test('an error about a payload never quotes the payload', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8 }), (canary) => {
      fc.pre(!'is not valid JSON (line 1, column 123456789)'.includes(canary));
      const parsed = checkPayload(`{"password": ${canary}`);
      if ('problem' in parsed) expect(parsed.problem).not.toContain(canary);
    }),
  );
});

const folder = mkdtempSync(join(tmpdir(), 'lp-faas-payload-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const base = join(folder, 'workspace');
const within = [base, join(folder, 'temp')];
const names = { baseName: 'the workspace', withinName: 'the workspace or the temporary folder' };
const SIGNAL = new AbortController().signal;
const files = { find: (name: string) => findInputFile(name, { base, within, ...names }) };
for (const name of ['workspace', 'workspace/..sub', 'temp', 'workspace-secrets'])
  mkdirSync(join(folder, name));
writeFileSync(join(folder, 'workspace/payload.json'), '{"in":"workspace"}');
writeFileSync(join(folder, 'workspace/..sub/payload.json'), '{"in":"..sub"}');
writeFileSync(join(folder, 'workspace/latin1.json'), Buffer.from('{"name":"J\xf6rg"}', 'latin1'));
writeFileSync(join(folder, 'temp/payload.json'), '{"in":"temp"}');
writeFileSync(join(folder, 'workspace-secrets/payload.json'), '{}');
execFileSync('mkfifo', [join(folder, 'workspace/pipe')]);
const socket = createServer().listen(join(folder, 'workspace/socket'));
afterAll(() => void socket.close());
symlinkSync(join(folder, 'workspace-secrets/payload.json'), join(folder, 'workspace/link.json'));
symlinkSync(join(folder, 'workspace/loop'), join(folder, 'workspace/loop'));

test.each([
  ['payload.json', '{"in":"workspace"}'],
  ['./payload.json', '{"in":"workspace"}'],
  ['..sub/payload.json', '{"in":"..sub"}'],
  [join(folder, 'temp/payload.json'), '{"in":"temp"}'],
])('a payload-file is read from the workspace or the temporary folder: %s', async (path, value) => {
  expect(await readInputFile(path, files, SIGNAL)).toEqual({ value });
});

test.each([
  ['../workspace-secrets/payload.json', 'must be inside the workspace or the temporary folder'],
  ['link.json', 'must be inside the workspace or the temporary folder'],
  [join(folder, 'workspace-secrets/payload.json'), 'must be inside the workspace or the temporary folder'],
  ['..sub', 'must be a regular file, not a folder'],
  ['pipe', 'must be a regular file, not a named pipe'],
  ['socket', 'must be a regular file, not a socket'],
  ['payload.json/more', 'cannot be read: not a directory (ENOTDIR)'],
  ['latin1.json', 'is not UTF-8; save it in that encoding'],
  ['.', 'must be inside the workspace or the temporary folder'],
])('a payload-file that is outside, missing or not UTF-8 is rejected: %s', async (path, problem) => {
  expect(await readInputFile(path, files, SIGNAL)).toEqual({ problem });
});

test('a device is not read: it may have no end', () => {
  expect(findInputFile('/dev/zero', { base, baseName: base })).toEqual({
    problem: 'must be a regular file, not a device',
  });
});

test.each([
  ['new.xml', { value: join(base, 'new.xml') }],
  ['payload.json', { value: join(base, 'payload.json') }],
  ['..sub/new.xml', { value: join(base, '..sub/new.xml') }],
  [join(folder, 'temp/new.xml'), { value: join(folder, 'temp/new.xml') }],
  ['..sub', { problem: 'must be a regular file, not a folder' }],
  ['pipe', { problem: 'must be a regular file, not a named pipe' }],
  ['../new.xml', { problem: 'must be inside the workspace or the temporary folder' }],
  ['no-folder/new.xml', { problem: 'must be in a folder that exists, from the workspace on' }],
  ['payload.json/new.xml', { problem: 'must be in a folder that exists, from the workspace on' }],
  ['loop/new.xml', { problem: 'cannot be written: too many symbolic links encountered (ELOOP)' }],
])(
  'an output file is placed in an existing folder of the workspace or the temporary one: %s',
  (name, placed) => {
    expect(placeOutputFile(name, { base, within, ...names })).toEqual(placed);
  },
);

test.each([
  ['orders/one.json', `: there is no orders/one.json in the workspace, ${base}`],
  ['my order.json', `: there is no my order.json in the workspace, ${base}`],
  [join(base, 'one.json'), `: there is no ${join(base, 'one.json')}`],
  // What does not look like a path may be a secret or a payload in the wrong input.
  ['S3cretCanary', ` in the workspace, ${base}`],
  ['eyJhbGci.eyJzdWIi.c2ln', ` in the workspace, ${base}`],
  ['two\nlines.', ` in the workspace, ${base}`],
  [`./${'x'.repeat(4095)}`, ` in the workspace, ${base}`],
  [`./${'x'.repeat(4094)}`, `: there is no ./${'x'.repeat(4094)} in the workspace, ${base}`],
])('a file that does not exist is named with the folder in which it was looked for: %j', (name, rest) => {
  expect(files.find(name)).toEqual({ problem: `does not exist${rest}`, kind: 'file-missing' });
});

test('a folder without a name of its own is named by its path, once', () => {
  expect(findInputFile('one.json', { base, baseName: base })).toEqual({
    problem: `does not exist: there is no one.json in ${base}`,
    kind: 'file-missing',
  });
});

test.each(['{"name":"Canary"}', '["Canary"]', '"Canary"'])(
  'JSON in place of a path is not quoted: %s',
  (name) => {
    expect(files.find(name)).toEqual({ problem: 'must be the path of a file, not JSON' });
  },
);

test('a folder that does not exist contains no input file', () => {
  const elsewhere = { base, within: [join(folder, 'no-such-folder'), base], ...names };
  expect(findInputFile('payload.json', elsewhere)).toEqual({ value: join(base, 'payload.json') });
});

test('reading an input file ends when the run is cancelled', async () => {
  const read = await readInputFile('payload.json', files, AbortSignal.abort());
  expect(read).toEqual({ problem: expect.stringContaining('ABORT') });
});

test.each<[string, string, string, boolean]>([
  ['windows', 'D:\\a\\repo\\sub\\payload.json', 'D:\\a\\repo', true],
  ['windows', 'd:\\A\\repo\\payload.json', 'D:\\a\\repo', true],
  ['windows', 'D:\\a\\repo\\..sub\\payload.json', 'D:\\a\\repo', true],
  ['windows', 'C:\\Users\\me\\secret.json', 'D:\\a\\repo', false],
  ['windows', 'D:\\a\\repo-secrets\\payload.json', 'D:\\a\\repo', false],
  ['windows', '\\\\server\\share\\payload.json', 'D:\\a\\repo', false],
  ['linux', '/a/repo/payload.json', '/a/repo', true],
  ['linux', '/a/payload.json', '/a/repo', false],
  ['linux', '/a/repo', '/a/repo', false],
])('on %s, %s is inside %s: %s', (system, file, folder, expected) => {
  expect(isInside(file, folder, system === 'windows' ? win32 : posix)).toBe(expected);
});
