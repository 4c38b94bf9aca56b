import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkExpectation } from '../src/expectation/check-expectation.js';
import { findDifferences, readExact } from '../src/expectation/expectation.js';

const exact = (json: string): unknown => {
  const read = readExact(json);
  if ('problem' in read) throw new Error(read.problem);
  return read.value;
};
const differences = (expected: string, actual: string): string[] =>
  findDifferences(exact(expected), exact(actual));

describe('a result is as expected', () => {
  test.each([
    ['{"a": 1}', '{"b": 2, "a": 1}'],
    ['{}', '{"a": 1}'],
    ['{"a": {"b": [{"c": null}]}}', '{"a": {"b": [{"c": null, "d": 1}], "e": 2}}'],
    ['[1, "x", true]', '[1, "x", true]'],
    ['[]', '[]'],
    ['null', 'null'],
    ['1.0', '1'],
    ['100', '1e2'],
    ['0', '-0.0'],
    ['12345678901234567890', '12345678901234567890'],
    ['{"__proto__": {"a": 1}}', '{"__proto__": {"a": 1}}'],
    ['{"a": 2}', '{"a": 1, "a": 2}'],
  ])('%s is in %s', (expected, actual) => {
    expect(differences(expected, actual)).toEqual([]);
  });

  test('every document contains itself, with more fields too', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, more) => {
        const json = JSON.stringify(value);
        expect(differences(json, json)).toEqual([]);
        const inside = JSON.stringify({ inside: value });
        expect(differences(inside, JSON.stringify({ more, inside: value }))).toEqual([]);
      }),
    );
  });
});

describe('a result is not as expected', () => {
  test.each([
    ['{"a": 1}', '{"a": 2}', ['$.a is another number']],
    ['{"a": 1}', '{}', ['$.a is missing']],
    ['{"a": 1}', '{"a": "1"}', ['$.a is a string instead of a number']],
    ['{"a b": true}', '{"a b": false}', ['$["a b"] is false instead of true']],
    ['[1, 2]', '[2, 1]', ['$[0] is another number', '$[1] is another number']],
    ['[1, 2, 3]', '[1, 9]', ['$ has 2 items instead of 3', '$[1] is another number']],
    ['[]', '[1]', ['$ has 1 items instead of 0']],
    ['{"a": []}', '{"a": {}}', ['$.a is an object instead of a list']],
    ['{}', 'null', ['$ is null instead of an object']],
    ['null', '"x"', ['$ is a string instead of null']],
    ['12345678901234567890', '12345678901234567891', ['$ is another number']],
    ['{"toString": 1}', '{}', ['$.toString is missing']],
    ['1', '{"isLosslessNumber": true, "value": "1"}', ['$ is an object instead of a number']],
  ])('%s is not in %s', (expected, actual, problems) => {
    expect(differences(expected, actual)).toEqual(problems);
  });

  test('whatever the result is, its values are not named', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.stringify({ secret: value, also: 'Canary-of-the-result' });
        const { message = '' } = checkExpectation(
          { resultJson: json, durationMs: 1 },
          { result: { value: exact('{"also": "x", "secret": [[[]]]}') }, maxDurationMs: undefined },
        ) ?? { message: 'as expected' };
        expect(message).toContain('$.also is another string');
        expect(message).not.toContain('Canary');
      }),
    );
  });
});

const got = { resultJson: '{"status":"degraded","n":12345678901234567891}', durationMs: 1200 };

test('the difference is shown line by line, with every digit', () => {
  const result = { value: exact('{"status": "ok", "n": 12345678901234567890}') };
  expect(checkExpectation(got, { result, maxDurationMs: undefined })?.diff.split('\n')).toEqual([
    '- expected',
    '+ result',
    '',
    '  {',
    '-   "status": "ok",',
    '-   "n": 12345678901234567890',
    '+   "status": "degraded",',
    '+   "n": 12345678901234567891',
    '  }',
  ]);
});

test('what was not asked about is not in the difference', () => {
  const result = { value: exact('{"status": "ok"}') };
  const { diff = '' } = checkExpectation(got, { result, maxDurationMs: undefined }) ?? {};
  expect(diff).toContain('degraded');
  expect(diff).not.toContain('"n"');
});

test('a call that took longer than it may is not as expected, whatever it returned', () => {
  const slow = checkExpectation(got, { result: undefined, maxDurationMs: 1000 });
  expect(slow).toEqual({
    message: 'The function ran, but not as expected: it took 1200 ms, which is more than 1000 ms.',
    diff: '',
  });
  expect(checkExpectation(got, { result: undefined, maxDurationMs: 1200 })).toBeUndefined();
});

test('many differences are counted, and the difference stays readable', () => {
  const numbers = (from: number): string =>
    JSON.stringify(Array.from({ length: 3000 }, (_, at) => at + from));
  const given = { resultJson: numbers(100_000), durationMs: 1 };
  const verdict = checkExpectation(given, { result: { value: exact(numbers(0)) }, maxDurationMs: undefined });
  expect(verdict?.message).toContain('2995 more differences');
  expect(verdict?.diff.split('\n').length).toBeLessThan(210);
});

test('a result that is nested too deeply to be compared is not as expected', () => {
  const resultJson = '['.repeat(200_000) + ']'.repeat(200_000);
  const verdict = checkExpectation(
    { resultJson, durationMs: 1 },
    { result: { value: [] }, maxDurationMs: undefined },
  );
  expect(verdict).toEqual({ message: expect.stringContaining('nested too deeply'), diff: '' });
});
