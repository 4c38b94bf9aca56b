import { expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { RetryBudget } from '../src/resilience/retry-budget.js';

/** Takes every retry that is left; returns how many there were. */
function takeAll(budget: RetryBudget): number {
  let taken = 0;
  while (budget.take()) taken += 1;
  return taken;
}

test('a retry budget holds ten retries at first', () => {
  expect(takeAll(new RetryBudget(new TestClock()))).toBe(10);
});

test.each([
  [9, 0],
  [10, 1],
  [19, 1],
  [55, 5],
  [1000, 10],
])(
  'a retry budget earns a tenth of a retry for each success, ten at most: %i successes',
  (successes, earned) => {
    const budget = new RetryBudget(new TestClock());
    takeAll(budget);
    for (let n = 0; n < successes; n += 1) budget.refund();
    expect(takeAll(budget)).toBe(earned);
  },
);

test.each([
  [5999, 0],
  [6000, 1],
  [30_000, 5],
  [60_000, 10],
  [600_000, 10],
])('a retry budget earns a retry every six seconds, ten at most: %i ms', (ms, earned) => {
  const clock = new TestClock();
  const budget = new RetryBudget(clock);
  takeAll(budget);
  clock.advance(ms);
  expect(takeAll(budget)).toBe(earned);
});
