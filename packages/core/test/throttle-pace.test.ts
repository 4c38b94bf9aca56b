import { describe, expect, test } from '@jest/globals';
import { Pace } from '../src/resilience/pace.js';
import { ThrottleGate } from '../src/resilience/throttle-gate.js';
import { ManualClock } from './support/manual-clock.js';
import { fixedWindow, slidingWindow, ThrottlingServer, tokenBucket } from './support/throttling-server.js';

const LIMITS = { fixedWindow, slidingWindow, tokenBucket };
const CASES = Object.entries(LIMITS).flatMap(([name, limit]) =>
  [5, 50, 95].flatMap((worksMs) => [10, 50].map((callers) => [name, worksMs, callers, limit] as const)),
);

describe('of 200 requests a second and 20 at once, a gate that knows neither number', () => {
  test.each(CASES)(
    'uses most and wastes few: %s, %i ms of work, %i callers',
    async (_, worksMs, callers, limit) => {
      const server = new ThrottlingServer({ limit: limit(200), atOnce: 20, worksMs });
      const ms = await server.run(new ThrottleGate(server.clock), 5000, callers);
      const atOnce = Math.min(20, callers);
      const idealMs = Math.max(5000 / 200, (5000 * worksMs) / 1000 / atOnce) * 1000;
      expect(server.done).toBe(5000);
      // Time of the simulation: the same in each run.
      expect(idealMs / ms).toBeGreaterThan(0.75);
      expect(server.refused).toBeLessThan(0.02 * 5000);
    },
  );
});

describe('what a refusal teaches', () => {
  /** A pace at which so many at once, and so many in the last second, have been answered. */
  function paceAfter({ atOnce, answers }: { atOnce: number; answers: number }) {
    const clock = new ManualClock();
    const pace = new Pace(clock);
    for (let n = 0; n < answers; n += 1) pace.answered(atOnce);
    return { clock, pace };
  }

  test('is a number at once, when more went out than ever before', () => {
    const { pace } = paceAfter({ atOnce: 10, answers: 30 });
    pace.throttled(14);
    pace.refusedToo(13);
    pace.refusedToo(20);
    expect([pace.inFlight, pace.intervalMs]).toEqual([11, 0]);
  });

  test('is a number at once too, when few were answered lately beside that many', () => {
    const { pace } = paceAfter({ atOnce: 25, answers: 11 });
    pace.throttled(25);
    expect([pace.inFlight, pace.intervalMs]).toEqual([22, 0]);
  });

  test('is a number a second, when no more went out than before', () => {
    const { pace } = paceAfter({ atOnce: 10, answers: 50 });
    pace.throttled(10);
    expect([pace.inFlight, pace.intervalMs]).toEqual([Number.POSITIVE_INFINITY, 20]);
  });

  test('is nothing, when even the first of all was refused', () => {
    const { pace } = paceAfter({ atOnce: 0, answers: 0 });
    pace.throttled(3);
    pace.refusedToo(1);
    expect([pace.inFlight, pace.intervalMs]).toEqual([Number.POSITIVE_INFINITY, 0]);
  });

  test('is nothing, when the platform has let nothing through since the last one', () => {
    const { pace } = paceAfter({ atOnce: 10, answers: 50 });
    pace.throttled(10);
    pace.throttled(1);
    expect(pace.intervalMs).toBe(20);
  });

  test('holds for a minute, is loosened by and by, and forgotten', () => {
    const { clock, pace } = paceAfter({ atOnce: 10, answers: 50 });
    pace.throttled(10);
    clock.advance(60_000);
    expect(pace.intervalMs).toBe(20);
    clock.advance(60_000);
    expect(pace.intervalMs).toBe(10);
    clock.advance(480_000);
    expect(pace.intervalMs).toBe(0);
  });
});
