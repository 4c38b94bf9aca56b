import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { MemoryCache } from '@lp-faas/testing/memory-cache';
import { CREDENTIALS, LAMBDA } from '@lp-faas/testing/scripted-platform';
import { turn } from '@lp-faas/testing/until';
import { FunctionsClient, listen, type TokenCache } from '../src/index.js';
import { SealedStore } from '../src/sharing/sealed-store.js';
import { SharedThrottle } from '../src/throttling/shared-throttle.js';
import { account } from './support/account.js';

const KEY = 'lp-faas:throttle:test';

/** Starts processes that share a cache and a clock. */
function sharing(cache: TokenCache = new MemoryCache({ canAdd: true })) {
  const clock = new TestClock();
  const start = (secret = 'secret'): SharedThrottle =>
    new SharedThrottle(new SealedStore(cache, clock, () => secret), clock, KEY);
  return { clock, start };
}

/** Sends one request per process at the same time; the platform accepts the first `allowed`. */
async function sendAtOnce(processes: readonly SharedThrottle[], allowed: number): Promise<void> {
  const sent = processes.map((process) => ({ process, at: process.sent() }));
  for (const { process, at } of sent.slice(allowed)) process.refused(at, undefined);
  await turn();
}

describe('SharedThrottle', () => {
  test('processes that share a throttle do not wait before the first refusal', async () => {
    const { start } = sharing();
    const processes = Array.from({ length: 50 }, () => start());
    await sendAtOnce(processes, 50);
    for (const process of processes) expect(await process.turnInMs()).toBe(0);
  });

  test('processes that share a throttle take turns at the accepted rate after a refusal', async () => {
    const { clock, start } = sharing();
    const processes = Array.from({ length: 30 }, () => start());
    await sendAtOnce(processes, 10);
    clock.advance(2000);
    const refused = processes.slice(10);
    const turns: number[] = [];
    for (const process of refused) turns.push(await process.turnInMs());
    // Ten per second, evenly spaced.
    expect(turns).toEqual(Array.from({ length: 20 }, (_, n) => n * 100));
    // A new process, which was never refused, takes the next turn.
    expect(await start().turnInMs()).toBe(2000);
  });

  test('processes that share a throttle share a Retry-After', async () => {
    const { clock, start } = sharing();
    const one = start();
    one.refused(one.sent(), 30_000);
    await turn();
    clock.advance(10_000);
    expect(await start().turnInMs()).toBe(20_000);
    clock.advance(20_000);
    expect(await start().turnInMs()).toBe(0);
  });

  test('a shared rate decreases after a refusal, but not after one of a process that did not know the rate', async () => {
    const { clock, start } = sharing();
    const processes = Array.from({ length: 20 }, () => start());
    const late = start();
    await late.turnInMs();
    await sendAtOnce(processes, 10);
    clock.advance(1000);
    const informed = processes[15] as SharedThrottle;
    await informed.turnInMs();
    const pace = async (): Promise<number> => {
      clock.advance(10_000);
      const newcomers = Array.from({ length: 3 }, () => start());
      const [first = 0, next = 0] = [await newcomers[0]?.turnInMs(), await newcomers[1]?.turnInMs()];
      return 1000 / (next - first);
    };
    expect(await pace()).toBe(10);
    late.refused(late.sent(), undefined);
    await late.turnInMs();
    expect(await pace()).toBe(10);
    for (let n = 0; n < 10; n += 1) informed.sent();
    informed.refused(informed.sent(), undefined);
    await turn();
    await informed.turnInMs();
    expect(await pace()).toBeCloseTo(9);
  });

  test('a shared rate increases after a minute of full use and expires after an idle hour', async () => {
    const { clock, start } = sharing();
    const processes = Array.from({ length: 40 }, () => start());
    await sendAtOnce(processes, 20);
    clock.advance(1000);
    await processes[30]?.turnInMs();
    clock.advance(60_000);
    const turns = async (count: number): Promise<number[]> => {
      const all: number[] = [];
      for (let n = 0; n < count; n += 1) all.push(await start().turnInMs());
      return all;
    };
    expect((await turns(22)).at(-1)).toBe(1050);
    clock.advance(10_000);
    expect((await turns(22)).at(-1)).toBe(1000);
    clock.advance(3_600_001);
    expect(await turns(30)).toEqual(Array.from({ length: 30 }, () => 0));
  });
});

test('a process reports its unreported requests to the shared throttle when it ends', async () => {
  const cache = new MemoryCache({ canAdd: true });
  const one = sharing(cache).start();
  for (let n = 0; n < 3; n += 1) one.sent();
  await one.flush();
  expect(cache.entries.map(([, value]) => value)).toEqual(['3']);
});

test('what a throttle stores expires: a note after an hour, a counter a minute after the second that it counts', async () => {
  const memory = new MemoryCache({ canAdd: true });
  const ttls: [kind: string | undefined, ttlMs: number][] = [];
  const cache: TokenCache = {
    get: (key) => memory.get(key),
    set: async (key, value, ttlMs) => {
      ttls.push(['note', ttlMs]);
      await memory.set(key, value, ttlMs);
    },
    add: async (key, count, ttlMs) => {
      ttls.push([/:(sent|turn):/.exec(key)?.[1], ttlMs]);
      return (await memory.add?.(key, count, ttlMs)) ?? 0;
    },
  };
  const { clock, start } = sharing(cache);
  const processes = Array.from({ length: 3 }, () => start());
  await sendAtOnce(processes, 1);
  clock.advance(2400);
  const turns: number[] = [];
  for (const process of [...processes.slice(1), start()]) turns.push(await process.turnInMs());
  expect(turns).toEqual([0, 600, 1600]);
  const of = (kind: string): number[] => ttls.filter(([one]) => one === kind).map(([, ttlMs]) => ttlMs);
  expect(new Set(of('note'))).toEqual(new Set([3_600_000]));
  expect(new Set(of('sent'))).toEqual(new Set([60_000]));
  // Each process begins with the present second, and finds it taken.
  expect(of('turn')).toEqual([60_000, 60_000, 60_600, 60_000, 61_600]);
});

describe('store of SharedThrottle', () => {
  test('a shared throttle seals its entries and rejects forged ones', async () => {
    const cache = new MemoryCache({ canAdd: true });
    const { clock, start } = sharing(cache);
    const one = start();
    one.refused(one.sent(), 30_000);
    await turn();
    expect(cache.entries.find(([key]) => key === KEY)?.[1]).not.toMatch(/closedUntil|30000/);
    expect(await start('another secret').turnInMs()).toBe(0);
    cache.change(() => JSON.stringify({ at: clock.wallNow(), closedUntil: clock.wallNow() + 30_000 }));
    expect(await start().turnInMs()).toBe(0);
  });

  test('a shared throttle waits a minute at most for a turn, and publishes a turn beyond it', async () => {
    const cache = new MemoryCache({ canAdd: true });
    const { clock, start } = sharing(cache);
    const processes = Array.from({ length: 20 }, () => start());
    await sendAtOnce(processes, 10);
    clock.advance(1000);
    await processes[15]?.turnInMs();
    const second = Math.floor(clock.wallNow() / 1000);
    const failures: string[] = [];
    const stop = listen('store', {
      end: ({ operation, error }) => failures.push(`${operation} ${error.reason}`),
    });
    const turnFor = async (count: number): Promise<number> => {
      await cache.add?.(`${KEY}:turn:${second}`, count, 60_000);
      return await (processes[15] as SharedThrottle).turnInMs();
    };
    expect(await turnFor(580)).toBeGreaterThan(55_000);
    expect(failures).toEqual([]);
    expect(await turnFor(100)).toBe(0);
    expect(await turnFor(999_999)).toBe(0);
    expect(await turnFor(-2_000_000)).toBe(0);
    stop();
    expect(failures).toEqual(['add invalid', 'add invalid', 'add invalid']);
  });

  test('a shared rate expires an hour after the last refusal although calls wait for their turns', async () => {
    const { clock, start } = sharing();
    const processes = Array.from({ length: 20 }, () => start());
    await sendAtOnce(processes, 2);
    clock.advance(1000);
    await processes[15]?.turnInMs();
    const lastTurn = async (): Promise<number> => {
      const one = start();
      let last = 0;
      for (let n = 0; n < 30; n += 1) last = await one.turnInMs();
      return last;
    };
    const turns: number[] = [];
    for (let minute = 0; minute < 59; minute += 1) {
      turns.push(await lastTurn());
      clock.advance(60_000);
    }
    expect(Math.min(...turns)).toBeGreaterThan(0);
    clock.advance(60_001);
    expect(await lastTurn()).toBe(0);
  });

  test('a shared note from a machine whose clock is wrong is ignored', async () => {
    const cache = new MemoryCache({ canAdd: true });
    const { clock, start } = sharing(cache);
    clock.setWall(clock.wallNow() + 7_200_000);
    const ahead = start();
    ahead.refused(ahead.sent(), 30_000);
    await turn();
    clock.setWall(clock.wallNow() - 7_200_000);
    expect(await start().turnInMs()).toBe(0);
  });

  test('a shared throttle keeps what it knows while its store fails', async () => {
    const cache = new MemoryCache({ canAdd: true });
    const { clock, start } = sharing(cache);
    const one = start();
    one.refused(one.sent(), 300_000);
    await turn();
    expect(await one.turnInMs()).toBe(300_000);
    cache.change(() => 'rubbish');
    clock.advance(100_000);
    expect(await one.turnInMs()).toBe(200_000);
  });

  test.each<[string, NonNullable<TokenCache['add']>]>([
    ['throws', () => Promise.reject(new Error('down'))],
    ['returns a string', async () => 'many' as never],
    ['returns an implausible number', async () => 1e12],
  ])('a shared throttle does not delay requests when its counter %s', async (_, add) => {
    const cache = new MemoryCache({ canAdd: true });
    const good = sharing(cache);
    const processes = Array.from({ length: 20 }, () => good.start());
    await sendAtOnce(processes, 10);
    good.clock.advance(1000);
    await processes[15]?.turnInMs();
    const bad = sharing({ get: cache.get.bind(cache), set: cache.set.bind(cache), add });
    bad.clock.advance(2000);
    expect(await bad.start().turnInMs()).toBe(0);
  });
});

test('a hundred jobs that start together all succeed, and few are refused twice', async () => {
  const { clock, transport, counts, run } = account(20);
  const tokenCache = new MemoryCache({ canAdd: true });
  const options = { accountId: '12345678', credentials: CREDENTIALS, region: 'us', tokenCache } as const;
  const job = (): Promise<unknown> =>
    new FunctionsClient({ ...options, clock, transport }).invoke({ lambdaUuid: LAMBDA });
  const start = (): Promise<unknown> => run(Promise.all(Array.from({ length: 100 }, job)));
  await start();
  expect(counts.ran).toBe(100);
  // All start before the first refusal, so that eighty of them are refused.
  expect(counts.refused).toBeGreaterThanOrEqual(80);
  expect(counts.refused).toBeLessThan(95);
  const before = counts.refused;
  clock.advance(30_000);
  await start();
  expect([counts.ran, counts.refused - before]).toEqual([200, 0]);
});

test('a call whose turn comes after its deadline fails with rate-limited and delivery rejected', async () => {
  const { clock, transport, counts, run } = account(20);
  const tokenCache = new MemoryCache({ canAdd: true });
  const options = { accountId: '12345678', credentials: CREDENTIALS, region: 'us', tokenCache } as const;
  const invoke = (): Promise<unknown> =>
    new FunctionsClient({ ...options, clock, transport, deadlineMs: 5000 }).invoke({ lambdaUuid: LAMBDA });
  const settled = await run(Promise.allSettled(Array.from({ length: 200 }, invoke)));
  const failed = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(counts.ran).toBe(200 - failed.length);
  expect(failed.length).toBeGreaterThan(50);
  for (const error of failed) expect(error).toMatchObject({ code: 'rate-limited', delivery: 'rejected' });
});

test('forged counters do not stop the calls of other processes after a refusal', async () => {
  const { clock, transport, counts, run } = account(20);
  const tokenCache = new MemoryCache({ canAdd: true });
  const add = tokenCache.add?.bind(tokenCache) as NonNullable<TokenCache['add']>;
  const forging: TokenCache = {
    get: tokenCache.get.bind(tokenCache),
    set: tokenCache.set.bind(tokenCache),
    add: async (key, count, ttlMs) =>
      key.includes(':turn:') ? 999_999 + count : await add(key, count, ttlMs),
  };
  const options = {
    accountId: '12345678',
    credentials: CREDENTIALS,
    region: 'us',
    clock,
    transport,
  } as const;
  const invoke = (cache: TokenCache): Promise<unknown> =>
    new FunctionsClient({ ...options, tokenCache: cache }).invoke({ lambdaUuid: LAMBDA });
  await run(Promise.all(Array.from({ length: 21 }, () => invoke(forging))));
  expect([counts.ran, counts.refused]).toEqual([21, 1]);
  for (let n = 0; n < 10; n += 1) await run(invoke(forging));
  expect([counts.ran, counts.refused]).toEqual([31, 1]);
});

test('invokeAll waits for shared turns outside the deadlines of its calls', async () => {
  const { clock, transport, counts, run } = account(1);
  const tokenCache = new MemoryCache({ canAdd: true });
  const options = { accountId: '12345678', credentials: CREDENTIALS, region: 'us', tokenCache } as const;
  const client = new FunctionsClient({ ...options, clock, transport, deadlineMs: 5000 });
  const inputs = Array.from({ length: 40 }, () => ({ lambdaUuid: LAMBDA }));
  const all = async (): Promise<string[]> => {
    const settled: string[] = [];
    for await (const { status } of client.invokeAll(inputs, { concurrency: 40 })) settled.push(status);
    return settled;
  };
  expect(await run(all())).toEqual(inputs.map(() => 'fulfilled'));
  expect(counts.ran).toBe(40);
  expect(counts.refused).toBeLessThan(20);
});
