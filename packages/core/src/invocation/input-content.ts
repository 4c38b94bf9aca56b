import type { OptionProblem } from '../errors.js';
import { headerEntries } from '../http-headers.js';
import { isRecord, parseJson } from '../json.js';

/** One header that the function receives as data; not an HTTP header. */
export interface FunctionHeader {
  /** The name. */
  readonly key: string;
  /** The value. */
  readonly value: string;
}

/** Headers by name, or a list of them: an array, a `Map`, `Headers` of fetch. */
export type FunctionHeaders =
  | Readonly<Record<string, string>>
  | Iterable<FunctionHeader | readonly [name: string, value: string]>;

/** The payload as JSON text, or what is wrong with it. */
export function readPayload({
  payload,
  payloadJson,
}: {
  payload?: unknown;
  payloadJson?: unknown;
}): string | OptionProblem {
  if (payloadJson === undefined) {
    const json = stringify(payload);
    const problem = json === undefined ? NOT_JSON : lostContent(json, payload);
    return problem === undefined ? (json as string) : { option: 'payload', problem };
  }
  if (payload !== undefined) return { option: 'payloadJson', problem: 'cannot be combined with payload' };
  if (typeof payloadJson === 'string' && parseJson(payloadJson) !== undefined) return payloadJson;
  return { option: 'payloadJson', problem: 'must be JSON text' };
}

const NOT_JSON = 'must be a JSON value (no function, BigInt or cycle)';

function stringify(payload: unknown = {}): string | undefined {
  try {
    // JSON.stringify returns undefined for values that JSON does not have.
    return JSON.stringify(payload) as string | undefined;
  } catch {
    return undefined;
  }
}

/** JSON makes an empty object of a Promise, a Map, an Error and the like: what they hold would be lost in silence. */
function lostContent(json: string, payload: unknown): string | undefined {
  if (json !== '{}' || payload === undefined) return undefined;
  const kind = Object.prototype.toString.call(payload).slice('[object '.length, -1);
  if (kind === 'Object') return undefined;
  const name = /^[A-Z]\w{1,30}$/.test(kind) ? kind : 'value of this kind';
  const article = /^[AEIOU]/.test(name) ? 'an' : 'a';
  return `must be a JSON value (${article} ${name} would be sent as {}${kind === 'Promise' ? ': await it' : ''})`;
}

/** What {@link listHeaders} accepts. */
export const HEADERS_RULE = 'must have names that are not empty, and strings as values';

const NO_HEADERS: readonly FunctionHeader[] = Object.freeze([]);

/** Lists headers, whatever holds them; returns nothing when something is wrong with them. */
export function listHeaders(headers: unknown): readonly FunctionHeader[] | undefined {
  if (headers === undefined || headers === null) return NO_HEADERS;
  const list = headerEntries(headers)?.map((entry: unknown) =>
    Array.isArray(entry) && entry.length === 2 ? { key: entry[0], value: entry[1] } : entry,
  );
  return list?.every(isHeader) ? list.map(({ key, value }) => ({ key, value })) : undefined;
}

function isHeader(value: unknown): value is FunctionHeader {
  return (
    isRecord(value) &&
    typeof value['key'] === 'string' &&
    value['key'] !== '' &&
    typeof value['value'] === 'string'
  );
}
