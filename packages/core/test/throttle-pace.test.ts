import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { bucket, fixedWindow, slidingWindow, ThrottlingServer } from '@lp-faas/testing/throttling-server';
import { Pace } from '../src/throttling/pace.js';
import { ThrottleGate } from '../src/throttling/throttle-gate.js';

/** Rate limit algorithms of a platform, and the minimum share of the allowed rate that is used. */
const LIMITS = {
  'fixed window': [fixedWindow(200), 0.8],
  'sliding window': [slidingWindow(200), 0.8],
  'bucket of one second': [bucket(200, 200), 0.85],
  'bucket of five seconds': [bucket(200, 1000), 0.85],
  'small bucket': [bucket(200, 20), 0.6],
} as const;
const CASES = Object.entries(LIMITS).flatMap(([name, [limit, share]]) =>
  [5, 50, 95].flatMap((worksMs) =>
    [10, 50].map((callers) => ({ name, worksMs, callers, limit, share }) as const),
  ),
);

describe('unknown limits of 200 requests a second and a concurrency of 20', () => {
  test.each(CASES)(
    'the gate uses most of an unknown rate limit with few refusals: $name, $worksMs ms of work, $callers callers',
    async ({ worksMs, callers, limit, share }) => {
      const server = new ThrottlingServer({ limit: limit(), atOnce: 20, worksMs });
      const ms = await server.run(new ThrottleGate(server.clock), 8000, callers);
      const atOnce = Math.min(20, callers);
      const idealMs = Math.max(8000 / 200, (8000 * worksMs) / 1000 / atOnce) * 1000;
      expect(server.done).toBe(8000);
      // Virtual time, the same in each run.
      expect(idealMs / ms).toBeGreaterThan(share);
      expect(server.refused).toBeLessThan(0.01 * 8000);
    },
  );
});

test('the gate uses most of a rate limit that falls and rises again', async () => {
  // 200 a second for 20 seconds, then 100 for 20, then 300.
  const rateAt = (ms: number): number => (ms < 20_000 ? 200 : ms < 40_000 ? 100 : 300);
  let [tokens, at] = [200, 0];
  const limit = (now: number): boolean => {
    tokens = Math.min(rateAt(now), tokens + ((now - at) * rateAt(now)) / 1000);
    at = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
  const server = new ThrottlingServer({ limit, atOnce: 20, worksMs: 50 });
  const ms = await server.run(new ThrottleGate(server.clock), 12_000, 50);
  const idealMs = 40_000 + ((12_000 - 200 - 6000) * 1000) / 300;
  expect([server.done, idealMs / ms > 0.7]).toEqual([12_000, true]);
});

describe('Pace', () => {
  /** A pace with the highest successful concurrency and the number of requests in the last second. */
  function paceAfter({ atOnce, sent }: { atOnce: number; sent: number }) {
    const clock = new TestClock();
    const pace = new Pace();
    for (let n = 0; n < sent; n += 1) pace.sent(clock.now());
    if (atOnce > 0) pace.answered(atOnce);
    const refused = (level: number, inside: number, ...others: number[]): void => {
      pace.throttled(level, inside, clock.now());
      for (const other of others) pace.refusedToo(other, clock.now());
    };
    const learned = () => [pace.inFlightAt(clock.now()), Math.round(1000 / pace.intervalMsAt(clock.now()))];
    return { clock, pace, refused, learned };
  }
  const NONE = Number.POSITIVE_INFINITY;

  /** Sends `count` requests evenly over `ms` milliseconds, in steps of ten. */
  function send(pace: Pace, clock: TestClock, count: number, ms: number): void {
    for (let n = 0, at = 0; n < count; clock.advance(10), at += 10) {
      for (; n < ((at + 10) * count) / ms; n += 1) pace.sent(clock.now());
    }
    pace.answered(1);
  }

  test('learns a concurrency limit from a refusal at a new highest concurrency', () => {
    const { clock, pace, refused, learned } = paceAfter({ atOnce: 10, sent: 40 });
    refused(28, 34, 29, 30, 31, 32, 33, 34);
    expect(learned()).toEqual([Math.floor(0.95 * 27), NONE]);
    for (let n = 0; n < 7; n += 1) pace.refusedToo(28, clock.now());
    expect(learned()).toEqual([Math.floor(0.95 * 20), NONE]);
  });

  test('learns a concurrency limit from a refusal when few requests were sent recently at that concurrency', () => {
    const { refused, learned } = paceAfter({ atOnce: 25, sent: 36 });
    refused(25, 25);
    expect(learned()).toEqual([Math.floor(0.95 * 24), NONE]);
  });

  test('a refusal of the second of two requests at once leaves one at once', () => {
    const { refused, learned } = paceAfter({ atOnce: 1, sent: 2 });
    refused(2, 2);
    expect(learned()).toEqual([1, NONE]);
  });

  test('learns a rate limit from a refusal at a concurrency that succeeded before', () => {
    const { refused, learned } = paceAfter({ atOnce: 10, sent: 60 });
    refused(10, 10, 9, 8, 7, 6);
    expect(learned()).toEqual([NONE, 55]);
  });

  test('learns nothing from a refusal before the first success', () => {
    const { refused, learned } = paceAfter({ atOnce: 0, sent: 3 });
    refused(3, 3, 1);
    expect(learned()).toEqual([NONE, NONE]);
  });

  test('learns nothing from a second refusal without a success in between', () => {
    const { refused, learned } = paceAfter({ atOnce: 10, sent: 60 });
    refused(10, 10);
    refused(1, 1);
    expect(learned()).toEqual([NONE, 59]);
  });

  test('keeps a rate that was confirmed by a second refusal for a minute and forgets it after ten', () => {
    const { clock, pace, refused, learned } = paceAfter({ atOnce: 1, sent: 101 });
    refused(1, 1);
    clock.advance(2000);
    pace.opened(clock.now());
    send(pace, clock, 105, 900);
    refused(1, 1);
    expect(learned()).toEqual([NONE, 97]);
    clock.advance(60_000);
    expect(learned()).toEqual([NONE, 97]);
    clock.advance(60_000);
    expect(learned()).toEqual([NONE, 194]);
    clock.advance(480_000);
    expect(learned()).toEqual([NONE, NONE]);
  });

  test('loosens a guessed rate after five seconds', () => {
    const { clock, refused, learned } = paceAfter({ atOnce: 1, sent: 21 });
    refused(1, 1);
    clock.advance(5000);
    expect(learned()).toEqual([NONE, 20]);
    clock.advance(10_000);
    expect(learned()).toEqual([NONE, 40]);
  });

  test('subtracts a saved burst from the learned rate, and then allows bursts', () => {
    const { clock, pace, refused, learned } = paceAfter({ atOnce: 1, sent: 0 });
    pace.opened(clock.now());
    send(pace, clock, 480, 1500);
    expect(pace.catchUpMs).toBe(25);
    refused(1, 1);
    expect(learned()).toEqual([NONE, Math.round(480 / 2.5)]);
    // A platform with a bucket also allows catching up.
    expect(pace.catchUpMs).toBe(500);
  });
});
