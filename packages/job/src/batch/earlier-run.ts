import type { ParseResult } from '../parsers.js';
import { digestOf, type Line, readLines } from './lines.js';
import { type LineRecord, readRecord } from './records.js';
import type { ResultFile } from './result-file.js';

const NOT_A_RESULT_FILE = 'is not the result-file of a batch';

/** The results of an earlier run: the last record of each line. */
export class EarlierRun {
  readonly #records = new Map<number, LineRecord>();
  readonly #isIdempotent: boolean;

  private constructor(isIdempotent: boolean) {
    this.#isIdempotent = isIdempotent;
  }

  /** An earlier run without results, for a batch that does not resume. */
  static none(): EarlierRun {
    return new EarlierRun(false);
  }

  /** Reads a result-file, or returns why it is not one. */
  static async read(path: string, isIdempotent: boolean): Promise<ParseResult<EarlierRun>> {
    const earlier = new EarlierRun(isIdempotent);
    let invalid: number | undefined;
    for await (const { line, text } of readLines(path)) {
      if (invalid !== undefined) return { problem: `${NOT_A_RESULT_FILE} (line ${invalid} is not a record)` };
      const record = readRecord(text);
      // The last record may be incomplete, if the run was killed while it was written.
      if (record === undefined) invalid = line;
      else earlier.#records.set(record.line, record);
    }
    if (invalid !== undefined && earlier.#records.size === 0) return { problem: NOT_A_RESULT_FILE };
    return { value: earlier };
  }

  /** The record of a line that is not invoked again: it succeeded, or it may have run and is not idempotent. */
  settled(line: number): LineRecord | undefined {
    const record = this.#records.get(line);
    if (record === undefined) return undefined;
    const isSuccess = record.outcome === 'success';
    return isSuccess || (record.delivery === 'unknown' && !this.#isIdempotent) ? record : undefined;
  }

  /** The records of all settled lines. */
  *allSettled(): Generator<LineRecord> {
    for (const { line } of this.#records.values()) {
      const record = this.settled(line);
      if (record !== undefined) yield record;
    }
  }

  /** The number of lines with a record. */
  get size(): number {
    return this.#records.size;
  }

  /** Whether a line has a record. */
  has(line: number): boolean {
    return this.#records.has(line);
  }

  /** Whether a line is the same as in the earlier run; a line without a record is. */
  matches({ line, text }: Line): boolean {
    const record = this.#records.get(line);
    return record === undefined || record.digest === digestOf(text);
  }

  /** Copies the settled records to the new result-file, so that it is complete. */
  async carryOver(path: string, to: ResultFile): Promise<void> {
    for await (const { text } of readLines(path)) {
      const record = readRecord(text);
      const settled = record && this.settled(record.line);
      if (settled === undefined || settled.outcome !== record?.outcome) continue;
      to.add(settled.outcome === 'started' ? interrupted(settled) : text);
    }
  }
}

function interrupted({ line, delivery, digest }: LineRecord): string {
  const errorMessage =
    'It was in flight when an earlier run was killed. It may have run. Check whether it did.';
  return JSON.stringify({ line, outcome: 'aborted', delivery, digest, errorMessage });
}
