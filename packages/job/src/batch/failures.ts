import type { Delivery } from '@lp-faas/core';
import { DID_IT_RUN, type ErrorCode, type Table } from '../outcome.js';
import { listOf } from '../sentences.js';

/** Different failures that are kept; the result-file has all of them. */
const MAX_KINDS = 10;

/** Lines that are listed for each. */
const MAX_LISTED = 5;

/** A line that failed, in this run or in an earlier one. */
export interface FailedLine {
  readonly line: number;
  readonly outcome: ErrorCode;
  readonly delivery: Delivery;
  readonly message: string;
  /** The message with values of the result, where they may be shown; otherwise the same. */
  readonly shownMessage: string;
}

/** A list of lines, of which the first few are kept. */
export class LineList {
  readonly #first: number[] = [];
  #count = 0;

  add(line: number): void {
    this.#count += 1;
    if (this.#first.length <= MAX_LISTED) this.#first.push(line);
  }

  get count(): number {
    return this.#count;
  }

  /** Such as `2, 5 and 9`, or `1, 2, 3, 4, 5 and 20 more`. */
  toString(): string {
    const rest = this.#count - MAX_LISTED;
    return listOf(rest > 1 ? [...this.#first.slice(0, MAX_LISTED), `${rest} more`] : this.#first);
  }
}

interface FailureKind {
  readonly first: FailedLine;
  readonly lines: LineList;
}

/** The failures of a batch: one kind for each code, delivery and message. Durations do not make a difference. */
export class Failures {
  readonly #kinds = new Map<string, FailureKind>();
  readonly #codes = new Map<ErrorCode, { readonly first: FailedLine; count: number }>();
  #others = 0;

  /** Adds a failure; returns whether it is the first of its kind and was kept. */
  add(failure: FailedLine): boolean {
    const { outcome, delivery, line } = failure;
    const code = this.#codes.get(outcome);
    if (code === undefined) this.#codes.set(outcome, { first: failure, count: 1 });
    else code.count += 1;
    const key = [outcome, delivery, failure.shownMessage.replace(/\d+ ms\b/g, 'ms')].join('\n');
    const known = this.#kinds.get(key);
    if (known === undefined && this.#kinds.size === MAX_KINDS) {
      this.#others += 1;
      return false;
    }
    const kind = known ?? { first: failure, lines: new LineList() };
    kind.lines.add(line);
    this.#kinds.set(key, kind);
    return known === undefined;
  }

  /** The codes with their counts, in the order in which they first occurred. */
  get codes(): ReadonlyMap<ErrorCode, { readonly first: FailedLine; readonly count: number }> {
    return this.#codes;
  }

  /** Each message once, with its count; nothing without a failure. */
  get tables(): readonly Table[] {
    if (this.#kinds.size === 0) return [];
    const rows = [...this.#kinds.values()].map(({ first, lines }) => [
      first.outcome,
      String(lines.count),
      String(lines),
      DID_IT_RUN[first.delivery],
      first.shownMessage,
    ]);
    const others = ['others', String(this.#others), '', '', 'See the result-file.'];
    const head = ['Failure', 'Count', 'Lines', 'Did it run?', 'What happened'];
    return [{ head, rows: this.#others === 0 ? rows : [...rows, others] }];
  }
}
