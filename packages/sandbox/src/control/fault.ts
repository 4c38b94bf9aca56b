import { validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod';
import { SERVICES, type Service } from '../journal.js';

/**
 * What a fault does to a request.
 *
 * - `answer`: this answer in place of the real one. A `body` that is no text is sent as JSON.
 * - `reset`: the connection is reset, without an answer.
 * - `stall`: nothing comes any more, either at once (`before`, the default) or half way through the `body`.
 * - `truncate`: the real answer, cut off after so many bytes of its body (default: half), against its Content-Length.
 * - `drip`: the real answer, so many bytes (default 1) every so many milliseconds (default 100).
 * - `redirect`: an answer with a Location. The default status is 302.
 * - `delay`: the real answer, so many milliseconds late.
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

/** Which requests meet a fault, and what it does to them. Whatever is left out matches every request. */
export interface Fault {
  readonly service?: Service | undefined;
  /** A part of the request's path, without the query, such as `/isImplemented`. */
  readonly path?: string | undefined;
  readonly account?: string | undefined;
  /** So many requests meet it, then it is gone. Default: until it is removed. */
  readonly times?: number | undefined;
  /** The request is carried out first: a function runs and is counted, and then its answer is lost. Default false. */
  readonly ranFirst?: boolean | undefined;
  readonly action: FaultAction;
}

/** The longest delay that a Node timer can hold. */
const ms = z.number().min(0).max(2_147_483_647);
const bytes = z.int().min(0);

function isHeader([name, value]: [string, string]): boolean {
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
  .refine((fields) => Object.entries(fields).every(isHeader), 'not a header that HTTP allows');

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
    to: z.string().refine((to) => isHeader(['location', to]), 'not a Location that HTTP allows'),
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

/** @returns the fault, or as a text what is wrong with it */
export function readFault(value: unknown): Fault | string {
  const { success, data, error } = FAULT.safeParse(value);
  if (success) return data;
  const issues = error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  return `This is no fault. ${issues.join('; ')}`;
}
