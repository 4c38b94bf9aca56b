import { describe, expect, test } from '@jest/globals';
import { json, type Reply } from '@lp-faas/testing/scripted-platform';
import { answer, DomainBench, FRESH_MS, held, NEW, OLD, SPREAD_MS } from './support/domain-bench.js';

const DAY_MS = 86_400_000;

describe('fresh hosts', () => {
  test('serves a host for ten minutes without another request', async () => {
    await using bench = await DomainBench.start();
    await bench.host();
    bench.clock.advance(FRESH_MS - 1);
    expect(await bench.outcome()).toBe(OLD);
    expect(bench.requests).toBe(1);
  });

  test('ignores changes of the wall clock when a host ages', async () => {
    await using bench = await DomainBench.start();
    await bench.host();
    for (const wall of [0, 4_000_000_000_000]) {
      bench.clock.setWall(wall);
      expect(await bench.outcome()).toBe(OLD);
    }
    expect(bench.requests).toBe(1);
  });

  test('sends one request for a thousand concurrent callers', async () => {
    await using bench = await DomainBench.start();
    await Promise.all(Array.from({ length: 1000 }, () => bench.host()));
    expect(bench.requests).toBe(1);
  });
});

describe('stale hosts', () => {
  test('serves a stale host at once while one request renews it', async () => {
    const { reply, waiting, first } = held();
    await using bench = await DomainBench.stale(reply);
    // The request has no response yet, so no caller can have waited for it.
    const hosts = await Promise.all(Array.from({ length: 50 }, () => bench.host()));
    expect(new Set(hosts)).toEqual(new Set([OLD]));
    await first;
    waiting[0]?.(answer(NEW));
    await bench.transport.settled();
    expect(await bench.host()).toBe(NEW);
    bench.clock.advance(FRESH_MS - 1);
    expect(await bench.outcome()).toBe(NEW);
    expect(bench.requests).toBe(2);
  });

  test.each([
    [0, FRESH_MS],
    [0.5, FRESH_MS + SPREAD_MS / 2],
    [0.999, FRESH_MS + 0.999 * SPREAD_MS],
  ])('spreads the refresh of a host over a minute (random %p)', async (random, dueAt) => {
    await using bench = await DomainBench.start();
    bench.clock.chance = random;
    await bench.host();
    bench.clock.advance(dueAt - 1);
    await bench.outcome();
    expect(bench.requests).toBe(1);
    bench.clock.advance(1);
    await bench.outcome();
    expect(bench.requests).toBe(2);
  });

  test('completes a background refresh although its caller has aborted', async () => {
    const { reply, waiting, first } = held();
    await using bench = await DomainBench.stale(reply);
    const controller = new AbortController();
    await bench.resolver.resolve('faasGW', controller);
    controller.abort();
    await first;
    waiting[0]?.(answer(NEW));
    expect(await bench.outcome()).toBe(OLD);
    expect(await bench.outcome()).toBe(NEW);
    expect(bench.requests).toBe(2);
  });

  test('neither serves nor refreshes a host for an aborted signal', async () => {
    await using bench = await DomainBench.stale(answer(NEW));
    const signal = AbortSignal.abort();
    await expect(bench.resolver.resolve('faasGW', { signal })).rejects.toMatchObject({ code: 'aborted' });
    await bench.transport.settled();
    expect(bench.requests).toBe(1);
  });

  test('leaves no timer behind after a failed refresh', async () => {
    await using bench = await DomainBench.stale(json(500, {}));
    await bench.outcome();
    expect(bench.clock.pendingTimers).toBe(0);
  });
});

describe('outages of the Domain API', () => {
  test.each<[string, Reply]>([
    ['status 503', json(503, {})],
    ['status 429', json(429, {})],
    ['a reset connection', (response) => response.socket?.resetAndDestroy()],
    ['an HTML page', (response) => response.end('<!DOCTYPE html><title>Sign in</title>')],
  ])('serves a stale host for 24 hours during an outage: %s', async (_, reply) => {
    await using bench = await DomainBench.stale(reply);
    expect(await bench.outcome()).toBe(OLD);
    expect(await bench.outcome()).toBe(OLD);
    bench.clock.advance(DAY_MS - FRESH_MS - SPREAD_MS - 1);
    expect(await bench.outcome()).toBe(OLD);
    bench.clock.advance(1);
    // The failure is cached for a moment; then a caller waits for a new request.
    expect(await bench.outcome()).toBe('domain-unavailable');
    bench.clock.advance(45_000);
    bench.platform.set('domain', answer(NEW));
    expect(await bench.outcome()).toBe(NEW);
  });

  test('waits at least 30 seconds between failed refreshes', async () => {
    await using bench = await DomainBench.stale(json(503, {}));
    bench.clock.chance = 0;
    await bench.outcome();
    bench.clock.advance(29_999);
    await bench.outcome();
    expect(bench.requests).toBe(2);
    bench.clock.advance(1);
    await bench.outcome();
    expect(bench.requests).toBe(3);
  });

  test('restarts the 24 hours with each valid response', async () => {
    await using bench = await DomainBench.stale(answer(OLD));
    await bench.outcome();
    bench.platform.set('domain', json(503, {}));
    bench.clock.advance(DAY_MS - 1);
    expect(await bench.outcome()).toBe(OLD);
  });

  test('caches an outage for one second when no host is known', async () => {
    await using bench = await DomainBench.start(json(503, {}));
    expect(await bench.outcome()).toBe('domain-unavailable');
    bench.clock.advance(999);
    expect(await bench.outcome()).toBe('domain-unavailable');
    expect(bench.requests).toBe(1);
    bench.platform.set('domain', answer(OLD));
    bench.clock.advance(1);
    expect(await bench.outcome()).toBe(OLD);
  });

  test('does not cache the failure of an aborted request', async () => {
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
])('the negative response %s', (code, reply) => {
  test(`caches ${code} for 30 seconds`, async () => {
    await using bench = await DomainBench.start(reply);
    for (const ms of [0, 29_999]) {
      bench.clock.advance(ms);
      expect(await bench.outcome()).toBe(code);
    }
    expect(bench.requests).toBe(1);
    bench.platform.set('domain', answer(OLD));
    bench.clock.advance(1);
    expect(await bench.outcome()).toBe(OLD);
  });

  test(`replaces a known host with ${code}`, async () => {
    await using bench = await DomainBench.stale(reply);
    expect(await bench.outcome()).toBe(OLD);
    expect(await bench.outcome()).toBe(code);
    expect(bench.requests).toBe(2);
    // Without a host, an outage fails the call.
    bench.platform.set('domain', json(503, {}));
    bench.clock.advance(30_000);
    expect(await bench.outcome()).toBe('domain-unavailable');
  });

  test(`caches ${code} for its service alone`, async () => {
    await using bench = await DomainBench.start(reply);
    await bench.outcome();
    bench.platform.set('domain', answer('va.sentinel.liveperson.net'));
    expect(await bench.resolver.resolve('sentinel')).toMatchObject({ service: 'sentinel' });
  });
});
