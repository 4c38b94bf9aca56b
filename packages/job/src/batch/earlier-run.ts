import type { Inputs } from '../inputs/inputs.js';
import type { ParseResult } from '../parsers.js';
import { type HeaderRecord, mismatch, readHeader } from './header.js';
import { digestOf, type Line, readLines } from './lines.js';
import { acceptedRecord, interruptedRecord, type LineRecord, readRecord } from './records.js';

/** What a resumed batch does with a line: it is done, invoked (again), or left as the earlier run recorded it. */
export type Decision = 'done' | 'invoke' | 'keep';

/** Which lines a resume invokes or accepts beyond its default. */
export interface ResumeRules {
  readonly invokesFailed: boolean;
  readonly invokesUnknown: boolean;
  readonly acceptsUnknown: boolean;
}

/** The rules that the inputs ask for. What the user accepts is not invoked, even if running it twice does no harm. */
export function resumeRules({ resume, idempotent }: Pick<Inputs, 'resume' | 'idempotent'>): ResumeRules {
  const acceptsUnknown = resume.includes('accept-unknown');
  return {
    invokesFailed: idempotent || resume.includes('failed'),
    invokesUnknown: !acceptsUnknown && (idempotent || resume.includes('unknown')),
    acceptsUnknown,
  };
}

/** For whoever only reads the records. */
export const READ_ONLY = resumeRules({ resume: [], idempotent: false });

/** The last record of a line, and its place in the file. */
interface LastRecord extends LineRecord {
  /** The line number in the result-file. */
  readonly at: number;
}

/** The results of an earlier run: the last record of each line. */
export class EarlierRun {
  readonly #records = new Map<number, LastRecord>();
  readonly #rules: ResumeRules;
  readonly #path: string;
  /** The texts of error messages; most lines of a batch share a few. */
  readonly #messages = new Map<string, string>();

  private constructor(path: string, rules: ResumeRules) {
    this.#path = path;
    this.#rules = rules;
  }

  /** An earlier run without results, for a batch that does not resume. */
  static none(): EarlierRun {
    return new EarlierRun('', READ_ONLY);
  }

  /**
   * Reads a result-file, or returns why it cannot be resumed from.
   * @param expected the header that it must have; `undefined` accepts every one
   */
  static async read(
    path: string,
    expected: HeaderRecord | undefined,
    rules: ResumeRules,
    signal: AbortSignal,
  ): Promise<ParseResult<EarlierRun>> {
    const earlier = new EarlierRun(path, rules);
    let hasHeader = false;
    let invalid: number | undefined;
    for await (const lines of readLines(path, signal)) {
      for (const { line, text } of lines) {
        if (!hasHeader) {
          const found = readHeader(text);
          if ('problem' in found) return found;
          const problem = expected && mismatch(found.value, expected);
          if (problem !== undefined) return { problem };
          hasHeader = true;
          continue;
        }
        if (invalid !== undefined) return { problem: `is damaged (line ${invalid} is not a record)` };
        // The last record may be incomplete, if the run was killed while it was written.
        if (!earlier.#add(text, line)) invalid = line;
      }
    }
    return hasHeader ? { value: earlier } : { problem: 'is empty; it is not the result-file of a batch' };
  }

  #add(text: string, at: number): boolean {
    const record = readRecord(text);
    if (record === undefined) return false;
    const { errorMessage } = record;
    this.#records.set(record.line, {
      ...record,
      at,
      ...(errorMessage !== undefined && { errorMessage: this.#shared(errorMessage) }),
    });
    return true;
  }

  #shared(message: string): string {
    const known = this.#messages.get(message);
    if (known === undefined) this.#messages.set(message, message);
    return known ?? message;
  }

  /** Decides what becomes of a line. By default only what certainly did not run is invoked. */
  decide(line: number): Decision {
    const record = this.#records.get(line);
    if (record === undefined) return 'invoke';
    const { outcome, delivery, accepted } = record;
    const { invokesFailed, invokesUnknown, acceptsUnknown } = this.#rules;
    if (outcome === 'success' || accepted) return 'done';
    if (delivery === 'executed') return invokesFailed ? 'invoke' : 'keep';
    if (delivery !== 'unknown' || invokesUnknown) return 'invoke';
    return acceptsUnknown ? 'done' : 'keep';
  }

  /** The last record of a line. */
  recordOf(line: number): LineRecord | undefined {
    return this.#records.get(line);
  }

  /** The last record of each line that has one. */
  records(): Iterable<LineRecord> {
    return this.#records.values();
  }

  /** The number of lines with a record. */
  get size(): number {
    return this.#records.size;
  }

  /** Whether a line is the same as in the earlier run; a line without a record is. */
  matches({ line, text }: Line): boolean {
    const record = this.#records.get(line);
    return record === undefined || record.digest === digestOf(text);
  }

  /**
   * Yields the record of every line, for the new result-file. Lines that are invoked again keep theirs until then:
   * without it, a later resume would take them for lines that never ran.
   * @throws {Error} when the file has changed since it was read.
   */
  async *carriedOver(signal: AbortSignal): AsyncGenerator<string> {
    if (this.#path === '') return;
    let carried = 0;
    for await (const lines of readLines(this.#path, signal)) {
      for (const { line: at, text } of lines) {
        const record = readRecord(text);
        const last = record && this.#records.get(record.line);
        if (last?.at !== at) continue;
        const current = last.outcome === 'started' ? interruptedRecord(last) : text;
        const isAccepted = last.outcome !== 'success' && !last.accepted && this.decide(last.line) === 'done';
        carried += 1;
        yield isAccepted ? acceptedRecord(current) : current;
      }
    }
    if (carried !== this.size) throw new Error('resume-file changed while it was read');
  }
}
