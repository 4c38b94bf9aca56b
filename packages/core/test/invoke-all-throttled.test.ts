import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { turn } from '@lp-faas/testing/until';
import type { SettledInvocation } from '../src/index.js';
import { arrivedAt, withClient } from './support/client.js';
import { SkippingClock } from './support/skipping-clock.js';

const inputs = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ lambdaUuid: LAMBDA, payload: n }));

async function collect(all: AsyncIterable<SettledInvocation>): Promise<SettledInvocation[]> {
  const settled: SettledInvocation[] = [];
  for await (const one of all) settled.push(one);
  return settled;
}

describe('client.invokeAll() on a platform that throttles', () => {
  test('invokeAll runs each throttled invocation exactly once', async () => {
    const clock = new SkippingClock();
    const done = new Map<number, number>();
    let budget = 0;
    const limited: Reply = (response, request) => {
      const n = JSON.parse(request.body).payload as number;
      budget += 1;
      // Two of three are refused.
      if (budget % 3 !== 0) return json(429, {})(response, request);
      done.set(n, (done.get(n) ?? 0) + 1);
      return json(200, n)(response, request);
    };
    await using platform = await ScriptedPlatform.start({ invocation: limited });
    const settled = await withClient(platform, (c) => collect(c.invokeAll(inputs(100))), { clock });
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
    expect([...done.values()]).toEqual(Array.from({ length: 100 }, () => 1));
    const attempts = settled.map((one) => (one.status === 'fulfilled' ? one.value.attempts : 0));
    expect(attempts.reduce((sum, n) => sum + n, 0)).toBe(platform.count('invocation'));
  });

  test('invokeAll keeps the request id of a throttled invocation', async () => {
    const clock = new SkippingClock();
    let requests = 0;
    const reply: Reply = (response, request) => {
      requests += 1;
      return json(requests < 4 ? 429 : 200, {})(response, request);
    };
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    await withClient(platform, (c) => collect(c.invokeAll(inputs(1))), { clock });
    const ids = arrivedAt(platform, 'invocation').map(({ headers }) => headers['x-request-id']);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(1);
  });

  test('invokeAll obeys a Retry-After that is longer than the deadline of a call', async () => {
    const clock = new SkippingClock();
    let requests = 0;
    const reply: Reply = (response, request) => {
      requests += 1;
      return json(requests === 1 ? 429 : 200, {}, { 'retry-after': '120' })(response, request);
    };
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const settled = await withClient(platform, (c) => collect(c.invokeAll(inputs(3))), { clock });
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(Math.max(...clock.pauses)).toBeGreaterThanOrEqual(120_000);
  });

  test('invokeAll fails with rate-limited after five minutes without an accepted invocation', async () => {
    const clock = new SkippingClock();
    await using platform = await ScriptedPlatform.start({ invocation: json(429, {}) });
    const settled = await withClient(platform, (c) => collect(c.invokeAll(inputs(2))), { clock });
    expect(settled.map((one) => one.status === 'rejected' && one.reason.code)).toEqual([
      'rate-limited',
      'rate-limited',
    ]);
    expect(clock.now()).toBeGreaterThan(240_000);
    expect(clock.now()).toBeLessThan(360_000);
  });

  test('invokeAll fails at once when Retry-After exceeds five minutes', async () => {
    const clock = new SkippingClock();
    const reply = json(429, {}, { 'retry-after': '3000' });
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const settled = await withClient(platform, (c) => collect(c.invokeAll(inputs(2), { concurrency: 1 })), {
      clock,
    });
    expect(settled.map((one) => one.status === 'rejected' && one.reason.code)).toEqual([
      'rate-limited',
      'rate-limited',
    ]);
    expect(clock.now()).toBeLessThan(60_000);
  });

  test('a call that had no turn within its deadline goes on waiting in a batch', async () => {
    const clock = new TestClock();
    // Each refusal closes the gate for 20 seconds, so that other calls wait for longer than their deadline.
    const invocation: Reply = (response, request) =>
      json(clock.now() < 45_000 ? 429 : 200, {}, { 'retry-after': '20' })(response, request);
    await using platform = await ScriptedPlatform.start({ invocation });
    const settled: SettledInvocation[] = [];
    const work = withClient(
      platform,
      async (c) => {
        for await (const one of c.invokeAll(inputs(4), { concurrency: 4 })) settled.push(one);
      },
      { clock, retry: { maxAttempts: 3 } },
    );
    while (settled.length < 4) {
      for (let turns = 0; turns < 30; turns += 1) await turn();
      clock.advance(250);
    }
    await work;
    expect(settled.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'fulfilled'));
  });

  test('maxThrottledMs sets how long invokeAll waits without an accepted invocation', async () => {
    for (const [maxThrottledMs, least, most] of [
      [20_000, 10_000, 80_000],
      [900_000, 840_000, 960_000],
    ] as const) {
      const clock = new SkippingClock();
      await using platform = await ScriptedPlatform.start({ invocation: json(429, {}) });
      const settled = await withClient(platform, (c) => collect(c.invokeAll(inputs(1), { maxThrottledMs })), {
        clock,
      });
      expect(settled.map((one) => one.status === 'rejected' && one.reason.code)).toEqual(['rate-limited']);
      expect(clock.now()).toBeGreaterThan(least);
      expect(clock.now()).toBeLessThan(most);
    }
  });

  test('maxThrottledMs must be a number of milliseconds', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, async (c) => {
      expect(() => c.invokeAll(inputs(1), { maxThrottledMs: -1 })).toThrow(/maxThrottledMs/);
    });
  });
});
