import { validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod';
import { SERVICES, type Service } from '../journal.js';
import { MAX_TIMER_MS } from '../options.js';

/**
 * What a fault does to a request.
 *
 * - `answer`: sends this answer instead of the real one. A `body` that is not a string is sent as JSON.
 * - `reset`: resets the connection without an answer.
 * - `stall`: stops sending, before the answer (`before`, the default) or after half of its `body`.
 * - `truncate`: closes the connection after `bytes` of the real answer's body (default: half of it).
 * - `drip`: sends the real answer slowly, `bytes` (default 1) every `everyMs` milliseconds (default 100).
 * - `redirect`: sends a redirect to `to`. The default status is 302.
 * - `delay`: delays the real answer by `ms` milliseconds.
 */
export type FaultAction =
  | {
      readonly type: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>> | undefined;
      readonly body?: unknown;
    }
  | { readonly type: 'reset' }
  | { readonly type: 'stall'; readonly at?: 'before' | 'body' | undefined }
  | { readonly type: 'truncate'; readonly bytes?: number | undefined }
  | { readonly type: 'drip'; readonly bytes?: number | undefined; readonly everyMs?: number | undefined }
  | { readonly type: 'redirect'; readonly to: string; readonly status?: number | undefined }
  | { readonly type: 'delay'; readonly ms: number };

/** A fault: which requests meet it, and what it does to them. A property that is left out matches every request. */
export interface Fault {
  readonly service?: Service | undefined;
  /** A part of the request's path, without the query, such as `/isImplemented`. */
  readonly path?: string | undefined;
  readonly account?: string | undefined;
  /** The number of requests that meet it. Default: unlimited, until it is removed. */
  readonly times?: number | undefined;
  /** Carries the request out first: the function runs and is counted, and its answer is lost. Default false. */
  readonly ranFirst?: boolean | undefined;
  readonly action: FaultAction;
}

const ms = z.number().min(0).max(MAX_TIMER_MS);
const bytes = z.int().min(0);

function isHttpHeader([name, value]: [string, string]): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

const headers = z
  .record(z.string(), z.string())
  .refine((fields) => Object.entries(fields).every(isHttpHeader), 'not a valid HTTP header');

const ACTION = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('answer'),
    status: z.int().min(200).max(999),
    headers: headers.optional(),
    body: z.unknown().optional(),
  }),
  z.strictObject({ type: z.literal('reset') }),
  z.strictObject({ type: z.literal('stall'), at: z.enum(['before', 'body']).optional() }),
  z.strictObject({ type: z.literal('truncate'), bytes: bytes.optional() }),
  z.strictObject({
    type: z.literal('drip'),
    bytes: z.int().min(1).optional(),
    everyMs: ms.optional(),
  }),
  z.strictObject({
    type: z.literal('redirect'),
    to: z.string().refine((to) => isHttpHeader(['location', to]), 'not a valid Location header'),
    status: z.union([301, 302, 303, 307, 308].map((status) => z.literal(status))).optional(),
  }),
  z.strictObject({ type: z.literal('delay'), ms }),
]);

const FAULT = z.strictObject({
  service: z.enum(SERVICES).optional(),
  path: z.string().min(1).optional(),
  account: z.string().min(1).optional(),
  times: z.int().min(1).optional(),
  ranFirst: z.boolean().optional(),
  action: ACTION,
});

/** @returns the fault, or a text that says what is wrong with it */
export function readFault(value: unknown): Fault | string {
  const { success, data, error } = FAULT.safeParse(value);
  if (success) return data;
  const issues = error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  return `The fault is not valid. ${issues.join('; ')}`;
}
