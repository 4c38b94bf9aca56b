import { afterEach, expect, jest, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { sleep, systemClock } from '../src/resilience/clock.js';

afterEach(() => {
  jest.useRealTimers();
});

test('a timer of the system clock never ends early, also with a part of a millisecond', () => {
  jest.useFakeTimers();
  const ended: number[] = [];
  systemClock.after(7.25, () => ended.push(Date.now()));
  jest.advanceTimersByTime(7);
  expect(ended).toHaveLength(0);
  jest.advanceTimersByTime(1);
  expect(ended).toHaveLength(1);
});

test('a timer of the system clock that was cancelled does not call back', () => {
  jest.useFakeTimers();
  const cancel = systemClock.after(5, () => {
    throw new Error('it called back');
  });
  cancel();
  jest.advanceTimersByTime(10);
  expect(jest.getTimerCount()).toBe(0);
});

test('a pause whose signal is aborted already sets no timer', async () => {
  const clock = new TestClock();
  await expect(sleep(clock, 10, AbortSignal.abort('reason'))).rejects.toBe('reason');
  expect(clock.timersSet).toBe(0);
});
