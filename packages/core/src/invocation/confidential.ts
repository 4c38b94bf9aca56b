import { isRecord, parseJson } from '../json.js';

/** A bound on the work of a failure, far over what a payload of the platform holds. */
const MAX_VALUES = 10_000;

/** Shorter values (`true`, `42`, `de`) say nothing about anyone, and taking them out would garble every text. */
const MIN_LENGTH = 6;

/** Digit by digit, as they stand in the text: parsing rounds the long ones. */
const LONG_NUMBERS = /-?\d[\d.eE+-]{5,}/g;

/**
 * The values of a payload that an error text must not repeat: a function that throws its input back would
 * otherwise put a customer's data into logs.
 */
export function payloadValues(payloadJson: string): string[] {
  const found = [payloadJson, ...(payloadJson.match(LONG_NUMBERS) ?? []).slice(0, MAX_VALUES)];
  const open: unknown[] = [parseJson(payloadJson)];
  while (open.length > 0 && found.length < 2 * MAX_VALUES) {
    const value = open.pop();
    const children = isRecord(value) ? Object.values(value) : value;
    // One by one: a spread of a long list overflows the stack.
    if (Array.isArray(children)) for (const child of children) open.push(child);
    else if (typeof value === 'string' && value.length >= MIN_LENGTH) found.push(value);
  }
  return found;
}
