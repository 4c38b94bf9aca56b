import { expect, test } from '@jest/globals';
import { json } from '@lp-faas/testing/scripted-platform';
import { DomainResolver, TokenSource } from '../src/index.js';
import { DomainBench, NEW, OLD } from './support/domain-bench.js';
import { issue, tokenBench } from './support/token-bench.js';

const busyFor = (seconds: number, status = 503) => json(status, {}, { 'retry-after': String(seconds) });

test.each([429, 503])(
  'a %i of the token service with Retry-After delays the next token request',
  async (status) => {
    await using bench = await tokenBench({}, busyFor(60, status));
    const failure = { code: 'token-unavailable', retryAfterMs: 60_000, retryable: true };
    await expect(bench.tokens.get()).rejects.toMatchObject(failure);
    bench.platform.set('token', issue());
    bench.clock.advance(59_999);
    await expect(bench.tokens.get()).rejects.toMatchObject(failure);
    expect(bench.requests).toBe(1);
    bench.clock.advance(1);
    expect(await bench.tokens.get()).toBe('token-1');
  },
);

test('Retry-After of the token service delays the next request by an hour at most', async () => {
  await using bench = await tokenBench({}, busyFor(999_999));
  await expect(bench.tokens.get()).rejects.toMatchObject({ code: 'token-unavailable' });
  bench.platform.set('token', issue());
  bench.clock.advance(3_600_000);
  expect(await bench.tokens.get()).toBe('token-1');
});

test('Retry-After of the Domain API delays the next lookup', async () => {
  await using bench = await DomainBench.start(busyFor(60));
  expect(await bench.outcome()).toBe('domain-unavailable');
  bench.platform.set('domain', json(200, { baseURI: OLD }));
  bench.clock.advance(59_999);
  expect(await bench.outcome()).toBe('domain-unavailable');
  expect(bench.requests).toBe(1);
  bench.clock.advance(1);
  expect(await bench.outcome()).toBe(OLD);
});

test('a stale host is served while Retry-After delays the next lookup', async () => {
  await using bench = await DomainBench.stale(busyFor(600));
  expect(await bench.outcome()).toBe(OLD);
  const { requests } = bench;
  bench.platform.set('domain', json(200, { baseURI: NEW }));
  bench.clock.advance(599_999);
  expect([await bench.outcome(), bench.requests]).toEqual([OLD, requests]);
  bench.clock.advance(1);
  await bench.outcome();
  expect(await bench.outcome()).toBe(NEW);
});

test('an unreachable token service is looked up again, because it may have moved', async () => {
  await using bench = await tokenBench();
  const { platform } = bench;
  // The discard port has no listener.
  platform.set('domain', json(200, { baseURI: '127.0.0.1:9' }));
  await expect(bench.tokens.get()).rejects.toMatchObject({ code: 'token-unavailable' });
  platform.set('domain', json(200, { baseURI: platform.host }));
  expect(await bench.tokens.get()).toBe('token-1');
  expect(platform.count('domain')).toBe(2);
});

test('TokenSource and DomainResolver close the connections that they opened', async () => {
  await using bench = await tokenBench();
  const { options } = bench.platform;
  const sockets = (): number =>
    process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
  const before = sockets();
  const [tokens, resolver] = [new TokenSource(options), new DomainResolver(options)];
  await Promise.all([tokens.get(), resolver.resolve('faasGW')]);
  expect(sockets()).toBeGreaterThan(before);
  await Promise.all([tokens.close(), resolver.close()]);
  await bench.platform[Symbol.asyncDispose]();
  expect(sockets()).toBeLessThanOrEqual(before);
});
