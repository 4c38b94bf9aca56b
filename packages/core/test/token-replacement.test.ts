import { expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { TokenReplacement } from '../src/invocation/token-replacement.js';

/** Fails once, and returns for how many milliseconds no token is replaced. */
function pauseOf(replacement: TokenReplacement, clock: TestClock): number {
  replacement.failed();
  const failedAt = clock.now();
  while (replacement.isPaused) clock.advance(250);
  return clock.now() - failedAt;
}

test('the pause after new tokens were refused doubles from five seconds to a minute, less up to a half by chance', () => {
  for (const [chance, pauses] of [
    [0, [2500, 5000, 10_000, 20_000, 30_000, 30_000]],
    [0.5, [3750, 7500, 15_000, 30_000, 45_000, 45_000]],
  ] as const) {
    const clock = Object.assign(new TestClock(), { chance });
    const replacement = new TokenReplacement(clock);
    expect(replacement.isPaused).toBe(false);
    expect(pauses.map(() => pauseOf(replacement, clock))).toEqual(pauses);
  }
});

test('a new token that was accepted makes the next pause short again', () => {
  const clock = new TestClock();
  const replacement = new TokenReplacement(clock);
  for (let count = 0; count < 4; count += 1) pauseOf(replacement, clock);
  replacement.succeeded();
  expect([pauseOf(replacement, clock), pauseOf(replacement, clock)]).toEqual([3750, 7500]);
});

test('a refusal during a pause neither extends it nor counts', () => {
  const clock = new TestClock();
  const replacement = new TokenReplacement(clock);
  replacement.failed();
  clock.advance(3749);
  replacement.failed();
  expect(replacement.isPaused).toBe(true);
  clock.advance(1);
  expect(replacement.isPaused).toBe(false);
  expect(pauseOf(replacement, clock)).toBe(7500);
});
