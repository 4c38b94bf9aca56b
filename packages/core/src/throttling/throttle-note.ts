import { isRecord } from '../json.js';
import { waitMs } from '../resilience/retry-after.js';

/** The longest wait that a platform may ask for. */
const MAX_CLOSED_MS = waitMs(Number.POSITIVE_INFINITY);

/** Synchronized clocks of two machines differ by less. */
const MAX_SKEW_MS = 30_000;

/** What the processes that share a throttle know. Times are wall-clock milliseconds. */
export interface ThrottleNote {
  /** Requests a second that the platform allows all of them together; missing while unknown. */
  readonly perSecond?: number;
  /** When that was learned from a refusal; a note expires an hour later. */
  readonly at: number;
  /** When the rate was last raised. */
  readonly raisedAt?: number;
  /** Until when the platform asked clients to wait. */
  readonly closedUntil: number;
}

/** Returns whether a value is a note, with times that a machine with a correct clock can have written by now. */
export function isNote(value: unknown, wallNowMs: number): value is ThrottleNote {
  if (!isRecord(value)) return false;
  const { perSecond, at, raisedAt, closedUntil } = value;
  const isRate = perSecond === undefined || (Number.isSafeInteger(perSecond) && Number(perSecond) >= 1);
  const latest = wallNowMs + MAX_SKEW_MS;
  const isTime = (time: unknown, max: number): boolean => Number.isFinite(time) && Number(time) <= max;
  const isRaise = raisedAt === undefined || isTime(raisedAt, latest);
  return isRate && isRaise && isTime(at, latest) && isTime(closedUntil, latest + MAX_CLOSED_MS);
}
