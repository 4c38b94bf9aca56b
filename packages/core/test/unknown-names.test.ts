import { expect, test } from '@jest/globals';
import { findUnknownNames } from '../src/unknown-names.js';

const meant = (name: string, ...known: string[]): string | undefined =>
  /did you mean (.*)\?/.exec(findUnknownNames([name], known)[0]?.problem ?? '')?.[1];

test.each<[string, string, string, string[]]>([
  ['the same letters in other cases and with signs between', 'Max_Attempts', 'maxAttempts', []],
  ['one typing error in three letters', 'abx', 'abc', []],
  ['two in six', 'abcdxx', 'abcdef', []],
  ['a letter that is missing', 'abdef', 'abcdef', []],
  ['a letter too many', 'abccdef', 'abcdef', []],
  ['four letters from the beginning', 'dead', 'deadlineMs', []],
  ['four letters from the end', 'line', 'deadline', []],
  ['the nearest of several', 'abcdeg', 'abcdef', ['abcxxx', 'abcdxx']],
  ['the shortest of several that are as near', 'base', 'baseDelay', ['baseDelayMs']],
  ['a part before another name that is two errors away', 'retry', 'retryMs', ['retxx']],
])('a name is taken for %s: %s', (_, name, known, others) => {
  expect(meant(name, ...others, known)).toBe(known);
  expect(meant(name, known, ...others)).toBe(known);
});

test.each([
  ['one letter', 'a', 'a1'],
  ['one typing error in two letters', 'ab', 'ac'],
  ['two typing errors in five letters', 'abcxx', 'abcde'],
  ['three letters from the beginning', 'dea', 'deadlineMs'],
  ['letters from the middle', 'dlin', 'deadlineMs'],
  ['41 letters', 'x'.repeat(41), 'x'.repeat(42)],
])('a name is taken for no other one with %s: %s', (_, name, known) => {
  expect(meant(name, known)).toBeUndefined();
});

test('a name of 40 letters is compared, and shown', () => {
  const name = 'x'.repeat(40);
  expect(findUnknownNames([name], [`${name}y`])).toEqual([
    { option: name, problem: `is unknown (did you mean ${name}y?)` },
  ]);
});

test('ten unknown names are listed with the option that holds them, and the others are counted', () => {
  const names = Array.from({ length: 12 }, (_, at) => `zzzz${'abcdefghijkl'.charAt(at)}`);
  const listed = (count: number) => findUnknownNames(names.slice(0, count), ['known', 'other'], 'tls.');
  const one = { option: 'tls.zzzza', problem: 'is unknown (known: known, other)' };
  expect(listed(1)).toEqual([one]);
  expect(listed(10)).toHaveLength(10);
  expect(listed(11).slice(10)).toEqual([{ option: 'tls.(1 more names)', problem: 'are unknown' }]);
  expect(listed(12)[10]).toEqual({ option: 'tls.(2 more names)', problem: 'are unknown' });
});

test('a name that is none is not shown, unless it is nearly a known one', () => {
  const optionOf = (name: string): string | undefined => findUnknownNames([name], ['known1'])[0]?.option;
  expect(['verbose', 'x-y', '$x', '_x'].map(optionOf)).toEqual(['verbose', 'x-y', '$x', '_x']);
  const hidden = '(a name that is not shown)';
  expect(['a b', '4711', 'secret1', '-x', 'y'.repeat(41)].map(optionOf)).toEqual(Array(5).fill(hidden));
  expect(optionOf('known2')).toBe('known2');
});
