import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { MemoryCache } from '@lp-faas/testing/memory-cache';
import { CREDENTIALS, json, LAMBDA } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient, type TokenCache, TokenSource } from '../src/index.js';
import { down, HOUR_MS, issue, tokenBench, until } from './support/token-bench.js';

/** Processes that share a cache, before one platform and in one time. */
async function processes(cache: TokenCache, clock: TestClock = new TestClock('paced')) {
  const bench = await tokenBench();
  const { platform } = bench;
  const domains = { sentinel: platform.host };
  const options = { ...platform.options, domains, clock, tokenCache: cache };
  const start = (more = {}): TokenSource => new TokenSource({ ...options, ...more });
  return { bench, clock, options, start };
}

describe('processes that share a cache', () => {
  test('share one token: the second makes no request', async () => {
    const { bench, start } = await processes(new MemoryCache());
    await using _ = bench;
    expect(await start().get()).toBe('token-1');
    expect(await start().get()).toBe('token-1');
    expect(bench.requests).toBe(1);
  });

  test('renew it once: who comes later finds the new one', async () => {
    const { bench, clock, start } = await processes(new MemoryCache());
    await using _ = bench;
    const [one, other] = [start(), start()];
    await one.get();
    await other.get();
    // In the soft zone of both, whatever chance says.
    clock.advance(HOUR_MS - 200_000);
    await one.get();
    await until(() => !one.state.refreshing);
    await other.get();
    await until(() => !other.state.refreshing);
    expect([await one.get(), await other.get()]).toEqual(['token-2', 'token-2']);
    expect(bench.requests).toBe(2);
  });

  test('that start at the same time make one request, where the cache has a lock', async () => {
    const cache = new MemoryCache({ hasLock: true });
    const { bench, clock, start } = await processes(cache, new TestClock());
    await using _ = bench;
    const asking = Array.from({ length: 20 }, () => start().get());
    // One has the lock and asks, the others wait before they look again.
    await until(() => cache.entries.length === 1);
    clock.advance(200);
    expect(new Set(await Promise.all(asking))).toEqual(new Set(['token-1']));
    expect(bench.requests).toBe(1);
  });

  test('are not held up for ever by one that died with the lock', async () => {
    const cache = new MemoryCache({ hasLock: true });
    const { bench, start } = await processes(cache);
    await using _ = bench;
    cache.lockForever();
    expect(await start().get()).toBe('token-1');
  });

  test('never get back a token that the gateway refused', async () => {
    const cache = new MemoryCache();
    const { bench, options } = await processes(cache);
    await using _ = bench;
    const clients = [1, 2].map(() => new FunctionsClient(options));
    for (const client of clients) await client.invoke({ lambdaUuid: LAMBDA });
    bench.platform.set('invocation', (response, request) => {
      json(request.headers.authorization === 'Bearer token-1' ? 401 : 200, {})(response, request);
    });
    for (const client of clients) expect((await client.invoke({ lambdaUuid: LAMBDA })).attempts).toBe(2);
    // The first got a new token, the second found it in the cache.
    expect(bench.requests).toBe(2);
    for (const client of clients) await client.close();
  });

  test('keep a refused token out also where the cache cannot delete', async () => {
    const cache = new MemoryCache();
    const { get, set } = { get: cache.get.bind(cache), set: cache.set.bind(cache) };
    const { bench, start } = await processes({ get, set });
    await using _ = bench;
    const tokens = start();
    tokens.invalidate(await tokens.get());
    expect(await tokens.get()).toBe('token-2');
  });

  test('that have none take one near its end, when the token service is down', async () => {
    const { bench, clock, start } = await processes(new MemoryCache());
    await using _ = bench;
    await start().get();
    clock.advance(HOUR_MS - 100_000);
    bench.platform.set('token', down);
    expect(await start().get()).toBe('token-1');
    clock.advance(100_000);
    await expect(start().get()).rejects.toMatchObject({ code: 'token-unavailable' });
  });

  test.each([
    ['another secret', { credentials: { ...CREDENTIALS, clientSecret: 'rotated' } }],
    ['another client', { credentials: { ...CREDENTIALS, clientId: 'another' } }],
    ['another account', { accountId: '999' }],
  ])('share nothing with %s', async (_name, more) => {
    const { bench, start } = await processes(new MemoryCache());
    await using _ = bench;
    expect([await start().get(), await start(more).get()]).toEqual(['token-1', 'token-2']);
  });

  test('have clocks that differ: an age that nobody can know is no reason to trust', async () => {
    const { bench, options } = await processes(new MemoryCache());
    await using _ = bench;
    await new TokenSource(options).get();
    const behind = new TestClock('paced');
    behind.setWall(behind.wallNow() - 120_000);
    expect(await new TokenSource({ ...options, clock: behind }).get()).toBe('token-2');
  });
});

describe('the store', () => {
  test('shows neither token nor secret nor whose they are', async () => {
    const cache = new MemoryCache();
    const { bench, start } = await processes(cache);
    await using _ = bench;
    bench.platform.set('token', json(200, { access_token: bench.platform.token, expires_in: 3600 }));
    await start().get();
    const [[key, value] = ['', '']] = cache.entries;
    const shown = `${key} ${value} ${Buffer.from(value, 'base64url').toString('latin1')}`;
    const { clientId, clientSecret } = CREDENTIALS;
    for (const secret of [clientId, clientSecret, ...bench.platform.token.split('.')]) {
      expect(shown).not.toContain(secret);
    }
  });

  test.each<[string, (value: string) => string]>([
    ['rubbish', () => 'rubbish'],
    ['nothing', () => ''],
    ['a token in clear text', () => JSON.stringify({ token: 'evil', lifetimeMs: 1e9, expiresAt: 9e15 })],
    ['one flipped bit', (value) => `${value[0] === 'A' ? 'B' : 'A'}${value.slice(1)}`],
    ['a cut end', (value) => value.slice(0, -4)],
  ])('is not believed what somebody else wrote: %s', async (_name, forge) => {
    const cache = new MemoryCache();
    const { bench, start } = await processes(cache);
    await using _ = bench;
    await start().get();
    cache.change(forge);
    expect(await start().get()).toBe('token-2');
  });

  test('is asked to keep a token as long as it lives', async () => {
    const cache = new MemoryCache();
    const { bench, start } = await processes(cache);
    await using _ = bench;
    await start().get();
    expect(cache.ttls).toEqual([HOUR_MS]);
  });
});

describe('a cache that', () => {
  const failing = (): never => {
    throw new Error('the cache is broken');
  };
  const hanging = (): Promise<never> => new Promise(() => undefined);

  test.each<[string, () => never | Promise<never>]>([
    ['throws', failing],
    ['rejects', async () => failing()],
    ['hangs', hanging],
    ['answers what is no text', async () => 42 as never],
  ])('%s never fails a call', async (_name, broken) => {
    const cache = { get: broken, set: broken, delete: broken, lock: broken } as unknown as TokenCache;
    const { bench, start } = await processes(cache);
    await using _ = bench;
    const tokens = start();
    const token = await tokens.get();
    tokens.invalidate(token);
    expect([token, await tokens.get()]).toEqual(['token-1', 'token-2']);
  });

  test('lacks get or set is an option that is wrong', () => {
    const tokenCache = { get: async () => undefined } as unknown as TokenCache;
    expect(() => new TokenSource({ accountId: '1', credentials: CREDENTIALS, tokenCache })).toThrow(
      'tokenCache must be a TokenCache',
    );
  });
});

test('a refresh in the background does not take the token that it is to replace', async () => {
  const { bench, clock, start } = await processes(new MemoryCache());
  await using _ = bench;
  const tokens = start();
  await tokens.get();
  bench.platform.set('token', issue());
  clock.advance(HOUR_MS - 100_000);
  await tokens.get();
  await until(() => !tokens.state.refreshing);
  expect(tokens.state).toMatchObject({ zone: 'fresh', expiresInMs: HOUR_MS });
});
