import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { smallDisk } from '@lp-faas/testing/small-disk';
import { EarlierRun } from '../src/batch/earlier-run.js';
import { ResultFile } from '../src/batch/result-file.js';
import { writeNewFile } from '../src/index.js';
import { writeJunit } from '../src/junit.js';
import { outcomeOf } from '../src/outcome.js';
import { Face } from './support/face.js';

const HEADER = { version: 1, account: '1', function: 'f' };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lp-faas-result-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const realpathOf = (path: string): string | undefined => {
  try {
    return realpathSync(path);
  } catch {
    // The descriptor of the folder itself is closed by now.
    return undefined;
  }
};

async function* recordsOf(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}
const textOf = (records: readonly string[]): string => [JSON.stringify(HEADER), ...records, ''].join('\n');

test('a result-file begins with its header and every earlier record, however many there are', async () => {
  const path = join(folder, 'result.jsonl');
  const earlier = Array.from({ length: 3000 }, (_, at) => `{"line":${at + 1},"text":"${'ä'.repeat(50)}"}`);
  const file = await ResultFile.create(path, '', HEADER, recordsOf(earlier));
  expect(file.add('{"line":3001}')).toBe(true);
  file.finish();
  expect(file.problem).toBeUndefined();
  expect(readFileSync(path, 'utf8')).toBe(textOf([...earlier, '{"line":3001}']));
});

test('a record that the disk has no room for leaves nothing of itself, and a shorter one may follow', async () => {
  using disk = smallDisk(400_000);
  const path = join(disk.folder, 'result.jsonl');
  const earlier = Array.from({ length: 3 }, () => `{"text":"${'ä'.repeat(40_000)}"}`);
  const file = await ResultFile.create(path, '', HEADER, recordsOf(earlier));
  expect(file.add('{"line":1}')).toBe(true);
  expect(file.add(`{"line":2,"result":"${'x'.repeat(500_000)}"}`)).toBe(false);
  expect(file.add('{"line":2}')).toBe(true);
  expect(file.add(`{"line":3,"result":"${'x'.repeat(500_000)}"}`)).toBe(false);
  file.finish();
  expect(file.problem).toMatch(/^(no space left on device \(ENOSPC\)|file too large \(EFBIG\))$/);
  expect(readFileSync(path, 'utf8')).toBe(textOf([...earlier, '{"line":1}', '{"line":2}']));
});

test('a result-file that was closed takes no record, and says what failed first', async () => {
  const path = join(folder, 'result.jsonl');
  const file = await ResultFile.create(path, '', HEADER, recordsOf([]));
  file.finish();
  expect(file.problem).toBeUndefined();
  expect([file.add('{"line":1}'), file.add('{"line":2}')]).toEqual([false, false]);
  expect(file.problem).toBe('bad file descriptor (EBADF)');
  expect(readFileSync(path, 'utf8')).toBe(textOf([]));
});

test('closing a file that is gone is a problem, not an error', async () => {
  const file = await ResultFile.create(join(folder, 'result.jsonl'), '', HEADER, recordsOf([]));
  file.finish();
  file.finish();
  expect(file.problem).toBe('bad file descriptor (EBADF)');
});

test('no file stays open: neither of a job that succeeds nor of one that fails', async () => {
  const openFiles = (): string[] =>
    readdirSync('/proc/self/fd').flatMap((fd) => {
      const path = realpathOf(`/proc/self/fd/${fd}`);
      return path?.startsWith(folder) ? [path] : [];
    });
  writeNewFile(join(folder, 'new.json'), '1');
  const file = await ResultFile.create(join(folder, 'result.jsonl'), '', HEADER, recordsOf([]));
  expect(openFiles()).toHaveLength(1);
  file.finish();
  const outcome = outcomeOf({ outcome: 'success', delivery: 'executed', durationMs: 1 });
  const subject = { target: 'function f', accountId: '1' };
  await writeJunit(join(folder, 'junit.xml'), outcome, subject);
  const broken = { ...outcome, resultFile: join(folder, 'missing.jsonl') };
  await expect(writeJunit(join(folder, 'junit.xml'), broken, subject)).rejects.toThrow('ENOENT');
  expect(openFiles()).toEqual([]);
});

test('a resume-file that changed while it was read is an error', async () => {
  const path = join(folder, 'earlier.jsonl');
  const record = (line: number): string =>
    JSON.stringify({ line, outcome: 'success', delivery: 'executed', digest: 'x' });
  writeFileSync(path, textOf([record(1), record(2)]));
  const { signal } = new AbortController();
  const rules = { invokesFailed: false, invokesUnknown: false, acceptsUnknown: false };
  const read = await EarlierRun.read(path, undefined, rules, signal);
  if ('problem' in read) throw new Error(read.problem);
  writeFileSync(path, textOf([record(1)]));
  const target = join(folder, 'result.jsonl');
  await expect(ResultFile.create(target, '', HEADER, read.value.carriedOver(signal))).rejects.toThrow(
    'resume-file changed while it was read',
  );
  expect(existsSync(target)).toBe(false);
});

test('a batch whose result-file has no room left says so, and which folder to check', async () => {
  await using platform = await ScriptedPlatform.start({
    invocation: json(200, { text: 'x'.repeat(500_000) }),
  });
  using face = new Face();
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n2\n3\n');
  using disk = smallDisk(400_000);
  face.resultFolder = disk.folder;
  const { outcome } = await face.run(platform, { 'payloads-file': 'payloads.jsonl', concurrency: '1' });
  const reason = disk.isMounted ? 'no space left on device (ENOSPC)' : 'file too large (EFBIG)';
  expect(outcome).toMatchObject({
    outcome: 'file-error',
    headline: 'The result-file could not be written',
    delivery: 'executed',
    isIncomplete: true,
  });
  expect(outcome?.errorMessage).toMatch(/^The result-file could not be written: /);
  expect(outcome?.errorMessage).toContain(`could not be written: ${reason}. Check the folder. `);
  expect(face.records()).toMatchObject([
    {
      outcome: 'file-error',
      delivery: 'executed',
      errorMessage: `The function ran, but its result could not be written: ${reason}.`,
    },
  ]);
  expect(platform.count('invocation')).toBe(1);
});

test('a payloads-file that is gone when the batch reads it again is said to be', async () => {
  await using platform = await ScriptedPlatform.start();
  using face = new Face();
  const path = join(face.folder, 'payloads.jsonl');
  writeFileSync(path, '1\n');
  face.onAnnounced = () => rmSync(path);
  const { outcome } = await face.run(platform, { 'payloads-file': 'payloads.jsonl' });
  expect(outcome).toMatchObject({
    outcome: 'file-error',
    headline: 'The payloads-file could not be read',
    delivery: 'not-sent',
  });
  expect(outcome?.errorMessage).toMatch(
    /^The payloads-file could not be read: no such file or directory \(ENOENT\)\. /,
  );
});
