import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { StatusLine } from '../src/invoke/status-line.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function line() {
  const shown: unknown[] = [];
  const translate = (key: string, values: object = {}): string =>
    `${key} ${Object.values(values).join('+')}`.trim();
  return { shown, status: new StatusLine((status) => shown.push(status), translate) };
}

test('the first status is shown at once; later changes are shown at most once a second, the latest one only', () => {
  const { shown, status } = line();
  for (let running = 1; running <= 100; running += 1) status.showCounts({ running, waiting: 0 });
  expect(shown).toEqual([{ fill: 'blue', shape: 'dot', text: 'status.running 1+0' }]);
  jest.advanceTimersByTime(1000);
  expect(shown).toHaveLength(2);
  expect(shown[1]).toMatchObject({ text: 'status.running 100+0' });
});

test('only a status that is shown is translated', () => {
  const translated: string[] = [];
  const translate = (key: string): string => String(translated.push(key));
  const status = new StatusLine(() => undefined, translate);
  for (let running = 1; running <= 100; running += 1) status.showCounts({ running, waiting: 0 });
  jest.advanceTimersByTime(1000);
  expect(translated).toHaveLength(2);
});

test('the status shows waiting messages next to running ones', () => {
  const { shown, status } = line();
  status.showCounts({ running: 3, waiting: 12 });
  expect(shown).toEqual([{ fill: 'blue', shape: 'ring', text: 'status.waiting 3+12' }]);
});

test('the status is cleared when nothing is running or waiting', () => {
  const { shown, status } = line();
  status.showCounts({ running: 1, waiting: 0 });
  status.succeeded();
  status.showCounts({ running: 0, waiting: 0 });
  jest.advanceTimersByTime(1000);
  expect(shown.at(-1)).toEqual({});
});

test('the reason of a failure stays until a message succeeds', () => {
  const { shown, status } = line();
  status.failed('rate-limited');
  status.showCounts({ running: 0, waiting: 0 });
  jest.advanceTimersByTime(60_000);
  expect(shown).toEqual([{ fill: 'red', shape: 'ring', text: 'rate-limited' }]);
  status.succeeded();
  status.showCounts({ running: 0, waiting: 0 });
  jest.advanceTimersByTime(1000);
  expect(shown.at(-1)).toEqual({});
});

test('after an overflow the counts are yellow, and queue-full is shown at the end, until a later message succeeds', () => {
  const { shown, status } = line();
  const full = { running: 2, waiting: 3 };
  status.showCounts(full);
  status.overflowed();
  status.succeeded();
  status.showCounts({ running: 2, waiting: 2 });
  jest.advanceTimersByTime(1000);
  expect(shown.at(-1)).toEqual({ fill: 'yellow', shape: 'ring', text: 'status.waiting 2+2' });
  status.succeeded();
  status.showCounts({ running: 0, waiting: 0 });
  jest.advanceTimersByTime(60_000);
  expect(shown.at(-1)).toEqual({ fill: 'red', shape: 'ring', text: 'queue-full' });
  status.showCounts({ running: 1, waiting: 0 });
  expect(shown.at(-1)).toMatchObject({ fill: 'blue' });
  status.succeeded();
  status.showCounts({ running: 0, waiting: 0 });
  jest.advanceTimersByTime(1000);
  expect(shown.at(-1)).toEqual({});
});

test('a closed node clears its status and shows nothing more', () => {
  const { shown, status } = line();
  status.showCounts({ running: 1, waiting: 0 });
  status.showCounts({ running: 2, waiting: 0 });
  status.close();
  jest.advanceTimersByTime(60_000);
  expect(shown).toHaveLength(2);
  expect(shown[1]).toEqual({});
  expect(jest.getTimerCount()).toBe(0);
});

test('each change is shown a second after the one before, and what is shown already is not shown again', () => {
  const { shown, status } = line();
  status.showCounts({ running: 1, waiting: 0 });
  status.showCounts({ running: 2, waiting: 0 });
  jest.advanceTimersByTime(999);
  expect(shown).toHaveLength(1);
  jest.advanceTimersByTime(1);
  expect(shown).toHaveLength(2);
  status.showCounts({ running: 2, waiting: 0 });
  jest.advanceTimersByTime(1000);
  status.showCounts({ running: 2, waiting: 0 });
  expect([shown.length, jest.getTimerCount()]).toEqual([2, 0]);
  status.showCounts({ running: 3, waiting: 0 });
  expect(shown).toHaveLength(3);
});

test('a lasting reason is shown until it is taken back, and then why the last message failed', () => {
  const { shown, status } = line();
  status.usable();
  expect(shown).toEqual([]);
  status.failed('timeout');
  status.unusable('no-account');
  expect(shown).toEqual([{ fill: 'red', shape: 'ring', text: 'no-account' }]);
  status.usable();
  jest.advanceTimersByTime(1000);
  expect(shown.at(-1)).toEqual({ fill: 'red', shape: 'ring', text: 'timeout' });
  status.showCounts({ running: 1, waiting: 0 });
  jest.advanceTimersByTime(1000);
  status.usable();
  jest.advanceTimersByTime(1000);
  expect(shown.at(-1)).toMatchObject({ text: 'status.running 1+0' });
});

test('between two instances a node shows nothing, and the next one shows the latest status at once', () => {
  const { shown, status } = line();
  const next: unknown[] = [];
  status.showCounts({ running: 1, waiting: 0 });
  status.showCounts({ running: 2, waiting: 0 });
  status.pause();
  status.showCounts({ running: 3, waiting: 0 });
  jest.advanceTimersByTime(60_000);
  expect([shown.length, jest.getTimerCount()]).toEqual([1, 0]);
  status.moveTo((one) => next.push(one));
  expect([shown.length, next]).toEqual([1, [{ fill: 'blue', shape: 'dot', text: 'status.running 3+0' }]]);
  status.moveTo((one) => next.push(one));
  expect(next).toHaveLength(2);
  status.silence();
  status.moveTo(() => next.push('never'));
  status.showCounts({ running: 4, waiting: 0 });
  jest.advanceTimersByTime(60_000);
  expect(next).toHaveLength(2);
});
