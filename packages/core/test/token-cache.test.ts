import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { MemoryCache } from '@lp-faas/testing/memory-cache';
import { CREDENTIALS, json, LAMBDA } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient, listen, type TokenCache, TokenSource } from '../src/index.js';
import { seal, unseal } from '../src/sharing/seal.js';
import { down, HOUR_MS, issue, tokenBench, until } from './support/token-bench.js';

/** Starts token sources that share a cache, a platform and a clock. */
async function processes(cache: TokenCache, clock: TestClock = new TestClock('paced')) {
  const bench = await tokenBench();
  const { platform } = bench;
  const domains = { sentinel: platform.host };
  const options = { ...platform.options, domains, clock, tokenCache: cache };
  const start = (more = {}): TokenSource => new TokenSource({ ...options, ...more });
  return { bench, clock, options, start };
}

describe('shared token cache', () => {
  test('a process with a shared cache uses the token of another process without a request', async () => {
    const { bench, start } = await processes(new MemoryCache());
    await using _ = bench;
    expect(await start().get()).toBe('token-1');
    expect(await start().get()).toBe('token-1');
    expect(bench.requests).toBe(1);
  });

  test('processes with a shared cache renew a token once', async () => {
    const { bench, clock, start } = await processes(new MemoryCache());
    await using _ = bench;
    const [one, other] = [start(), start()];
    await one.get();
    await other.get();
    // In the soft zone of both, at any jitter.
    clock.advance(HOUR_MS - 200_000);
    await one.get();
    await until(() => !one.state.refreshing);
    await other.get();
    await until(() => !other.state.refreshing);
    expect([await one.get(), await other.get()]).toEqual(['token-2', 'token-2']);
    expect(bench.requests).toBe(2);
  });

  test('processes that start together send one token request when the cache has a lock', async () => {
    const cache = new MemoryCache({ hasLock: true });
    const { bench, clock, start } = await processes(cache, new TestClock());
    await using _ = bench;
    const calls = Array.from({ length: 20 }, () => start().get());
    // One holds the lock and requests a token; the others wait before they poll.
    await until(() => cache.entries.length === 1);
    clock.advance(200);
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['token-1']));
    expect(bench.requests).toBe(1);
  });

  test('a process requests a token itself when a lock is never released', async () => {
    const cache = new MemoryCache({ hasLock: true });
    const { bench, start } = await processes(cache);
    await using _ = bench;
    cache.lockForever();
    expect(await start().get()).toBe('token-1');
  });

  test('processes with a shared cache replace a refused token once', async () => {
    const cache = new MemoryCache();
    const { bench, options } = await processes(cache);
    await using _ = bench;
    const clients = [1, 2].map(() => new FunctionsClient(options));
    for (const client of clients) await client.invoke({ lambdaUuid: LAMBDA });
    bench.platform.set('invocation', (response, request) => {
      json(request.headers.authorization === 'Bearer token-1' ? 401 : 200, {})(response, request);
    });
    for (const client of clients) expect((await client.invoke({ lambdaUuid: LAMBDA })).attempts).toBe(2);
    // The first client requested a new token; the second found it in the cache.
    expect(bench.requests).toBe(2);
    for (const client of clients) await client.close();
  });

  test('a refused token is not used again even if the cache cannot delete', async () => {
    const cache = new MemoryCache();
    const { get, set } = { get: cache.get.bind(cache), set: cache.set.bind(cache) };
    const { bench, start } = await processes({ get, set });
    await using _ = bench;
    const tokens = start();
    tokens.invalidate(await tokens.get());
    expect(await tokens.get()).toBe('token-2');
  });

  test('a process without a token uses a cached one close to its expiry while the token service is down', async () => {
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
  ])('a cached token is not shared with %s', async (_name, more) => {
    const { bench, start } = await processes(new MemoryCache());
    await using _ = bench;
    expect([await start().get(), await start(more).get()]).toEqual(['token-1', 'token-2']);
  });

  test('a cached token is ignored when the clocks differ by two minutes', async () => {
    const { bench, options } = await processes(new MemoryCache());
    await using _ = bench;
    await new TokenSource(options).get();
    const behind = new TestClock('paced');
    behind.setWall(behind.wallNow() - 120_000);
    expect(await new TokenSource({ ...options, clock: behind }).get()).toBe('token-2');
  });
});

describe('entries of the shared cache', () => {
  test('a cache entry reveals neither token, secret nor client id', async () => {
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
    ['malformed text', () => 'rubbish'],
    ['an empty string', () => ''],
    ['a token in clear text', () => JSON.stringify({ token: 'evil', lifetimeMs: 1e9, expiresAt: 9e15 })],
    ['one flipped bit', (value) => `${value[0] === 'A' ? 'B' : 'A'}${value.slice(1)}`],
    ['a truncated value', (value) => value.slice(0, -4)],
  ])('a forged cache entry is rejected: %s', async (_name, forge) => {
    const cache = new MemoryCache();
    const { bench, start } = await processes(cache);
    await using _ = bench;
    await start().get();
    cache.change(forge);
    expect(await start().get()).toBe('token-2');
  });

  test.each([
    ['the token', { token: 7 }],
    ['the lifetime', { lifetimeMs: '3600000' }],
    ['the expiry', { expiresAt: '9e15' }],
    ['a lifetime of nothing', { lifetimeMs: 0 }],
    ['an expiry in the past', { expiresAt: 1 }],
    ['an expiry beyond the lifetime', { expiresAt: 9e15 }],
  ])('a sealed cache entry with an implausible value is ignored: %s', async (_name, change) => {
    const cache = new MemoryCache();
    const { bench, start } = await processes(cache);
    await using _ = bench;
    await start().get();
    const { clientSecret } = CREDENTIALS;
    const [[key] = ['']] = cache.entries;
    cache.change((value) => {
      const entry = JSON.parse(unseal(value, clientSecret, key) ?? '') as object;
      return seal(JSON.stringify({ ...entry, ...change }), clientSecret, key);
    });
    expect(await start().get()).toBe('token-2');
  });

  test('a cache entry expires with its token', async () => {
    const cache = new MemoryCache();
    const { bench, start } = await processes(cache);
    await using _ = bench;
    await start().get();
    expect(cache.ttls).toEqual([HOUR_MS]);
  });
});

describe('failing caches', () => {
  const failing = (): never => {
    throw new Error('the cache is broken');
  };
  const unreadable = (): never => {
    throw Object.defineProperties(new Error(), { name: { value: 7 }, message: { get: failing } });
  };
  const hanging = (): Promise<never> => new Promise(() => undefined);

  test.each<[string, () => never | Promise<never>]>([
    ['throws', failing],
    ['rejects', async () => failing()],
    ['throws an error that cannot be read', unreadable],
    ['throws undefined', () => Promise.reject(undefined)],
    ['hangs', hanging],
    ['returns a number', async () => 42 as never],
  ])('a cache that %s never fails a call', async (_name, broken) => {
    const cache = { get: broken, set: broken, delete: broken, lock: broken } as unknown as TokenCache;
    const { bench, start } = await processes(cache);
    await using _ = bench;
    const stop = listen('store', { end: () => undefined });
    const tokens = start();
    const token = await tokens.get();
    tokens.invalidate(token);
    expect(tokens.state.storeFailures).toBeGreaterThan(0);
    stop();
    expect([token, await tokens.get()]).toEqual(['token-1', 'token-2']);
  });

  test('a tokenCache without get or set is rejected as an invalid option', () => {
    const tokenCache = { get: async () => undefined } as unknown as TokenCache;
    const invalid = expect.objectContaining({
      code: 'invalid-options',
      problems: [expect.objectContaining({ option: 'tokenCache' })],
    });
    expect(() => new TokenSource({ accountId: '1', credentials: CREDENTIALS, tokenCache })).toThrow(invalid);
  });
});

test('a background refresh does not take the old token from the cache', async () => {
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
