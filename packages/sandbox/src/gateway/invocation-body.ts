import { isObject, parseJson } from '../json.js';
import type { FunctionInput } from '../runner/protocol.js';

interface RawBody {
  readonly timestamp?: unknown;
  readonly headers?: unknown;
  readonly payload?: unknown;
}

interface Header {
  readonly key: string;
  readonly value: string;
}

function isHeader(item: unknown): item is Header {
  return (
    isObject(item) &&
    'key' in item &&
    typeof item.key === 'string' &&
    'value' in item &&
    typeof item.value === 'string'
  );
}

/**
 * Reads `{"timestamp", "headers", "payload"}`.
 *
 * @returns what the function gets, or as a text what is wrong
 */
export function readInvocationBody(text: string): FunctionInput | string {
  const body = parseJson(text);
  if (!isObject(body)) return 'The body must be a JSON object';
  const { timestamp, headers = [], payload }: RawBody = body;
  if (typeof timestamp !== 'number') return '"timestamp" must be a number (unix milliseconds)';
  if (!Array.isArray(headers) || !headers.every(isHeader)) {
    return '"headers" must be a list of {"key", "value"} with texts';
  }
  // Whether the platform passes the timestamp on is not known; LivePerson's local runner does not.
  const pairs = headers.map(({ key, value }) => ({ key, value }));
  return 'payload' in body ? { headers: pairs, payload } : { headers: pairs };
}
