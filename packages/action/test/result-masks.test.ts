import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textsToMask } from '../src/report/result-masks.js';

test('the strings of eight or more characters are masked, wherever they are in the result', () => {
  const result = { name: 'Jörg', mail: ['joerg@example.com', { deep: 'joerg@example.com' }], n: 12345678901 };
  expect(textsToMask(JSON.stringify(result))).toEqual(['joerg@example.com']);
  expect(textsToMask('"a string alone"')).toEqual(['a string alone']);
  expect(textsToMask('["1234567","12345678"]')).toEqual(['12345678']);
  expect(textsToMask('null')).toEqual([]);
});

test('a string of several lines is masked by its long lines only', () => {
  const texts = textsToMask(JSON.stringify('{\r\n  "password": "x"\n}\n\n  second line'));
  expect(texts).toEqual(['"password": "x"', 'second line']);
});

test('no mask is shorter than eight characters or has a line break', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      for (const text of textsToMask(JSON.stringify(value)) ?? []) {
        expect(text.length).toBeGreaterThanOrEqual(8);
        expect(text).not.toMatch(/[\r\n]/);
      }
    }),
  );
});

test('a deep or wide result does not overflow the stack, and one with more than 1000 texts cannot be masked', () => {
  const deep = `${'['.repeat(200_000)}"a string, deep down"${']'.repeat(200_000)}`;
  expect(textsToMask(deep)).toEqual(['a string, deep down']);
  expect(textsToMask(JSON.stringify(new Array(300_000).fill('the same string')))).toEqual([
    'the same string',
  ]);
  const many = Array.from({ length: 1001 }, (_, index) => `string number ${index}`);
  expect(textsToMask(JSON.stringify(many.slice(1)))).toHaveLength(1000);
  expect(textsToMask(JSON.stringify(many))).toBeUndefined();
});
