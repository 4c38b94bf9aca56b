import type { Delivery } from '@lp-faas/core';
import { HEADLINES, type JobOutcome } from '../outcome.js';
import { digestOf, type Line } from './lines.js';

/** The record of one line in the result-file. */
export interface LineRecord {
  /** The line number in payloads-file, from 1. */
  readonly line: number;
  /** `started`: the line was in flight when the run was killed. */
  readonly outcome: JobOutcome['outcome'] | 'started';
  readonly delivery: Delivery;
  /** A hash of the payload, which tells whether the line has changed. */
  readonly digest: string;
}

const DELIVERIES: readonly unknown[] = ['not-sent', 'rejected', 'unknown', 'executed'] satisfies Delivery[];

/** The record written before a line is sent: if the run is killed after that, the line may have run. */
export function startOf({ line, text }: Line): string {
  const record: LineRecord = { line, outcome: 'started', delivery: 'unknown', digest: digestOf(text) };
  return JSON.stringify(record);
}

/** The record of a settled line. The result is copied as text, so that no number loses digits. */
export function recordOf({ line, text }: Line, result: JobOutcome): string {
  const { outcome, delivery, statusCode, requestId, attempts, durationMs, errorMessage } = result;
  const record = {
    line,
    outcome,
    delivery,
    digest: digestOf(text),
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

/** Parses a line of a result-file; `undefined` when it is not a record. */
export function readRecord(text: string): LineRecord | undefined {
  const found = parse(text);
  if (typeof found !== 'object' || found === null) return undefined;
  const { line, outcome, delivery, digest } = found as { [Name in keyof LineRecord]?: unknown };
  const isKnown = typeof outcome === 'string' && (outcome === 'started' || Object.hasOwn(HEADLINES, outcome));
  if (!isKnown || !Number.isInteger(line) || !DELIVERIES.includes(delivery)) return undefined;
  return typeof digest === 'string' ? (found as LineRecord) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
