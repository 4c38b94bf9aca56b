import { isRecord, parseJson } from '../json.js';

/** A bound on the work of a failure, far over what a payload of the platform holds. */
const MAX_VALUES = 10_000;

/** Shorter values (`true`, `42`, `de`) say nothing about anyone, and taking them out would garble every text. */
const MIN_LENGTH = 6;

/**
 * The values of a payload that an error text must not repeat: a function that throws its input back would
 * otherwise put a customer's data into logs.
 */
export function payloadValues(payloadJson: string): string[] {
  const found: string[] = [payloadJson];
  const open: unknown[] = [parseJson(payloadJson)];
  while (open.length > 0 && found.length < MAX_VALUES) {
    const value = open.pop();
    if (Array.isArray(value)) open.push(...value.slice(0, MAX_VALUES));
    else if (isRecord(value)) open.push(...Object.values(value).slice(0, MAX_VALUES));
    else if (String(value).length >= MIN_LENGTH) found.push(String(value));
  }
  return found;
}
