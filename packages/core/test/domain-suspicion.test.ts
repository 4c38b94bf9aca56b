import { describe, expect, test } from '@jest/globals';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { DomainResolver } from '../src/index.js';
import { answer, DomainBench, FRESH_MS, held, NEW, OLD, SPREAD_MS } from './support/domain-bench.js';

describe('suspect hosts', () => {
  test('looks up a suspect host once before it serves one', async () => {
    await using bench = await DomainBench.start();
    const domain = await bench.resolver.resolve('faasGW');
    bench.platform.set('domain', answer(NEW));
    bench.resolver.suspect(domain);
    expect(await Promise.all([bench.host(), bench.host()])).toEqual([NEW, NEW]);
    expect(await bench.outcome()).toBe(NEW);
    expect(bench.requests).toBe(2);
  });

  test('serves a suspect host while the Domain API is unavailable', async () => {
    await using bench = await DomainBench.start();
    bench.resolver.suspect(await bench.resolver.resolve('faasGW'));
    bench.platform.set('domain', json(503, {}));
    expect(await bench.outcome()).toBe(OLD);
    expect(await bench.outcome()).toBe(OLD);
    expect(bench.requests).toBe(2);
  });

  test('does not serve a suspect host after an untrusted response', async () => {
    await using bench = await DomainBench.start();
    bench.resolver.suspect(await bench.resolver.resolve('faasGW'));
    bench.platform.set('domain', answer('evil.test'));
    expect(await bench.outcome()).toBe('domain-untrusted');
  });

  test('looks up a suspect host at most every 30 seconds', async () => {
    await using bench = await DomainBench.start();
    for (let second = 0; second < 60; second += 1) {
      bench.resolver.suspect(await bench.resolver.resolve('faasGW'));
      bench.clock.advance(1000);
    }
    await bench.outcome();
    expect(bench.requests).toBe(3);
  });

  test('ignores a late suspicion of a host that has been replaced', async () => {
    await using bench = await DomainBench.start();
    const old = await bench.resolver.resolve('faasGW');
    bench.clock.advance(FRESH_MS + SPREAD_MS);
    bench.platform.set('domain', answer(NEW));
    await bench.outcome();
    bench.resolver.suspect(old);
    expect(await bench.outcome()).toBe(NEW);
    expect(bench.requests).toBe(2);
  });

  test('ignores a response that was requested before the suspicion', async () => {
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
    expect(bench.requests).toBe(3);
  });

  test('ignores a failure of a request that started before the suspicion', async () => {
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

  test('looks up a suspect host once for concurrent failures', async () => {
    const { reply, waiting, first } = held();
    await using bench = await DomainBench.start();
    const domain = await bench.resolver.resolve('faasGW');
    bench.platform.set('domain', reply);
    const hosts = Array.from({ length: 50 }, () => {
      bench.resolver.suspect(domain);
      return bench.host();
    });
    await first;
    waiting[0]?.(answer(NEW));
    bench.platform.set('domain', answer(NEW));
    expect(new Set(await Promise.all(hosts))).toEqual(new Set([NEW]));
    expect(bench.requests).toBe(2);
  });

  test('serves a suspect host from the options without a request', async () => {
    await using platform = await ScriptedPlatform.start();
    const { accountId, domainApi } = platform.options;
    const resolver = new DomainResolver({ accountId, domainApi, domains: { faasGW: OLD } });
    resolver.suspect(await resolver.resolve('faasGW'));
    expect(await resolver.resolve('faasGW')).toMatchObject({ host: OLD });
    expect(platform.arrived).toEqual([]);
  });
});
