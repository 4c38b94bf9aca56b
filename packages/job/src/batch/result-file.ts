import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, ftruncateSync, openSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { describeFileError } from '../file-error.js';
import { flush, PRIVATE_MODE, writeWhole } from '../whole-write.js';
import type { HeaderRecord } from './header.js';

/** Characters that are written at once while earlier records are copied. */
const CHUNK_LENGTH = 65_536;

/**
 * The result-file of a batch, one record per line. It appears under its name with its header and the records of the
 * earlier run in it, or not at all. Then records are written synchronously and whole, so that the file shows at any time
 * which lines may have run. docs/batch.md describes the format.
 */
export class ResultFile {
  readonly path: string;
  readonly #file: number;
  #size: number;
  #problem: string | undefined;
  #isTorn = false;

  private constructor(path: string, size: number) {
    this.path = path;
    this.#size = size;
    this.#file = openSync(path, 'a');
  }

  /**
   * Creates the file.
   * @param replaced the real path of the earlier run's file, which may be replaced
   * @throws {Error} with a `code` when it cannot be written, or another file is in its place.
   */
  static async create(
    path: string,
    replaced: string,
    header: HeaderRecord,
    records: AsyncIterable<string>,
  ): Promise<ResultFile> {
    const draft = `${path}.${randomUUID()}.part`;
    try {
      const size = await writeDraft(draft, header, records);
      if (existsSync(path) && realpathSync(path) !== replaced) {
        const errno = -constants.errno.EEXIST;
        throw Object.assign(new Error(`${path} exists already`), { code: 'EEXIST', errno });
      }
      renameSync(draft, path);
      return new ResultFile(path, size);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  }

  /** Why the first record that failed could not be written. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Writes a record, or several with a line feed between them; returns whether all was written. If not, nothing is left. */
  add(record: string): boolean {
    // Nothing can be added behind a part of a record.
    if (this.#isTorn) return false;
    try {
      this.#size += writeWhole(this.#file, `${record}\n`);
      return true;
    } catch (error) {
      this.#problem ??= describeFileError(error);
      this.#removeTornRecord();
      return false;
    }
  }

  /** Flushes and closes the file. */
  finish(): void {
    for (const step of [flush, closeSync]) {
      try {
        step(this.#file);
      } catch (error) {
        this.#problem ??= describeFileError(error);
      }
    }
  }

  #removeTornRecord(): void {
    try {
      ftruncateSync(this.#file, this.#size);
    } catch {
      this.#isTorn = true;
    }
  }
}

/** Writes and flushes the beginning of a result-file; returns its size in bytes. */
async function writeDraft(
  path: string,
  header: HeaderRecord,
  records: AsyncIterable<string>,
): Promise<number> {
  const file = openSync(path, 'wx', PRIVATE_MODE);
  try {
    let size = 0;
    let chunk = `${JSON.stringify(header)}\n`;
    for await (const record of records) {
      chunk += `${record}\n`;
      if (chunk.length < CHUNK_LENGTH) continue;
      size += writeWhole(file, chunk);
      chunk = '';
    }
    size += writeWhole(file, chunk);
    flush(file);
    return size;
  } finally {
    closeSync(file);
  }
}
