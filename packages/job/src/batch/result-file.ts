import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import type { JobFiles } from '../ports.js';
import { readLines } from './lines.js';
import { readRecord } from './records.js';

/**
 * The results of a batch, a line each, for this job's user alone. Each record is written at once and whole, so that
 * the file says at any moment which lines may have run.
 */
export class ResultFile {
  readonly path: string;
  readonly #file: number;
  #problem: string | undefined;

  constructor(files: JobFiles) {
    this.path = files.newResultFile('jsonl');
    this.#file = openSync(this.path, 'wx', 0o600);
  }

  /** Why it could not be written, once that has happened. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Adds a record; answers whether that was possible. */
  add(record: string): boolean {
    try {
      writeSync(this.#file, `${record}\n`);
      return true;
    } catch (error) {
      this.#problem ??= `result-file could not be written (${(error as NodeJS.ErrnoException).code})`;
      return false;
    }
  }

  /** Takes the starts out again: what they were for is known by now. */
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
