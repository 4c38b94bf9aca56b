import type { ParseResult } from '../parsers.js';
import { digestOf, type Line, readLines } from './lines.js';
import { type LineRecord, readRecord } from './records.js';
import type { ResultFile } from './result-file.js';

/** What an earlier run has left: the last record of each line. */
export class EarlierRun {
  readonly #records = new Map<number, LineRecord>();
  readonly #isIdempotent: boolean;

  private constructor(isIdempotent: boolean) {
    this.#isIdempotent = isIdempotent;
  }

  static none(): EarlierRun {
    return new EarlierRun(false);
  }

  /** Answers what is wrong with the file when it is none of ours. */
  static async read(path: string, isIdempotent: boolean): Promise<ParseResult<EarlierRun>> {
    const earlier = new EarlierRun(isIdempotent);
    let bad: number | undefined;
    for await (const { line, text } of readLines(path)) {
      if (bad !== undefined) return { problem: `is no result-file of a batch (look at its line ${bad})` };
      const record = readRecord(text);
      // The last one may be cut off, when the run was killed while it was written.
      if (record === undefined) bad = line;
      else earlier.#records.set(record.line, record);
    }
    if (bad !== undefined && earlier.#records.size === 0) return { problem: 'is no result-file of a batch' };
    return { value: earlier };
  }

  /** What is not to be invoked again: what succeeded, and what may have run unless that does no harm. */
  settled(line: number): LineRecord | undefined {
    const record = this.#records.get(line);
    if (record === undefined) return undefined;
    const isDone = record.outcome === 'success';
    return isDone || (record.delivery === 'unknown' && !this.#isIdempotent) ? record : undefined;
  }

  /** Every line of which that is true. */
  *allSettled(): Generator<LineRecord> {
    for (const { line } of this.#records.values()) {
      const record = this.settled(line);
      if (record !== undefined) yield record;
    }
  }

  /** How many lines it knows. */
  get size(): number {
    return this.#records.size;
  }

  has(line: number): boolean {
    return this.#records.has(line);
  }

  /** Whether a line is still what it was in the earlier run. */
  fits({ line, text }: Line): boolean {
    const record = this.#records.get(line);
    return record === undefined || record.digest === digestOf(text);
  }

  /** Copies what is settled to the new file, so that it is whole. */
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
  const errorMessage = 'It was under way when an earlier run was killed. It may have run.';
  return JSON.stringify({ line, outcome: 'aborted', delivery, digest, errorMessage });
}
