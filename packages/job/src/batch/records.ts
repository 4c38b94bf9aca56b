import type { Delivery } from '@lp-faas/core';
import { HEADLINES, type JobOutcome } from '../outcome.js';
import { digestOf, type Line } from './lines.js';

/** What became of one line, as the result-file says it. */
export interface LineRecord {
  /** The line of payloads-file, counted from 1. */
  readonly line: number;
  /** `started`: it was under way when the run was killed. */
  readonly outcome: JobOutcome['outcome'] | 'started';
  readonly delivery: Delivery;
  /** Of the payload, to tell whether the line has changed. */
  readonly digest: string;
}

const DELIVERIES: readonly unknown[] = ['not-sent', 'rejected', 'unknown', 'executed'] satisfies Delivery[];

/** Written before a line is sent: should the run be killed now, it may have run. */
export function startOf({ line, text }: Line): string {
  const record: LineRecord = { line, outcome: 'started', delivery: 'unknown', digest: digestOf(text) };
  return JSON.stringify(record);
}

/** Written when it is known what became of a line. The result stays as it came, so that no number loses digits. */
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
  // Outside of strings, a line break of JSON means nothing; inside there is none.
  return `${head.slice(0, -1)},"result":${result.resultJson.replace(/[\r\n]+/g, ' ')}}`;
}

/** A record from a line of a result-file; nothing when it is none. */
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
