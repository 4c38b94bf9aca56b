import { expect, test } from '@jest/globals';
import { boolean, duration, durationOrZero, headerLines, integer, list, oneOf } from '../src/parsers.js';

test.each([
  ['1ms', 1],
  ['500ms', 500],
  ['30s', 30_000],
  ['45', 45_000],
  ['2m', 120_000],
  ['1h', 3_600_000],
  ['24h', 86_400_000],
])('the duration %s is %i milliseconds', (text, value) => {
  expect(duration(text)).toEqual({ value });
});

test.each(['0', '0s', '-1', '1.5s', '30 s', '30S', '25h', 'soon', '1e3', '', 'Infinity', '9999999999'])(
  '%j is not a duration',
  (text) => {
    expect(duration(text)).toEqual({
      problem: 'must be a duration of at most 24h, such as 500ms, 30s, 2m or 1h',
    });
  },
);

test.each([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
])('the boolean %s is %s', (text, value) => {
  expect(boolean(text)).toEqual({ value });
});

test.each(['yes', 'no', '1', '0', 'tRUE', 'on', 'truefalse'])('%s is not a boolean', (text) => {
  expect(boolean(text)).toEqual({ problem: 'must be true or false' });
});

test('a word outside of a closed set is rejected with the whole set', () => {
  expect(oneOf('any', 'never')('any')).toEqual({ value: 'any' });
  expect(oneOf('any', 'never')('Any')).toEqual({ problem: 'must be one of any, never' });
});

test('a list is split at commas and white space', () => {
  expect(list(' a.example, b.example\n\nc.example ')).toEqual({
    value: ['a.example', 'b.example', 'c.example'],
  });
  expect(list('')).toEqual({ value: [] });
});

test('headers are read one per line, and values keep their colons', () => {
  const value = [
    { key: 'X-Url', value: 'https://a.example:1/' },
    { key: 'X-Empty', value: '' },
  ];
  expect(headerLines('X-Url: https://a.example:1/\r\n\n  X-Empty:  ')).toEqual({ value });
});

test.each(['{"X-A": "1"}', ' {', '[{"key": "X-A", "value": "1"}]', '{"X-A":\n"1"}'])(
  'headers written as JSON are refused with the right form: %j',
  (text) => {
    expect(headerLines(text)).toEqual({ problem: 'must be lines such as X-Language: de, not JSON' });
  },
);

test.each(['A: x\ry: z', 'A: x\r y', 'A: \u0000', 'A\u0007: b', 'A: \u007f'])(
  'a header with a control character is refused: %j',
  (line) => {
    const problems = [
      'line 2 contains a control character, such as a carriage return',
      'line 2 must be "Name: value", such as X-Language: de',
    ];
    expect(problems.map((problem) => ({ problem }))).toContainEqual(headerLines(`X: 1\n${line}`));
  },
);

test('a tab in a header value is allowed', () => {
  expect(headerLines('A: x\ty')).toEqual({ value: [{ key: 'A', value: 'x\ty' }] });
});

test.each([
  ['0', 0],
  ['0s', 0],
  ['0m', 0],
  ['10m', 600_000],
])('%j is a duration that may be zero: %i milliseconds', (text, value) => {
  expect(durationOrZero(text)).toEqual({ value });
});

test.each(['', '-1', '0x', '00', '25h', 'soon'])('%j is no duration that may be zero', (text) => {
  expect(durationOrZero(text)).toEqual({
    problem: 'must be 0, or a duration of at most 24h, such as 500ms, 30s, 2m or 1h',
  });
});

test.each(['no colon', ': no name', 'two words: x'])('%j is not a header', (line) => {
  expect(headerLines(`A: b\n${line}`)).toEqual({
    problem: 'line 2 must be "Name: value", such as X-Language: de',
  });
});

test.each([
  ['0', 0],
  ['9', 9],
  ['007', 7],
])('%s is a whole number from 0 to 9', (text, value) => {
  expect(integer(0, 9)(text)).toEqual({ value });
});

test.each(['-1', '10', '1.5', '1e0', '', ' 1', 'two', '0x1', 'NaN'])(
  '%j is not a whole number from 0 to 9',
  (text) => {
    expect(integer(0, 9)(text)).toEqual({ problem: 'must be a whole number from 0 to 9' });
  },
);
