import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseHttpDate, retryAfterMs } from '../src/resilience/retry-after.js';

const NOW = Date.UTC(1994, 10, 6, 8, 49, 37);

test.each([
  ['seconds', '120', 120_000],
  ['zero seconds', '0', 0],
  ['more seconds than anyone waits', '12345678901', 12_345_678_901_000],
  ['a number beyond all limits', '9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ['an IMF date', 'Sun, 06 Nov 1994 08:50:37 GMT', 60_000],
  ['an asctime date', 'Sun Nov  6 08:50:37 1994', 60_000],
  ['a date that has passed', 'Sun, 06 Nov 1994 08:48:37 GMT', 0],
])('Retry-After accepts %s', (_, text, expected) => {
  expect(retryAfterMs({ 'retry-after': text }, NOW)).toBe(expected);
});

const at2026 = Date.UTC(2026, 10, 26, 12);

test.each([
  ['06-Nov-94 08:49:37', Date.UTC(1994, 10, 6, 8, 49, 37)],
  ['06-Nov-26 08:49:37', Date.UTC(2026, 10, 6, 8, 49, 37)],
  ['26-Nov-76 12:00:00', Date.UTC(2076, 10, 26, 12)],
  ['26-Nov-76 12:00:01', Date.UTC(1976, 10, 26, 12, 0, 1)],
  ['29-Feb-00 00:00:00', Date.UTC(2000, 1, 29)],
])('a two-digit year is at most 50 years in the future: %s', (date, time) => {
  expect(parseHttpDate(`Sunday, ${date} GMT`, at2026)).toBe(time);
});

test('a two-digit year can be in the next century', () => {
  const at1994 = NOW;
  expect(parseHttpDate('Sunday, 06-Nov-20 08:49:37 GMT', at1994)).toBe(Date.UTC(2020, 10, 6, 8, 49, 37));
});

test('parseHttpDate reads every date of toUTCString, at any current time', () => {
  const dates = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true });
  fc.assert(
    fc.property(dates, fc.nat(), (date, now) => {
      const whole = Math.floor(date.getTime() / 1000) * 1000;
      expect(parseHttpDate(date.toUTCString(), now)).toBe(whole);
    }),
  );
});

test.each([
  'Sun, 31 Feb 1994 08:49:37 GMT',
  'Sunday, 31-Apr-94 08:49:37 GMT',
  'Sun Feb 30 08:49:37 1994',
  'Tue, 29 Feb 2100 08:49:37 GMT',
])('Retry-After ignores a date that does not exist: %s', (date) => {
  expect(parseHttpDate(date, NOW)).toBeUndefined();
  expect(retryAfterMs({ 'retry-after': date }, NOW)).toBeUndefined();
});

test('Retry-After is relative to the Date header, because the clocks may differ', () => {
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
  'Sun, 06 Nov 1994',
  '2026-01-01T00:00:00Z',
])('Retry-After ignores the invalid value %j', (text) => {
  expect(retryAfterMs({ 'retry-after': text }, NOW)).toBeUndefined();
});

test('a response without Retry-After has no delay', () => {
  expect(retryAfterMs({}, NOW)).toBeUndefined();
});
