import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { constants } from 'node:os';

/** Readable only by the user that runs the job. */
export const PRIVATE_MODE = 0o600;

/** Some special filesystems cannot flush; what was written there is as safe as it gets. */
const CANNOT_FLUSH: ReadonlySet<unknown> = new Set(['EINVAL', 'ENOTSUP', 'ENOSYS']);

/**
 * Writes a text to an open file, to its last byte: on a disk that is nearly full, one write may take only a part of it.
 * @param write writes a part of a buffer and returns how many bytes it took, as `writeSync` does
 * @returns the number of bytes written
 * @throws {Error} with a `code` when the text is not whole; its beginning may have been written.
 */
export function writeWhole(file: number, text: string, write: typeof writeSync = writeSync): number {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    const taken = write(file, bytes, at, bytes.length - at);
    if (taken === 0) throw noSpace();
    at += taken;
  }
  return bytes.length;
}

const noSpace = (): Error =>
  Object.assign(new Error('The disk took no more bytes'), { code: 'ENOSPC', errno: -constants.errno.ENOSPC });

/**
 * Flushes what was written to the disk: some filesystems report only then that it is full.
 * @throws {Error} with a `code`.
 */
export function flush(file: number): void {
  try {
    fsyncSync(file);
  } catch (error) {
    if (!CANNOT_FLUSH.has((error as NodeJS.ErrnoException).code)) throw error;
  }
}

/**
 * Creates a file that holds the whole text, or no file at all.
 * @throws {Error} with a `code` when it exists already or cannot be written.
 */
export function writeNewFile(path: string, text: string): void {
  const file = openSync(path, 'wx', PRIVATE_MODE);
  let isWhole = false;
  try {
    writeWhole(file, text);
    flush(file);
    isWhole = true;
  } finally {
    closeSync(file);
    if (!isWhole) rmSync(path, { force: true });
  }
}
