import type { Guesses } from '../guesses.js';
import { isObject, parseJson } from '../json.js';
import type { FunctionInput } from '../runner/protocol.js';

interface RawBody {
  readonly timestamp?: unknown;
  readonly headers?: unknown;
  readonly payload?: unknown;
}

interface InputHeader {
  readonly key: string;
  readonly value: string;
}

function isInputHeader(item: unknown): item is InputHeader {
  return (
    isObject(item) &&
    'key' in item &&
    typeof item.key === 'string' &&
    'value' in item &&
    typeof item.value === 'string'
  );
}

/**
 * Reads the body of an invocation, `{"timestamp", "headers", "payload"}`.
 *
 * @returns the function's input, or a text that says what is wrong with the body
 */
export function readInvocationBody(text: string, guesses: Guesses): FunctionInput | string {
  const body = parseJson(text);
  if (!isObject(body)) return 'The body must be a JSON object';
  const { timestamp, headers = [], payload }: RawBody = body;
  const isOptional = timestamp === undefined && guesses['requires-timestamp'] === 'no';
  if (!isOptional && typeof timestamp !== 'number') return '"timestamp" must be a number (unix milliseconds)';
  if (!Array.isArray(headers) || !headers.every(isInputHeader)) {
    return '"headers" must be a list of {"key", "value"} with strings';
  }
  // LivePerson's local runner does not pass the timestamp on. Whether the platform does is not documented.
  const pairs = headers.map(({ key, value }) => ({ key, value }));
  return 'payload' in body ? { headers: pairs, payload } : { headers: pairs };
}
