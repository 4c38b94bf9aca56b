import { compareNumber, LosslessNumber, parse } from 'lossless-json';
import type { ParseResult, Parser } from '../parsers.js';
import { checkPayload } from '../payload.js';

/** Names of fields that need no quotes in a path. */
const PLAIN_NAME = /^[A-Za-z_][\w-]*$/;

/** Every number keeps its digits: two long ones that are not the same must not become so. */
export function readExact(json: string): ParseResult<unknown> {
  const checked = checkPayload(json);
  if ('problem' in checked) return checked;
  try {
    return { value: parse(checked.value, undefined, { onDuplicateKey: ({ newValue }) => newValue }) };
  } catch {
    // What is JSON can only be too deep for it.
    return { problem: 'is nested too deeply to be compared' };
  }
}

/** A document that a result must contain; its value is kept apart, since `null` is one. */
export const expectedResult: Parser<{ readonly value: unknown }> = (text) => {
  const read = readExact(text);
  return 'value' in read ? { value: read } : read;
};

/**
 * Where a result is not as expected: objects need hold what is named and may hold more, lists are compared in order
 * and length, everything else exactly. Names places, never values: they may be personal data.
 */
export function findDifferences(expected: unknown, actual: unknown, place = '$'): string[] {
  if (Array.isArray(expected)) return differencesOfLists(expected, actual, place);
  if (isObject(expected)) return differencesOfObjects(expected, actual, place);
  return isSameScalar(expected, actual) ? [] : [`${place} ${differs(expected, actual)}`];
}

function differencesOfLists(expected: readonly unknown[], actual: unknown, place: string): string[] {
  if (!Array.isArray(actual)) return [`${place} ${differs(expected, actual)}`];
  const items = expected.slice(0, actual.length);
  const inside = items.flatMap((item, at) => findDifferences(item, actual[at], `${place}[${at}]`));
  if (expected.length === actual.length) return inside;
  return [`${place} has ${actual.length} items instead of ${expected.length}`, ...inside];
}

function differencesOfObjects(
  expected: Readonly<Record<string, unknown>>,
  actual: unknown,
  place: string,
): string[] {
  if (!isObject(actual)) return [`${place} ${differs(expected, actual)}`];
  return Object.entries(expected).flatMap(([name, value]) => {
    const inside = PLAIN_NAME.test(name) ? `${place}.${name}` : `${place}[${JSON.stringify(name)}]`;
    return Object.hasOwn(actual, name)
      ? findDifferences(value, actual[name], inside)
      : [`${inside} is missing`];
  });
}

function differs(expected: unknown, actual: unknown): string {
  const [expectedKind, actualKind] = [kindOf(expected), kindOf(actual)];
  return expectedKind === actualKind
    ? `is another ${actualKind.split(' ').at(-1)}`
    : `is ${actualKind} instead of ${expectedKind}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof LosslessNumber) return 'a number';
  if (typeof value === 'boolean') return String(value);
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
