import type { Delivery } from '@lp-faas/core';
import type { FailOn } from '../inputs/inputs.js';
import { type ErrorCode, HEADLINES, type JobOutcome, outcomeOf, passes, type Table } from '../outcome.js';
import { joinSentences } from '../sentences.js';
import { type FailedLine, Failures, LineList } from './failures.js';

/** Expected and actual results that are shown; the result-file has them all. */
const MAX_DIFFS = 3;

/** The reason why a batch stopped before its last line. */
export interface StopReason {
  readonly outcome: ErrorCode;
  /** Replaces the headline of the code, when it names the cause more precisely. */
  readonly headline?: string;
  readonly message: string;
}

/** How a batch ended. */
export interface BatchEnd {
  readonly failOn: FailOn;
  readonly durationMs: number;
  /** The file to resume from. */
  readonly resultFile: string;
  readonly stopReason: StopReason | undefined;
}

/** The counts of a batch's lines, as the output `result` has them. */
export interface BatchCounts {
  /** Lines with a payload. */
  readonly lines: number;
  /** Succeeded in this run. */
  readonly succeeded: number;
  /** Succeeded in an earlier run, or accepted. */
  readonly done: number;
  /** Those of `done` that may have run and were accepted. */
  readonly accepted: number;
  readonly failed: number;
  /** Those of `failed` that may have run. */
  readonly mayHaveRun: number;
  readonly notStarted: number;
}

/** Counts the outcomes of a batch's lines, and combines them into one. */
export class BatchTally {
  readonly #lines: number;
  readonly #failures = new Failures();
  readonly #diffs: string[] = [];
  readonly #deliveries = new Set<Delivery>();
  readonly #failureDeliveries = new Set<Delivery>();
  readonly #mayHaveRun = new LineList();
  readonly #ranAndFailed = new LineList();
  #succeeded = 0;
  #done = 0;
  #accepted = 0;
  #failed = 0;
  #attempts = 0;

  constructor(lines: number) {
    this.#lines = lines;
  }

  /** Counts a line that succeeded in an earlier run, or that the user accepts as done. */
  addDone({ isAccepted }: { readonly isAccepted: boolean }): void {
    this.#done += 1;
    if (isAccepted) this.#accepted += 1;
  }

  /** Counts a line that succeeded in this run. */
  addSuccess({ attempts, delivery }: JobOutcome): void {
    this.#succeeded += 1;
    this.#attempts += attempts;
    this.#deliveries.add(delivery);
  }

  /** Counts a failure; returns whether it is the first of its kind. */
  addFailure(failure: FailedLine, attempts = 0): boolean {
    const { line, delivery } = failure;
    this.#failed += 1;
    this.#attempts += attempts;
    this.#deliveries.add(delivery);
    this.#failureDeliveries.add(delivery);
    if (delivery === 'unknown') this.#mayHaveRun.add(line);
    if (delivery === 'executed') this.#ranAndFailed.add(line);
    return this.#failures.add(failure);
  }

  /** Adds the difference between the expected and the actual result of a line; the first few are kept. */
  addDiff(line: number, diff: string): void {
    if (diff !== '' && this.#diffs.length < MAX_DIFFS) this.#diffs.push(`Line ${line}:\n${diff}`);
  }

  /** Lines that are done or failed. */
  get settled(): number {
    return this.#done + this.#succeeded + this.#failed;
  }

  /** The progress, for the log. */
  get progress(): string {
    return `${this.settled} of ${this.#lines} lines: ${this.#succeeded + this.#done} succeeded, ${this.#failed} failed`;
  }

  get counts(): BatchCounts {
    const [succeeded, done, accepted, failed] = [this.#succeeded, this.#done, this.#accepted, this.#failed];
    const notStarted = this.#lines - succeeded - done - failed;
    const mayHaveRun = this.#mayHaveRun.count;
    return { lines: this.#lines, succeeded, done, accepted, failed, mayHaveRun, notStarted };
  }

  /** The outcome of the whole batch. */
  outcome({ failOn, durationMs, resultFile, stopReason }: BatchEnd): JobOutcome {
    const code = stopReason?.outcome ?? this.#decisiveCode(failOn);
    const known = {
      resultJson: JSON.stringify(this.counts),
      tables: [this.#countTable, ...this.#failures.tables],
      delivery: leastCertain(this.#deliveries),
      failureDelivery: leastCertain(this.#failureDeliveries),
      attempts: this.#attempts,
      diff: this.#diffs.join('\n\n'),
      durationMs,
      resultFile,
      isIncomplete: stopReason !== undefined || this.counts.notStarted > 0,
    };
    if (code === undefined) return outcomeOf({ ...known, outcome: 'success', headline: this.#success });
    const first = this.#failures.codes.get(code)?.first;
    const messageWith = (message: string | undefined): string =>
      this.#message(resultFile, stopReason, message === undefined ? '' : `Line ${first?.line}: ${message}`);
    return outcomeOf({
      ...known,
      outcome: code,
      headline: stopReason === undefined ? this.#failureCount : (stopReason.headline ?? HEADLINES[code]),
      errorMessage: messageWith(first?.message),
      messageWithValues: messageWith(first?.shownMessage),
    });
  }

  get #success(): string {
    if (this.#lines === 0) return 'No line of the file is in this shard';
    const [lines, verb] = this.#lines === 1 ? ['The line', 'is'] : [`All ${this.#lines} lines`, 'are'];
    if (this.#accepted === 0) return `${lines} succeeded`;
    return `${lines} ${verb} done; ${this.#accepted} accepted, which may not have run`;
  }

  /** The code of the batch: the first one that fails the job, or else the first one. */
  #decisiveCode(failOn: FailOn): ErrorCode | undefined {
    const codes = [...this.#failures.codes.keys()];
    return codes.find((outcome) => !passes({ outcome }, failOn)) ?? codes[0];
  }

  get #failureCount(): string {
    return `${this.#failed} of ${this.#lines} lines failed`;
  }

  #message(resultFile: string, stopReason: StopReason | undefined, first: string): string {
    const { notStarted } = this.counts;
    const codes = [...this.#failures.codes].map(([name, { count }]) => `${count} ${name}`).join(', ');
    return joinSentences([
      stopReason?.message ?? '',
      codes === '' ? this.#failureCount : `${this.#failureCount} (${codes})`,
      notStarted === 0 ? '' : `${notStarted} were not started`,
      first,
      `To resume, pass ${resultFile} as resume-file; that invokes what certainly did not run`,
      ...this.#waysToSettle,
    ]);
  }

  /** How to settle the lines that a resume leaves as they are. */
  get #waysToSettle(): readonly string[] {
    const [mayHaveRun, ranAndFailed] = [this.#mayHaveRun, this.#ranAndFailed];
    return [
      mayHaveRun.count === 0
        ? ''
        : `${mayHaveRun.count} of the failed lines may have run (${mayHaveRun}): check whether they did, then set resume to unknown to invoke them again, or to accept-unknown to count them as done`,
      ranAndFailed.count === 0
        ? ''
        : `${ranAndFailed.count} of the failed lines ran (${ranAndFailed}): set resume to failed to invoke them again`,
    ];
  }

  get #countTable(): Table {
    const { lines, succeeded, done, failed, mayHaveRun, notStarted } = this.counts;
    const head = ['Lines', 'Succeeded', 'Done earlier', 'Failed', 'May have run', 'Not started'];
    return { head, rows: [[lines, succeeded, done, failed, mayHaveRun, notStarted].map(String)] };
  }
}

function leastCertain(deliveries: ReadonlySet<Delivery>): Delivery {
  return (['unknown', 'executed', 'rejected'] as const).find((one) => deliveries.has(one)) ?? 'not-sent';
}
