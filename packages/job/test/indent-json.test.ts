import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { indentJson } from '../src/indent-json.js';

test('a text is indented as JSON.stringify does it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
      expect(indentJson(JSON.stringify(value, undefined, space))).toBe(JSON.stringify(value, undefined, 2));
    }),
  );
});

test.each([
  ['a number beyond the exact ones', '{"id":9007199254740993,"huge":1e400,"exact":1.10}'],
  ['keys in their order', '{"b":1,"10":2,"2":3,"a":4}'],
  ['a key that stands twice', '{"a":1,"a":2}'],
  ['escapes as they were written', '["\\u0041\\/","{a: [1, 2], }"]'],
])('nothing but white space changes: %s', (_, json) => {
  const withoutSpace = indentJson(json).replace(/\n\s*|(?<=":) (?=[\d[{"])/g, '');
  expect(withoutSpace).toBe(json);
});

test('a string of some megabytes is indented', () => {
  const text = 'x\\"'.repeat(1_000_000);
  expect(indentJson(`{"a":"${text}"}`)).toBe(`{\n  "a": "${text}"\n}`);
});

test('a text nested more than 100 levels deep stays as it came', () => {
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
  expect(indentJson(nested(100))).toContain('\n');
  expect(indentJson(nested(101))).toBe(nested(101));
  expect(indentJson(nested(1_000_000))).toBe(nested(1_000_000));
});
