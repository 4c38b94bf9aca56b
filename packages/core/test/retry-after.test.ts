import { expect, test } from '@jest/globals';
import { parseHttpDate, retryAfterMs } from '../src/resilience/retry-after.js';

const NOW = Date.UTC(1994, 10, 6, 8, 49, 37);

test.each([
  ['seconds', '120', 120_000],
  ['no second', '0', 0],
  ['an IMF date', 'Sun, 06 Nov 1994 08:50:37 GMT', 60_000],
  ['an asctime date', 'Sun Nov  6 08:50:37 1994', 60_000],
  ['a date that has passed', 'Sun, 06 Nov 1994 08:48:37 GMT', 0],
])('Retry-After is read as %s', (_, text, expected) => {
  expect(retryAfterMs({ 'retry-after': text }, NOW)).toBe(expected);
});

test('the RFC 850 date is read with the century of now', () => {
  expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT')).toBe(Date.UTC(2094, 10, 6, 8, 49, 37));
});

test('a date is read against the Date of the same answer: the two clocks may differ', () => {
  const headers = { 'retry-after': 'Sun, 06 Nov 1994 08:50:37 GMT', date: 'Sun, 06 Nov 1994 08:50:07 GMT' };
  expect(retryAfterMs(headers, NOW + 86_400_000)).toBe(30_000);
});

test.each([
  '',
  ' ',
  '-1',
  '1.5',
  '1e3',
  '0x10',
  '+5',
  '5s',
  'soon',
  '12345678901',
  'Sun, 06 Nov 1994',
  '2026-01-01T00:00:00Z',
])('%j asks for nothing', (text) => {
  expect(retryAfterMs({ 'retry-after': text }, NOW)).toBeUndefined();
});

test('no header asks for nothing', () => {
  expect(retryAfterMs({}, NOW)).toBeUndefined();
});
