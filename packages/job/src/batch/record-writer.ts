import type { JobOutcome } from '../outcome.js';
import { withoutResult } from './line-result.js';
import type { DigestedLine } from './lines.js';
import { recordOf, startOf } from './records.js';
import type { ResultFile } from './result-file.js';

/** Characters of records that wait to be written; with more, they do not wait for the end of the turn. */
const MAX_WAITING = 65_536;

/** The part of a {@link ResultFile} that records are written with. */
export type RecordFile = Pick<ResultFile, 'add' | 'problem'>;

interface SettledLine {
  readonly line: DigestedLine;
  readonly result: JobOutcome;
  readonly record: string;
}

/**
 * Writes the records of a batch: those of one turn of the event loop in one write. The record of a start is written
 * before `start` returns, so that no line is sent without it. The record of a settled line may wait until the end of the
 * turn: after a kill before that, the file says that the line may have run, which is true.
 */
export class RecordWriter implements Disposable {
  readonly #file: RecordFile;
  readonly #onSettled: (line: DigestedLine, recorded: JobOutcome) => void;
  #waiting: SettledLine[] = [];
  #waitingLength = 0;
  #turnEnd: NodeJS.Immediate | undefined;

  /** @param onSettled called with what the file says of a settled line */
  constructor(file: RecordFile, onSettled: (line: DigestedLine, recorded: JobOutcome) => void) {
    this.#file = file;
    this.#onSettled = onSettled;
  }

  /** Records lines as started; returns those whose record was written: none after a failed write. */
  start(lines: readonly DigestedLine[]): readonly DigestedLine[] {
    const starts = this.#file.problem === undefined ? lines.map(startOf) : [];
    return lines.slice(0, this.#write(starts));
  }

  /** Records a line that was started but never sent. It is not a settled line of this run. */
  withdraw(line: DigestedLine, result: JobOutcome): void {
    this.#write([recordOf(line, result)]);
  }

  /** Records the result of a line, at the latest at the end of this turn of the event loop. */
  settle(line: DigestedLine, result: JobOutcome): void {
    const record = recordOf(line, result);
    this.#waiting.push({ line, result, record });
    this.#waitingLength += record.length;
    if (this.#waitingLength > MAX_WAITING) this.#write([]);
    else this.#turnEnd ??= setImmediate(() => this.#write([]));
  }

  /** Writes what waits. */
  [Symbol.dispose](): void {
    this.#write([]);
  }

  /** Writes what waits and then `more`; returns how many of these were written. */
  #write(more: readonly string[]): number {
    clearImmediate(this.#turnEnd);
    this.#turnEnd = undefined;
    const settled = this.#waiting;
    this.#waiting = [];
    this.#waitingLength = 0;
    const records = [...settled.map(({ record }) => record), ...more];
    if (records.length === 0) return 0;
    if (!this.#file.add(records.join('\n'))) return this.#writeEach(settled, more);
    for (const { line, result } of settled) this.#onSettled(line, result);
    return more.length;
  }

  /** Writes record by record what did not fit together. */
  #writeEach(settled: readonly SettledLine[], more: readonly string[]): number {
    const isWhole = settled.map((one) => this.#writeSettled(one)).every(Boolean);
    if (!isWhole) return 0;
    const failed = more.findIndex((record) => !this.#file.add(record));
    return failed === -1 ? more.length : failed;
  }

  #writeSettled({ line, result, record }: SettledLine): boolean {
    const isWhole = this.#file.add(record);
    // There may be room for a record without the result.
    const recorded = isWhole ? result : withoutResult(result, this.#file.problem ?? '');
    if (!isWhole) this.#file.add(recordOf(line, recorded));
    this.#onSettled(line, recorded);
    return isWhole;
  }
}
