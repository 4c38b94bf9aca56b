import { compareNumber, LosslessNumber, parse, stringify } from 'lossless-json';
import type { ParseResult, Parser } from '../parsers.js';
import { checkPayload } from '../payload.js';

/** Field names that need no quotes in a path. */
const PLAIN_NAME = /^[A-Za-z_][\w-]*$/;

/** Characters of a value in a message; the diff shows more of it. */
const MAX_VALUE_LENGTH = 80;

/** Deeper values could overflow the stack of what parses, compares and prints them, which begins at 2,400 levels. */
const MAX_DEPTH = 500;

/** Parses JSON without rounding: two different long numbers must not become equal. */
export function readExact(json: string): ParseResult<unknown> {
  const checked = checkPayload(json);
  if ('problem' in checked) return checked;
  if (isDeeperThan(MAX_DEPTH, checked.value)) {
    return { problem: `is nested too deeply to be compared (more than ${MAX_DEPTH} levels)` };
  }
  return { value: parse(checked.value, undefined, { onDuplicateKey: ({ newValue }) => newValue }) };
}

/** Whether a valid JSON text has more levels of lists and objects. It reads characters, because recursion may overflow. */
function isDeeperThan(levels: number, json: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (isInString && character === '\\') at += 1;
    else if (character === '"') isInString = !isInString;
    else if (!isInString && (character === '[' || character === '{')) depth += 1;
    else if (!isInString && (character === ']' || character === '}')) depth -= 1;
    if (depth > levels) return true;
  }
  return false;
}

/** Parses the JSON that a result must contain; it is wrapped, because `null` is a valid value. */
export const expectedResult: Parser<{ readonly value: unknown }> = (text) => {
  const read = readExact(text);
  return 'value' in read ? { value: read } : read;
};

/** One place in which a result does not match the expectation. */
export interface Difference {
  /** The path of the value, such as `$.items[0]`. */
  readonly place: string;
  /** What is wrong, without any value: values may be personal data. */
  readonly problem: string;
  /** The values, where comparing them helps; without `actual`, there is none. */
  readonly values?: { readonly expected: unknown; readonly actual?: unknown };
}

/**
 * Finds the differences between a result and an expectation. An object may have more fields than expected; a list
 * must have the same length and order; every other value must be equal.
 */
export function findDifferences(expected: unknown, actual: unknown, place = '$'): Difference[] {
  if (Array.isArray(expected)) return differencesOfLists(expected, actual, place);
  if (isObject(expected)) return differencesOfObjects(expected, actual, place);
  return isSameScalar(expected, actual) ? [] : [differenceOf(expected, actual, place)];
}

function differencesOfLists(expected: readonly unknown[], actual: unknown, place: string): Difference[] {
  if (!Array.isArray(actual)) return [differenceOf(expected, actual, place)];
  const items = expected.slice(0, actual.length);
  const inside = items.flatMap((item, at) => findDifferences(item, actual[at], `${place}[${at}]`));
  if (expected.length === actual.length) return inside;
  const count = `${actual.length} ${actual.length === 1 ? 'item' : 'items'}`;
  return [{ place, problem: `has ${count}, expected ${expected.length}` }, ...inside];
}

function differencesOfObjects(
  expected: Readonly<Record<string, unknown>>,
  actual: unknown,
  place: string,
): Difference[] {
  if (!isObject(actual)) return [differenceOf(expected, actual, place)];
  return Object.entries(expected).flatMap(([name, value]) => {
    const inside = PLAIN_NAME.test(name) ? `${place}.${name}` : `${place}[${JSON.stringify(name)}]`;
    return Object.hasOwn(actual, name)
      ? findDifferences(value, actual[name], inside)
      : [{ place: inside, problem: 'is missing', values: { expected: value } }];
  });
}

function differenceOf(expected: unknown, actual: unknown, place: string): Difference {
  const [expectedKind, actualKind] = [kindOf(expected), kindOf(actual)];
  const problem =
    expectedKind === actualKind
      ? `is a different ${actualKind.split(' ').at(-1)}`
      : `is ${actualKind}, expected ${expectedKind}`;
  return { place, problem, values: { expected, actual } };
}

/** A difference by its place and the kinds of the values. */
export const describeKinds = ({ place, problem }: Difference): string => `${place} ${problem}`;

/**
 * A difference with both values, each cut to 80 characters.
 * @param hide hides the secrets in a JSON text; applied before the cut, which would leave parts of them
 */
export function describeValues(difference: Difference, hide: (json: string) => string): string {
  const { place, problem, values } = difference;
  if (values === undefined) return describeKinds(difference);
  const show = (value: unknown): string => {
    if (Array.isArray(value) || isObject(value)) return kindOf(value);
    const json = hide(stringify(value) ?? '');
    return json.length > MAX_VALUE_LENGTH ? `${json.slice(0, MAX_VALUE_LENGTH)}…` : json;
  };
  const actual = 'actual' in values ? `is ${show(values.actual)}` : problem;
  return `${place} ${actual}, expected ${show(values.expected)}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof LosslessNumber) return 'a number';
  if (typeof value === 'boolean') return 'a boolean';
  return isObject(value) ? 'an object' : 'a string';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber)
  );
}

function isSameScalar(expected: unknown, actual: unknown): boolean {
  const areNumbers = expected instanceof LosslessNumber && actual instanceof LosslessNumber;
  return areNumbers ? compareNumber(expected.value, actual.value) === 0 : expected === actual;
}
