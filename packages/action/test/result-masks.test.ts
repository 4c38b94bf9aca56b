import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textsToMask } from '../src/report/result-masks.js';

test('a result is masked by its strings of eight characters and more, wherever they stand', () => {
  const result = { name: 'Jörg', mail: ['joerg@example.com', { deep: 'joerg@example.com' }], n: 12345678901 };
  expect(textsToMask(JSON.stringify(result))).toEqual(['joerg@example.com']);
  expect(textsToMask('"a string alone"')).toEqual(['a string alone']);
  expect(textsToMask('null')).toEqual([]);
});

test('a text of many lines is masked by its long lines: the short ones stand everywhere', () => {
  const texts = textsToMask(JSON.stringify('{\r\n  "password": "x"\n}\n\n  second line'));
  expect(texts).toEqual(['"password": "x"', 'second line']);
});

test('every long line of every string is masked, and nothing shorter', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      for (const text of textsToMask(JSON.stringify(value)) ?? []) {
        expect(text.length).toBeGreaterThanOrEqual(8);
        expect(text).not.toMatch(/[\r\n]/);
      }
    }),
  );
});

test('a result that is deep or wide does not overflow the stack; one with too many texts cannot be masked', () => {
  const deep = `${'['.repeat(200_000)}"a string, deep down"${']'.repeat(200_000)}`;
  expect(textsToMask(deep)).toEqual(['a string, deep down']);
  expect(textsToMask(JSON.stringify(new Array(300_000).fill('the same string')))).toEqual([
    'the same string',
  ]);
  const many = Array.from({ length: 1001 }, (_, index) => `string number ${index}`);
  expect(textsToMask(JSON.stringify(many))).toBeUndefined();
});
