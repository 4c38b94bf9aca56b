import { describe, expect, test } from '@jest/globals';
import {
  bucket,
  fixedWindow,
  type Limit,
  slidingWindow,
  ThrottlingServer,
} from '@lp-faas/testing/throttling-server';
import { ThrottleGate } from '../src/throttling/throttle-gate.js';

/** Rate limit algorithms of a platform, and the minimum share of the allowed rate that is used. Time is virtual. */
const LIMITS = {
  'fixed window': [fixedWindow(200), 0.85],
  'sliding window': [slidingWindow(200), 0.85],
  'bucket of one second': [bucket(200, 200), 0.95],
  'bucket of five seconds': [bucket(200, 1000), 0.9],
  'small bucket': [bucket(200, 20), 0.55],
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
      const ms = await server.run([new ThrottleGate(server.clock)], 8000, callers);
      const atOnce = Math.min(20, callers);
      const idealMs = Math.max(8000 / 200, (8000 * worksMs) / 1000 / atOnce) * 1000;
      expect(server.done).toBe(8000);
      expect(idealMs / ms).toBeGreaterThan(share);
      expect(server.refused).toBeLessThan(0.01 * 8000);
    },
  );
});

test.each([1, 2, 3, 5, 10, 20, 50])(
  'the gate uses most of an unknown concurrency limit of %i, and is refused little more often than once a caller',
  async (atOnce) => {
    const server = new ThrottlingServer({ limit: () => true, atOnce, worksMs: 300 });
    const ms = await server.run([new ThrottleGate(server.clock)], 2000, 100);
    expect(server.done).toBe(2000);
    expect((2000 * 302) / atOnce / ms).toBeGreaterThan(0.9);
    expect(server.refused).toBeLessThan(120);
  },
);

/** A bucket of one second whose rate changes at 20 and at 40 seconds. */
function changing(first: number, second: number, third: number): Limit {
  const rateAt = (ms: number): number => (ms < 20_000 ? first : ms < 40_000 ? second : third);
  let [tokens, at] = [first, 0];
  return (now) => {
    tokens = Math.min(rateAt(now), tokens + ((now - at) * rateAt(now)) / 1000);
    at = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

test.each([
  [200, 100, 300, 0.9],
  [200, 50, 200, 0.9],
  [200, 100, 50, 0.9],
  [100, 300, 100, 0.85],
])(
  'the gate uses most of a rate limit that changes: %i a second, then %i, then %i',
  async (first, second, third, share) => {
    const server = new ThrottlingServer({ limit: changing(first, second, third), atOnce: 20, worksMs: 50 });
    const count = 10_000;
    const ms = await server.run([new ThrottleGate(server.clock)], count, 50);
    const idealMs = 40_000 + ((count - first - 20 * first - 20 * second) * 1000) / third;
    expect(server.done).toBe(count);
    expect(idealMs / ms).toBeGreaterThan(share);
    expect(server.refused).toBeLessThan(0.01 * count);
  },
);

test.each([
  ['bucket of one second', 2, 0.9],
  ['sliding window', 2, 0.8],
  ['fixed window', 2, 0.8],
  ['small bucket', 20, 0.6],
  ['fixed window', 20, 0.6],
] as const)(
  'gates that do not know of each other share a rate limit: %s, %i gates',
  async (name, count, share) => {
    const [limit] = LIMITS[name];
    const server = new ThrottlingServer({ limit: limit(), atOnce: 1000, worksMs: 50 });
    const gates = Array.from({ length: count }, () => new ThrottleGate(server.clock));
    const ms = await server.run(gates, 10_000, 100 / count);
    expect(server.done).toBe(10_000);
    expect(10_000 / 200 / (ms / 1000)).toBeGreaterThan(share);
    expect(server.refused).toBeLessThan(0.05 * 10_000);
  },
);
