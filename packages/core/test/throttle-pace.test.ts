import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { bucket, fixedWindow, slidingWindow, ThrottlingServer } from '@lp-faas/testing/throttling-server';
import { Pace } from '../src/throttling/pace.js';
import { ThrottleGate } from '../src/throttling/throttle-gate.js';

/** How a platform may count, and the share of what it allows that is used at least. */
const LIMITS = {
  'each second': [fixedWindow(200), 0.8],
  'any second': [slidingWindow(200), 0.8],
  'and a second saved up': [bucket(200, 200), 0.85],
  'and five seconds saved up': [bucket(200, 1000), 0.85],
  'and next to nothing saved up': [bucket(200, 20), 0.6],
} as const;
const CASES = Object.entries(LIMITS).flatMap(([name, [limit, share]]) =>
  [5, 50, 95].flatMap((worksMs) =>
    [10, 50].map((callers) => ({ name, worksMs, callers, limit, share }) as const),
  ),
);

describe('of 200 requests a second and 20 at once, a gate that knows neither number', () => {
  test.each(CASES)(
    'uses most and wastes few: $name, $worksMs ms of work, $callers callers',
    async ({ worksMs, callers, limit, share }) => {
      const server = new ThrottlingServer({ limit: limit(), atOnce: 20, worksMs });
      const ms = await server.run(new ThrottleGate(server.clock), 8000, callers);
      const atOnce = Math.min(20, callers);
      const idealMs = Math.max(8000 / 200, (8000 * worksMs) / 1000 / atOnce) * 1000;
      expect(server.done).toBe(8000);
      // Time of the simulation: the same in each run.
      expect(idealMs / ms).toBeGreaterThan(share);
      expect(server.refused).toBeLessThan(0.01 * 8000);
    },
  );
});

describe('what a refusal teaches', () => {
  /** A pace at which so many at once have been answered, and so many sent in the last second. */
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

  /** Sends so many evenly over some time, in steps of ten milliseconds. */
  function send(pace: Pace, clock: TestClock, count: number, ms: number): void {
    for (let n = 0, at = 0; n < count; clock.advance(10), at += 10) {
      for (; n < ((at + 10) * count) / ms; n += 1) pace.sent(clock.now());
    }
    pace.answered(1);
  }

  test('is a number at once, when more went out than ever before: as many as were not refused', () => {
    const { clock, pace, refused, learned } = paceAfter({ atOnce: 10, sent: 40 });
    refused(28, 34, 29, 30, 31, 32, 33, 34);
    expect(learned()).toEqual([Math.floor(0.95 * 27), NONE]);
    for (let n = 0; n < 7; n += 1) pace.refusedToo(28, clock.now());
    expect(learned()).toEqual([Math.floor(0.95 * 20), NONE]);
  });

  test('is a number at once too, when few were answered lately beside that many', () => {
    const { refused, learned } = paceAfter({ atOnce: 25, sent: 36 });
    refused(25, 25);
    expect(learned()).toEqual([Math.floor(0.95 * 24), NONE]);
  });

  test('is a number a second, when no more went out than before: as many as were not refused', () => {
    const { refused, learned } = paceAfter({ atOnce: 10, sent: 60 });
    refused(10, 10, 9, 8, 7, 6);
    expect(learned()).toEqual([NONE, 55]);
  });

  test('is nothing, when even the first of all was refused', () => {
    const { refused, learned } = paceAfter({ atOnce: 0, sent: 3 });
    refused(3, 3, 1);
    expect(learned()).toEqual([NONE, NONE]);
  });

  test('is nothing, when the platform has let nothing through since the last one', () => {
    const { refused, learned } = paceAfter({ atOnce: 10, sent: 60 });
    refused(10, 10);
    refused(1, 1);
    expect(learned()).toEqual([NONE, 59]);
  });

  test('is certain when the same number is refused again; it then holds for a minute, and is forgotten after ten', () => {
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

  test('is a guess at first, that is loosened after five seconds: a platform may let nobody save up', () => {
    const { clock, refused, learned } = paceAfter({ atOnce: 1, sent: 21 });
    refused(1, 1);
    clock.advance(5000);
    expect(learned()).toEqual([NONE, 20]);
    clock.advance(10_000);
    expect(learned()).toEqual([NONE, 40]);
  });

  test('is what got through beside what was saved up, when a second passed in which no less was sent', () => {
    const { clock, pace, refused, learned } = paceAfter({ atOnce: 1, sent: 0 });
    pace.opened(clock.now());
    send(pace, clock, 480, 1500);
    expect(pace.catchUpMs).toBe(25);
    refused(1, 1);
    expect(learned()).toEqual([NONE, Math.round(480 / 2.5)]);
    // Who may save up may also catch up.
    expect(pace.catchUpMs).toBe(500);
  });
});
