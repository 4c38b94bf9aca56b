import { describe, expect, test } from '@jest/globals';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { DomainResolver } from '../src/index.js';
import { answer, DomainBench, FRESH_MS, held, NEW, OLD, SPREAD_MS } from './support/domain-bench.js';

describe('a host under suspicion', () => {
  test('is asked for once before it is served, and a new one takes its place', async () => {
    await using bench = await DomainBench.start();
    const domain = await bench.resolver.resolve('faasGW');
    bench.platform.set('domain', answer(NEW));
    bench.resolver.suspect(domain);
    expect(await Promise.all([bench.host(), bench.host()])).toEqual([NEW, NEW]);
    expect(await bench.outcome()).toBe(NEW);
    expect(bench.asked).toBe(2);
  });

  test('is served after all when the Domain API has no answer', async () => {
    await using bench = await DomainBench.start();
    bench.resolver.suspect(await bench.resolver.resolve('faasGW'));
    bench.platform.set('domain', json(503, {}));
    expect(await bench.outcome()).toBe(OLD);
    expect(await bench.outcome()).toBe(OLD);
    expect(bench.asked).toBe(2);
  });

  test('is not served beside an answer that must not be trusted', async () => {
    await using bench = await DomainBench.start();
    bench.resolver.suspect(await bench.resolver.resolve('faasGW'));
    bench.platform.set('domain', answer('evil.test'));
    expect(await bench.outcome()).toBe('domain-untrusted');
  });

  test('is asked for at most every 30 seconds, however often it fails', async () => {
    await using bench = await DomainBench.start();
    for (let second = 0; second < 60; second += 1) {
      bench.resolver.suspect(await bench.resolver.resolve('faasGW'));
      bench.clock.advance(1000);
    }
    await bench.outcome();
    expect(bench.asked).toBe(3);
  });

  test('is forgotten when another one has taken its place: a late failure says nothing of that', async () => {
    await using bench = await DomainBench.start();
    const old = await bench.resolver.resolve('faasGW');
    bench.clock.advance(FRESH_MS + SPREAD_MS);
    bench.platform.set('domain', answer(NEW));
    await bench.outcome();
    bench.resolver.suspect(old);
    expect(await bench.outcome()).toBe(NEW);
    expect(bench.asked).toBe(2);
  });

  test('is not restored by an answer that was asked for before', async () => {
    const { reply, waiting, first } = held();
    await using bench = await DomainBench.stale(reply);
    const domain = await bench.resolver.resolve('faasGW');
    await first;
    bench.resolver.suspect(domain);
    bench.platform.set('domain', answer(NEW));
    expect(await bench.host()).toBe(NEW);
    waiting[0]?.(answer(OLD));
    await bench.transport.settled();
    expect(await bench.outcome()).toBe(NEW);
    expect(bench.asked).toBe(3);
  });

  test('is not dropped by a failure that was asked for before', async () => {
    const { reply, waiting, first } = held();
    await using bench = await DomainBench.stale(reply);
    const domain = await bench.resolver.resolve('faasGW');
    await first;
    bench.resolver.suspect(domain);
    bench.platform.set('domain', answer(NEW));
    await bench.host();
    waiting[0]?.(answer('evil.test'));
    await bench.transport.settled();
    expect(await bench.outcome()).toBe(NEW);
  });

  test('is asked for once though many calls fail at the same time', async () => {
    const { reply, waiting, first } = held();
    await using bench = await DomainBench.start();
    const domain = await bench.resolver.resolve('faasGW');
    bench.platform.set('domain', reply);
    const again = Array.from({ length: 50 }, () => {
      bench.resolver.suspect(domain);
      return bench.host();
    });
    await first;
    waiting[0]?.(answer(NEW));
    bench.platform.set('domain', answer(NEW));
    expect(new Set(await Promise.all(again))).toEqual(new Set([NEW]));
    expect(bench.asked).toBe(2);
  });

  test('from the options is served all the same: there is nobody to ask', async () => {
    await using platform = await ScriptedPlatform.start();
    const { accountId, domainApi } = platform.options;
    const resolver = new DomainResolver({ accountId, domainApi, domains: { faasGW: OLD } });
    resolver.suspect(await resolver.resolve('faasGW'));
    expect(await resolver.resolve('faasGW')).toMatchObject({ host: OLD });
    expect(platform.arrived).toEqual([]);
  });
});
