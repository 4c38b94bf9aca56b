import type { Delivery } from '@lp-faas/core';
import type { FailOn } from '../inputs/inputs.js';
import {
  DID_IT_RUN,
  type ErrorCode,
  HEADLINES,
  type JobOutcome,
  outcomeOf,
  passes,
  type Table,
} from '../outcome.js';

/** Failures shown one by one in log and summary; the result-file has them all. */
const MAX_SHOWN = 10;

/** A line that failed, in this run or in an earlier one. */
export interface FailedLine {
  readonly line: number;
  readonly outcome: ErrorCode;
  readonly delivery: Delivery;
  readonly message: string;
}

/** The reason why a batch stopped before its last line. */
export interface StopReason {
  readonly outcome: ErrorCode;
  /** Replaces the headline of the code, when it names the cause more precisely. */
  readonly headline?: string;
  readonly message: string;
}

const withoutFullStop = (text: string): string => text.replace(/\.$/, '');

/** Counts the outcomes of a batch's lines, and combines them into one. */
export class BatchTally {
  readonly #lines: number;
  readonly #shown: FailedLine[] = [];
  /** The first failure of each code, and the number of failures with it. */
  readonly #codes = new Map<ErrorCode, { readonly first: FailedLine; count: number }>();
  readonly #deliveries = new Set<Delivery>();
  #succeeded = 0;
  #done = 0;
  #failed = 0;
  #mayHaveRun = 0;
  #attempts = 0;

  constructor(lines: number) {
    this.#lines = lines;
  }

  /** Counts a line that succeeded in an earlier run. */
  addDone(): void {
    this.#done += 1;
  }

  /** Counts a line that succeeded in this run. */
  addSuccess({ attempts, delivery }: JobOutcome): void {
    this.#succeeded += 1;
    this.#attempts += attempts;
    this.#deliveries.add(delivery);
  }

  /** Counts a failure; returns whether it is one of those that are shown. */
  addFailure(failure: FailedLine, attempts = 0): boolean {
    this.#failed += 1;
    this.#attempts += attempts;
    this.#deliveries.add(failure.delivery);
    if (failure.delivery === 'unknown') this.#mayHaveRun += 1;
    const known = this.#codes.get(failure.outcome);
    if (known === undefined) this.#codes.set(failure.outcome, { first: failure, count: 1 });
    else known.count += 1;
    if (this.#shown.length === MAX_SHOWN) return false;
    this.#shown.push(failure);
    return true;
  }

  /** The progress, for the log. */
  get progress(): string {
    const settled = this.#done + this.#succeeded + this.#failed;
    return `${settled} of ${this.#lines} lines: ${this.#succeeded + this.#done} succeeded, ${this.#failed} failed`;
  }

  /** The outcome of the whole batch. */
  outcome(failOn: FailOn, durationMs: number, stopReason?: StopReason): JobOutcome {
    const code = stopReason?.outcome ?? this.#decisiveCode(failOn);
    const known = {
      resultJson: JSON.stringify(this.#counts),
      tables: [this.#countTable, ...(this.#shown.length === 0 ? [] : [this.#failureTable])],
      delivery: this.#delivery,
      attempts: this.#attempts,
      durationMs,
    };
    if (code === undefined) {
      const lines = this.#lines === 1 ? 'The line' : `All ${this.#lines} lines`;
      return outcomeOf({ ...known, outcome: 'success', headline: `${lines} succeeded` });
    }
    const headline = stopReason === undefined ? this.#failures : (stopReason.headline ?? HEADLINES[code]);
    return outcomeOf({ ...known, outcome: code, headline, errorMessage: this.#message(code, stopReason) });
  }

  get #counts(): Record<'lines' | 'succeeded' | 'done' | 'failed' | 'mayHaveRun' | 'notStarted', number> {
    const [succeeded, done, failed] = [this.#succeeded, this.#done, this.#failed];
    const notStarted = this.#lines - succeeded - done - failed;
    return { lines: this.#lines, succeeded, done, failed, mayHaveRun: this.#mayHaveRun, notStarted };
  }

  /** The code of the batch: the first one that fails the job, or else the first one. */
  #decisiveCode(failOn: FailOn): ErrorCode | undefined {
    const codes = [...this.#codes.keys()];
    return codes.find((outcome) => !passes({ outcome }, failOn)) ?? codes[0];
  }

  get #delivery(): Delivery {
    const found = (['unknown', 'executed', 'rejected'] as const).find((one) => this.#deliveries.has(one));
    return found ?? 'not-sent';
  }

  get #failures(): string {
    return `${this.#failed} of ${this.#lines} lines failed`;
  }

  #message(code: ErrorCode, stopReason: StopReason | undefined): string {
    const { mayHaveRun, notStarted } = this.#counts;
    const codes = [...this.#codes].map(([name, { count }]) => `${count} ${name}`).join(', ');
    const first = this.#codes.get(code)?.first;
    return [
      ...(stopReason === undefined ? [] : [withoutFullStop(stopReason.message)]),
      codes === '' ? this.#failures : `${this.#failures} (${codes})`,
      ...(mayHaveRun === 0 ? [] : [`${mayHaveRun} of them may have run`]),
      ...(notStarted === 0 ? [] : [`${notStarted} were not started`]),
      ...(first === undefined ? [] : [`Line ${first.line}: ${withoutFullStop(first.message)}`]),
      'To resume, pass this result-file as resume-file.',
    ].join('. ');
  }

  get #countTable(): Table {
    const { lines, succeeded, done, failed, mayHaveRun, notStarted } = this.#counts;
    const head = ['Lines', 'Succeeded', 'Succeeded earlier', 'Failed', 'May have run', 'Not started'];
    return { head, rows: [[lines, succeeded, done, failed, mayHaveRun, notStarted].map(String)] };
  }

  get #failureTable(): Table {
    const rows = this.#shown.map(({ line, outcome, delivery, message }) => [
      String(line),
      outcome,
      DID_IT_RUN[delivery],
      message,
    ]);
    const head = ['Line', this.#failed > rows.length ? `First ${rows.length} failures` : 'Failure'];
    return { head: [...head, 'Did it run?', 'What happened'], rows };
  }
}
