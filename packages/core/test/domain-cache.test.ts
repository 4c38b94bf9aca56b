import { describe, expect, test } from '@jest/globals';
import { json, type Reply } from '@lp-faas/testing/scripted-platform';
import { answer, DomainBench, FRESH_MS, held, NEW, OLD, SPREAD_MS } from './support/domain-bench.js';

const DAY_MS = 86_400_000;

describe('a host that is fresh', () => {
  test('is served without asking for ten minutes', async () => {
    await using bench = await DomainBench.start();
    await bench.host();
    bench.clock.advance(FRESH_MS - 1);
    expect(await bench.outcome()).toBe(OLD);
    expect(bench.asked).toBe(1);
  });

  test('does not age by a wall clock that somebody sets', async () => {
    await using bench = await DomainBench.start();
    await bench.host();
    for (const wall of [0, 4_000_000_000_000]) {
      bench.clock.setWall(wall);
      expect(await bench.outcome()).toBe(OLD);
    }
    expect(bench.asked).toBe(1);
  });

  test('is asked for once by a thousand callers', async () => {
    await using bench = await DomainBench.start();
    await Promise.all(Array.from({ length: 1000 }, () => bench.host()));
    expect(bench.asked).toBe(1);
  });
});

describe('a host that is no longer fresh', () => {
  test('is served at once, while one request renews it for the next caller', async () => {
    const { reply, waiting, first } = held();
    await using bench = await DomainBench.stale(reply);
    // Nobody has answered yet, so none of them can have waited.
    const hosts = await Promise.all(Array.from({ length: 50 }, () => bench.host()));
    expect(new Set(hosts)).toEqual(new Set([OLD]));
    await first;
    waiting[0]?.(answer(NEW));
    await bench.transport.settled();
    expect(await bench.host()).toBe(NEW);
    bench.clock.advance(FRESH_MS - 1);
    expect(await bench.outcome()).toBe(NEW);
    expect(bench.asked).toBe(2);
  });

  test.each([
    [0, FRESH_MS],
    [0.5, FRESH_MS + SPREAD_MS / 2],
    [0.999, FRESH_MS + 0.999 * SPREAD_MS],
  ])('is asked for within a minute, not by all at the same moment (%p)', async (random, dueAt) => {
    await using bench = await DomainBench.start();
    bench.clock.chance = random;
    await bench.host();
    bench.clock.advance(dueAt - 1);
    await bench.outcome();
    expect(bench.asked).toBe(1);
    bench.clock.advance(1);
    await bench.outcome();
    expect(bench.asked).toBe(2);
  });

  test('is renewed to the end although the caller that caused it has left', async () => {
    const { reply, waiting, first } = held();
    await using bench = await DomainBench.stale(reply);
    const controller = new AbortController();
    await bench.resolver.resolve('faasGW', controller);
    controller.abort();
    await first;
    waiting[0]?.(answer(NEW));
    expect(await bench.outcome()).toBe(OLD);
    expect(await bench.outcome()).toBe(NEW);
    expect(bench.asked).toBe(2);
  });

  test('is neither served nor asked for when the caller has given up before', async () => {
    await using bench = await DomainBench.stale(answer(NEW));
    const signal = AbortSignal.abort();
    await expect(bench.resolver.resolve('faasGW', { signal })).rejects.toMatchObject({ code: 'aborted' });
    await bench.transport.settled();
    expect(bench.asked).toBe(1);
  });

  test('leaves no timer behind', async () => {
    await using bench = await DomainBench.stale(json(500, {}));
    await bench.outcome();
    expect(bench.clock.pendingTimers).toBe(0);
  });
});

describe('while the Domain API gives no usable answer', () => {
  test.each<[string, Reply]>([
    ['a transient failure', json(503, {})],
    ['too many requests', json(429, {})],
    ['a reset connection', (response) => response.socket?.resetAndDestroy()],
    ['a page of HTML', (response) => response.end('<!DOCTYPE html><title>Sign in</title>')],
  ])('a known host bridges 24 hours since the last good answer: %s', async (_, reply) => {
    await using bench = await DomainBench.stale(reply);
    expect(await bench.outcome()).toBe(OLD);
    expect(await bench.outcome()).toBe(OLD);
    bench.clock.advance(DAY_MS - FRESH_MS - SPREAD_MS - 1);
    expect(await bench.outcome()).toBe(OLD);
    bench.clock.advance(1);
    // The failure of a moment ago is repeated first; then it is asked again, and waited for.
    expect(await bench.outcome()).toBe('domain-unavailable');
    bench.clock.advance(45_000);
    bench.platform.set('domain', answer(NEW));
    expect(await bench.outcome()).toBe(NEW);
  });

  test('a known host is not asked for again for at least 30 seconds', async () => {
    await using bench = await DomainBench.stale(json(503, {}));
    bench.clock.chance = 0;
    await bench.outcome();
    bench.clock.advance(29_999);
    await bench.outcome();
    expect(bench.asked).toBe(2);
    bench.clock.advance(1);
    await bench.outcome();
    expect(bench.asked).toBe(3);
  });

  test('a good answer starts the 24 hours anew', async () => {
    await using bench = await DomainBench.stale(answer(OLD));
    await bench.outcome();
    bench.platform.set('domain', json(503, {}));
    bench.clock.advance(DAY_MS - 1);
    expect(await bench.outcome()).toBe(OLD);
  });

  test('and no host is known, callers get the failure for a second before it is asked again', async () => {
    await using bench = await DomainBench.start(json(503, {}));
    expect(await bench.outcome()).toBe('domain-unavailable');
    bench.clock.advance(999);
    expect(await bench.outcome()).toBe('domain-unavailable');
    expect(bench.asked).toBe(1);
    bench.platform.set('domain', answer(OLD));
    bench.clock.advance(1);
    expect(await bench.outcome()).toBe(OLD);
  });

  test('callers that give up leave no failure to the next one', async () => {
    const { reply, first } = held();
    await using bench = await DomainBench.start(reply);
    const controller = new AbortController();
    const failed = bench.resolver.resolve('faasGW', controller);
    await first;
    controller.abort();
    await expect(failed).rejects.toMatchObject({ code: 'aborted', phase: 'domain' });
    bench.platform.set('domain', answer(OLD));
    expect(await bench.host()).toBe(OLD);
  });
});

describe.each<[string, Reply]>([
  ['domain-unresolved', json(404, {})],
  ['domain-untrusted', answer('evil.test')],
])('an answer that is %s', (code, reply) => {
  test('is repeated for 30 seconds, then it is asked again', async () => {
    await using bench = await DomainBench.start(reply);
    for (const ms of [0, 29_999]) {
      bench.clock.advance(ms);
      expect(await bench.outcome()).toBe(code);
    }
    expect(bench.asked).toBe(1);
    bench.platform.set('domain', answer(OLD));
    bench.clock.advance(1);
    expect(await bench.outcome()).toBe(OLD);
  });

  test('takes the place of a known host: it is neither served nor ignored', async () => {
    await using bench = await DomainBench.stale(reply);
    expect(await bench.outcome()).toBe(OLD);
    expect(await bench.outcome()).toBe(code);
    expect(bench.asked).toBe(2);
    // From then on nothing bridges an outage.
    bench.platform.set('domain', json(503, {}));
    bench.clock.advance(30_000);
    expect(await bench.outcome()).toBe('domain-unavailable');
  });

  test('speaks of its service alone', async () => {
    await using bench = await DomainBench.start(reply);
    await bench.outcome();
    bench.platform.set('domain', answer('va.sentinel.liveperson.net'));
    expect(await bench.resolver.resolve('sentinel')).toMatchObject({ service: 'sentinel' });
  });
});
