import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  type writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { smallDisk } from '@lp-faas/testing/small-disk';
import fc from 'fast-check';
import { describeFileError, writeNewFile } from '../src/index.js';
import { flush, writeWhole } from '../src/whole-write.js';

const folder = mkdtempSync(join(tmpdir(), 'lp-faas-write-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const newPath = (): string => {
  files += 1;
  return join(folder, `file-${files}`);
};

test('a text is written to its last byte, however few bytes each write takes', () => {
  const sizes = fc.infiniteStream(fc.integer({ min: 1, max: 5 }));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), sizes, (text, limits) => {
      const parts: Buffer[] = [];
      const inParts = ((_: number, bytes: Buffer, at: number, length: number): number => {
        const taken = Math.min(length, limits.next().value);
        parts.push(bytes.subarray(at, at + taken));
        return taken;
      }) as typeof writeSync;
      const written = writeWhole(0, text, inParts);
      expect(Buffer.concat(parts)).toEqual(Buffer.from(text));
      expect(written).toBe(Buffer.byteLength(text));
    }),
  );
});

test('a write that takes no byte is the error of a full disk, not an endless loop', async () => {
  const write = (() => 0) as typeof writeSync;
  expect(() => writeWhole(0, 'text', write)).toThrow(
    expect.objectContaining({ code: 'ENOSPC', message: 'The disk took no more bytes' }),
  );
  const error: unknown = await Promise.resolve()
    .then(() => writeWhole(0, 'text', write))
    .catch((reason: unknown) => reason);
  expect(describeFileError(error)).toBe('no space left on device (ENOSPC)');
});

test('a new file holds the whole text, and only its owner can read it', () => {
  const path = newPath();
  writeNewFile(path, 'ä€😀'.repeat(100_000));
  expect(readFileSync(path, 'utf8')).toBe('ä€😀'.repeat(100_000));
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a file that exists already is not changed', () => {
  const path = newPath();
  writeNewFile(path, 'first');
  expect(() => writeNewFile(path, 'second')).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  expect(readFileSync(path, 'utf8')).toBe('first');
});

test('a text that the disk has no room for leaves no file', () => {
  using disk = smallDisk(1_000_000);
  const path = join(disk.folder, 'result.json');
  expect(() => writeNewFile(path, 'x'.repeat(1_500_000))).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/^(ENOSPC|EFBIG)$/) }),
  );
  expect(existsSync(path)).toBe(false);
  writeNewFile(path, 'x'.repeat(500_000));
  expect(statSync(path).size).toBe(500_000);
});

test('a file that cannot be flushed is used anyway, and a real error is thrown', () => {
  const device = openSync('/dev/null', 'w');
  expect(() => flush(device)).not.toThrow();
  closeSync(device);
  expect(() => flush(device)).toThrow(expect.objectContaining({ code: 'EBADF' }));
});
