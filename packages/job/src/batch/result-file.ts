import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { describeFileError } from '../file-error.js';
import type { JobFiles } from '../ports.js';
import { readLines } from './lines.js';
import { readRecord } from './records.js';

/**
 * The result-file of a batch, one record per line, readable only by the user that runs the job. Each record is
 * written synchronously and in one piece, so that the file shows at any time which lines may have run.
 */
export class ResultFile {
  readonly path: string;
  readonly #file: number;
  #problem: string | undefined;

  constructor(files: JobFiles) {
    this.path = files.newResultFile('jsonl');
    this.#file = openSync(this.path, 'wx', 0o600);
  }

  /** Why the first record that failed could not be written. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Writes a record; returns whether it was written. */
  add(record: string): boolean {
    try {
      writeSync(this.#file, `${record}\n`);
      return true;
    } catch (error) {
      this.#problem ??= describeFileError(error);
      return false;
    }
  }

  /** Closes the file and removes the `started` records, which are needed only after a kill. */
  async finish(): Promise<void> {
    closeSync(this.#file);
    if (this.#problem !== undefined) return;
    const tidy = openSync(`${this.path}.tidy`, 'wx', 0o600);
    for await (const { text } of readLines(this.path)) {
      if (readRecord(text)?.outcome !== 'started') writeSync(tidy, `${text}\n`);
    }
    closeSync(tidy);
    renameSync(`${this.path}.tidy`, this.path);
  }
}
