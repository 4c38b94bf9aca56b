import type { Delivery } from '@lp-faas/core';
import { HEADLINES, type JobOutcome } from '../outcome.js';
import type { DigestedLine } from './lines.js';

/** What the result-file says of one line of payloads-file; the last record of a line counts. */
export interface LineRecord {
  /** The line number in payloads-file, from 1. */
  readonly line: number;
  /** `started`: the line was in flight, and its run has ended without writing what became of it. */
  readonly outcome: JobOutcome['outcome'] | 'started';
  /** Whether the function ran for this line, in any run so far. */
  readonly delivery: Delivery;
  /** A hash of the payload, which tells whether the line has changed. */
  readonly digest: string;
  /** Whether a resume counted the line as done although it is not certain that it ran. */
  readonly accepted?: boolean;
  readonly errorMessage?: string;
}

const DELIVERIES: readonly unknown[] = ['not-sent', 'rejected', 'unknown', 'executed'] satisfies Delivery[];

/** The record written before a line is sent: if the run is killed after that, the line may have run. */
export function startOf({ line, digest }: DigestedLine): string {
  const record: LineRecord = { line, outcome: 'started', delivery: 'unknown', digest };
  return JSON.stringify(record);
}

/** The record of a settled line. The result is copied as text, so that no number loses digits. */
export function recordOf({ line, digest }: DigestedLine, result: JobOutcome): string {
  const { outcome, delivery, statusCode, requestId, attempts, durationMs, errorMessage } = result;
  const record = {
    line,
    outcome,
    delivery,
    digest,
    statusCode,
    requestId,
    attempts,
    durationMs,
  };
  const head = JSON.stringify({ ...record, ...(errorMessage !== '' && { errorMessage }) });
  if (result.resultJson === '') return head;
  // JSON strings contain no raw line breaks, so this changes white space only.
  return `${head.slice(0, -1)},"result":${result.resultJson.replace(/[\r\n]+/g, ' ')}}`;
}

const KILLED = 'It was in flight when an earlier run was killed. It may have run. Check whether it did.';

/** The record of a line that an earlier run left in flight. */
export function interruptedRecord({ line, digest }: LineRecord): string {
  const outcome = 'aborted';
  const record: LineRecord = { line, outcome, delivery: 'unknown', digest, errorMessage: KILLED };
  return JSON.stringify(record);
}

/** The same record, marked as accepted. It is edited as text, so that no number loses digits. */
export const acceptedRecord = (text: string): string => `${text.slice(0, -1)},"accepted":true}`;

/** Parses a line of a result-file; `undefined` when it is not a record. Results are left out: they may be large. */
export function readRecord(text: string): LineRecord | undefined {
  const found = parseObject(text) as { [Name in keyof LineRecord]?: unknown } | undefined;
  if (found === undefined) return undefined;
  const { line, outcome, delivery, digest, accepted, errorMessage } = found;
  const isKnown = typeof outcome === 'string' && (outcome === 'started' || Object.hasOwn(HEADLINES, outcome));
  if (!isKnown || !Number.isInteger(line) || !DELIVERIES.includes(delivery)) return undefined;
  if (typeof digest !== 'string') return undefined;
  return {
    ...({ line, outcome, delivery, digest } as LineRecord),
    ...(accepted === true && { accepted }),
    ...(typeof errorMessage === 'string' && { errorMessage }),
  };
}

/** Parses a JSON object; `undefined` for anything else. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const found: unknown = JSON.parse(text);
    const isObject = typeof found === 'object' && found !== null && !Array.isArray(found);
    return isObject ? (found as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
