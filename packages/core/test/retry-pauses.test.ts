import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { type FunctionsErrorCode, InvocationError } from '../src/index.js';
import { fits, maxPauseMs, mayRetry, pauseMs, throttled } from '../src/invocation/retry-plan.js';
import { CoolDown } from '../src/tokens/cool-down.js';

const RETRY = { maxAttempts: 3, baseDelayMs: 200, maxDelayMs: 20_000 };
const clockWith = (chance: number): TestClock => Object.assign(new TestClock(), { chance });

const pause = (
  code: FunctionsErrorCode,
  asked: number | undefined,
  failures: number,
  chance: number,
): number => pauseMs({ code, asked }, failures, RETRY, clockWith(chance));

describe('the pause before the next attempt', () => {
  test.each<[number | undefined, number, number, number]>([
    // No Retry-After: up to 200 ms, which doubles with each failure, up to 20 s.
    [undefined, 1, 0, 0],
    [undefined, 1, 0.5, 100],
    [undefined, 2, 0.5, 200],
    [undefined, 3, 0.5, 400],
    [undefined, 7, 0.5, 6400],
    [undefined, 8, 0.5, 10_000],
    [undefined, 1, 0.001, 1],
    // A tenth more than asked at most, and a second at most; a part of a millisecond counts as a whole one.
    [2000, 1, 0, 2000],
    [2000, 1, 0.5, 2100],
    [1005, 1, 0.5, 1056],
    [10_000, 1, 0.5, 10_500],
    [20_000, 3, 0.5, 20_500],
    [3_600_000, 1, 0.5, 3_600_500],
    // Not again before a second.
    [0, 1, 0, 1000],
    [0, 1, 0.5, 1050],
    [999, 1, 0, 1000],
  ])('after Retry-After %p and failure %i with chance %p is %i ms', (asked, failures, chance, expected) => {
    expect(pause('gateway-error', asked, failures, chance)).toBe(expected);
  });

  test.each(['rate-limited', 'domain-unavailable', 'token-unavailable'] as const)(
    'is a second longer after %s, and grows from there',
    (code) => {
      const pauses = [1, 2, 3, 6].map((failures) => pause(code, undefined, failures, 0.5));
      expect(pauses).toEqual([1500, 2000, 3000, 11_000]);
      expect(pause(code, undefined, 1, 0)).toBe(1000);
    },
  );

  test('is waited for in full with its jitter, or not at all', () => {
    expect(maxPauseMs(RETRY)).toBe(21_000);
    expect([fits(1000, 2000), fits(1001, 2000), fits(0, 1000), fits(0, 999)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

test.each<[FunctionsErrorCode, 'not-sent' | 'rejected' | 'unknown', boolean, boolean, boolean]>([
  ['gateway-error', 'rejected', true, true, true],
  ['gateway-error', 'unknown', true, false, true],
  ['network-error', 'unknown', true, false, true],
  ['timeout', 'unknown', true, false, true],
  ['unexpected-response', 'unknown', false, false, false],
  ['aborted', 'unknown', false, false, false],
  ['bad-request', 'rejected', false, false, false],
  ['unauthorized', 'rejected', true, false, false],
])('%s with delivery %s is retried: %#', (code, delivery, transient, always, ifIdempotent) => {
  const error = new InvocationError({
    ...{ code: code as 'timeout', phase: 'invocation', problem: 'x', hint: 'y', delivery, transient },
  });
  expect([mayRetry(error, false), mayRetry(error, true)]).toEqual([always, ifIdempotent]);
});

test.each([
  [
    30_500.2,
    0,
    'The platform throttles this client for another 30501 ms, which is longer than the call may take',
    'Nothing was sent. Try again later, or allow more time.',
    'not-sent',
  ],
  [
    0,
    2,
    'The platform throttles this client, and this call had no turn within its time',
    'The function did not run. Try again later, or allow more time.',
    'rejected',
  ],
])(
  'a call that has no turn for %p ms after %i attempts says so',
  (waitMs, attempts, problem, hint, delivery) => {
    expect(throttled(waitMs, 'my-id', attempts)).toMatchObject({
      ...{ code: 'rate-limited', phase: 'invocation', problem, hint, delivery, attempts },
      ...{ requestId: 'my-id', retryAfterMs: waitMs, retryable: true },
    });
  },
);

describe('the pause of a failing service', () => {
  const POLICY = { forgiven: 2, firstMs: 1000, maxMs: 5000 };
  const failure = (retryAfterMs?: number): InvocationError =>
    new InvocationError({ code: 'timeout', phase: 'invocation', problem: 'x', hint: 'y', retryAfterMs });

  /** Fails so often, and returns for how many milliseconds there is a reason to wait after each. */
  function pausesAfter(
    coolDown: CoolDown,
    clock: TestClock,
    failures: readonly (number | undefined)[],
  ): number[] {
    return failures.map((retryAfterMs) => {
      const error = failure(retryAfterMs);
      coolDown.failed(error);
      const failedAt = clock.now();
      while (coolDown.reason !== undefined) {
        expect(coolDown.reason).toBe(error);
        clock.advance(50);
      }
      return clock.now() - failedAt;
    });
  }

  test('begins after those that are forgiven, and doubles up to its maximum', () => {
    const clock = clockWith(0.5);
    const coolDown = new CoolDown(POLICY, clock);
    const none = Array.from({ length: 7 }, () => undefined);
    expect(pausesAfter(coolDown, clock, none)).toEqual([0, 0, 500, 1000, 2000, 2500, 2500]);
    coolDown.succeeded();
    expect(pausesAfter(coolDown, clock, none.slice(0, 3))).toEqual([0, 0, 500]);
  });

  test('is as long as the service asked for, if that is longer', () => {
    const clock = clockWith(0.5);
    expect(pausesAfter(new CoolDown(POLICY, clock), clock, [3000, 0, 200, 7000])).toEqual([
      3000, 0, 500, 7000,
    ]);
  });

  test('ends when a request succeeds', () => {
    const clock = clockWith(0.5);
    const coolDown = new CoolDown({ ...POLICY, forgiven: 0 }, clock);
    coolDown.failed(failure());
    expect(coolDown.reason).toBeDefined();
    coolDown.succeeded();
    expect(coolDown.reason).toBeUndefined();
  });
});
