import { expect, test } from '@jest/globals';
import { json } from '@lp-faas/testing/scripted-platform';
import { DomainResolver, TokenSource } from '../src/index.js';
import { DomainBench, NEW, OLD } from './support/domain-bench.js';
import { issue, tokenBench } from './support/token-bench.js';

const busyFor = (seconds: number, status = 503) => json(status, {}, { 'retry-after': String(seconds) });

test.each([429, 503])(
  'a token service that asks for a minute with %i is left alone for a minute',
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

test('a token service cannot send us away for longer than an hour', async () => {
  await using bench = await tokenBench({}, busyFor(999_999));
  await expect(bench.tokens.get()).rejects.toMatchObject({ code: 'token-unavailable' });
  bench.platform.set('token', issue());
  bench.clock.advance(3_600_000);
  expect(await bench.tokens.get()).toBe('token-1');
});

test('a Domain API that asks for a minute is left alone for a minute', async () => {
  await using bench = await DomainBench.start(busyFor(60));
  expect(await bench.outcome()).toBe('domain-unavailable');
  bench.platform.set('domain', json(200, { baseURI: OLD }));
  bench.clock.advance(59_999);
  expect(await bench.outcome()).toBe('domain-unavailable');
  expect(bench.asked).toBe(1);
  bench.clock.advance(1);
  expect(await bench.outcome()).toBe(OLD);
});

test('a known host bridges also a long wait that the Domain API asks for', async () => {
  await using bench = await DomainBench.stale(busyFor(600));
  expect(await bench.outcome()).toBe(OLD);
  const { asked } = bench;
  bench.platform.set('domain', json(200, { baseURI: NEW }));
  bench.clock.advance(599_999);
  expect([await bench.outcome(), bench.asked]).toEqual([OLD, asked]);
  bench.clock.advance(1);
  await bench.outcome();
  expect(await bench.outcome()).toBe(NEW);
});

test('a token service that cannot be reached is asked for again: it may have moved', async () => {
  await using bench = await tokenBench();
  const { platform } = bench;
  // Nobody listens on the discard port.
  platform.set('domain', json(200, { baseURI: '127.0.0.1:9' }));
  await expect(bench.tokens.get()).rejects.toMatchObject({ code: 'token-unavailable' });
  platform.set('domain', json(200, { baseURI: platform.host }));
  expect(await bench.tokens.get()).toBe('token-1');
  expect(platform.count('domain')).toBe(2);
});

test('a source and a resolver that are used alone close the connections that they opened', async () => {
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
