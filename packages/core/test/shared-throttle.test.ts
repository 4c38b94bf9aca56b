import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { MemoryCache } from '@lp-faas/testing/memory-cache';
import { CREDENTIALS, LAMBDA } from '@lp-faas/testing/scripted-platform';
import { fixedWindow } from '@lp-faas/testing/throttling-server';
import { turn } from '@lp-faas/testing/until';
import { FunctionsClient, type TokenCache, type Transport } from '../src/index.js';
import { SealedStore } from '../src/sharing/sealed-store.js';
import { SharedThrottle } from '../src/throttling/shared-throttle.js';

const KEY = 'lp-faas:throttle:test';

/** Processes that share a cache, in one time. */
function together(cache: TokenCache = new MemoryCache({ canAdd: true })) {
  const clock = new TestClock();
  const start = (secret = 'secret'): SharedThrottle =>
    new SharedThrottle(new SealedStore(cache, clock, () => secret), clock, KEY);
  return { clock, start };
}

/** So many requests of one second, each from a process of its own, of which the platform lets some through. */
async function second(processes: readonly SharedThrottle[], allowed: number): Promise<void> {
  const sent = processes.map((process) => ({ process, at: process.sent() }));
  for (const { process, at } of sent.slice(allowed)) process.refused(at, undefined);
  await turn();
}

describe('processes that the platform throttles', () => {
  test('go at once while none was refused', async () => {
    const { start } = together();
    const processes = Array.from({ length: 50 }, () => start());
    await second(processes, 50);
    for (const process of processes) expect(await process.turnInMs()).toBe(0);
  });

  test('take turns at what was let through, once one of them was refused', async () => {
    const { clock, start } = together();
    const processes = Array.from({ length: 30 }, () => start());
    await second(processes, 10);
    clock.advance(2000);
    const refused = processes.slice(10);
    const turns: number[] = [];
    for (const process of refused) turns.push(await process.turnInMs());
    // Ten in each second, evenly.
    expect(turns).toEqual(Array.from({ length: 20 }, (_, n) => n * 100));
    // Who comes later, and was never refused, takes the next one.
    expect(await start().turnInMs()).toBe(2000);
  });

  test('share the wait that the platform asks one of them for', async () => {
    const { clock, start } = together();
    const one = start();
    one.refused(one.sent(), 30_000);
    await turn();
    clock.advance(10_000);
    expect(await start().turnInMs()).toBe(20_000);
    clock.advance(20_000);
    expect(await start().turnInMs()).toBe(0);
  });

  test('send less when that was refused too, but not because of one that did not know', async () => {
    const { clock, start } = together();
    const processes = Array.from({ length: 20 }, () => start());
    const late = start();
    await late.turnInMs();
    await second(processes, 10);
    clock.advance(1000);
    const knowing = processes[15] as SharedThrottle;
    await knowing.turnInMs();
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
    for (let n = 0; n < 10; n += 1) knowing.sent();
    knowing.refused(knowing.sent(), undefined);
    await turn();
    await knowing.turnInMs();
    expect(await pace()).toBeCloseTo(9);
  });

  test('try a little more when all of it has been used for a minute, and forget it after an hour without', async () => {
    const { clock, start } = together();
    const processes = Array.from({ length: 40 }, () => start());
    await second(processes, 20);
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

test('who ends has told all that it sent, also what was counted since it last told', async () => {
  const cache = new MemoryCache({ canAdd: true });
  const one = together(cache).start();
  for (let n = 0; n < 3; n += 1) one.sent();
  await one.flush();
  expect(cache.entries.map(([, value]) => value)).toEqual(['3']);
});

describe('the store', () => {
  test('shows nothing of what is known, and is not believed when somebody else wrote it', async () => {
    const cache = new MemoryCache({ canAdd: true });
    const { clock, start } = together(cache);
    const one = start();
    one.refused(one.sent(), 30_000);
    await turn();
    expect(cache.entries.find(([key]) => key === KEY)?.[1]).not.toMatch(/closedUntil|30000/);
    expect(await start('another secret').turnInMs()).toBe(0);
    cache.change(() => JSON.stringify({ at: clock.wallNow(), closedUntil: clock.wallNow() + 30_000 }));
    expect(await start().turnInMs()).toBe(0);
  });

  test.each<[string, NonNullable<TokenCache['add']>]>([
    ['throws', () => Promise.reject(new Error('down'))],
    ['answers what is no number', async () => 'many' as never],
    ['answers a number that nobody can have made', async () => 1e12],
  ])('that %s keeps nobody back', async (_, add) => {
    const cache = new MemoryCache({ canAdd: true });
    const good = together(cache);
    const processes = Array.from({ length: 20 }, () => good.start());
    await second(processes, 10);
    good.clock.advance(1000);
    await processes[15]?.turnInMs();
    const bad = together({ get: cache.get.bind(cache), set: cache.set.bind(cache), add });
    bad.clock.advance(2000);
    expect(await bad.start().turnInMs()).toBe(0);
  });
});

/** An account that is allowed so many invocations in each second, in the time of a clock of its own. */
function account(perSecond: number) {
  const clock = new TestClock('virtual');
  const pass = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve));
  const isAllowed = fixedWindow(perSecond)();
  const counts = { ran: 0, refused: 0 };
  const answer = (status: number, body: unknown) => ({ status, headers: {}, text: JSON.stringify(body) });
  const transport: Transport = {
    send: async ({ url }) => {
      await pass(20);
      if (url.pathname.startsWith('/sentinel/'))
        return answer(200, { access_token: 'token', expires_in: 3600 });
      const isOk = isAllowed(clock.now());
      counts[isOk ? 'ran' : 'refused'] += 1;
      return answer(isOk ? 200 : 429, {});
    },
    close: async () => undefined,
  };
  /** Lets time go by until the work is done. */
  const run = async <T>(work: Promise<T>): Promise<T> => {
    let isOver = false;
    const over = (): void => {
      isOver = true;
    };
    work.then(over, over);
    for (await turn(); !isOver; await turn()) clock.next();
    return await work;
  };
  return { clock, transport, counts, run };
}

test('a hundred jobs that start together are all done, and few are refused twice', async () => {
  const { clock, transport, counts, run } = account(20);
  const tokenCache = new MemoryCache({ canAdd: true });
  const options = { accountId: '12345678', credentials: CREDENTIALS, region: 'us', tokenCache } as const;
  const job = (): Promise<unknown> =>
    new FunctionsClient({ ...options, clock, transport }).invoke({ lambdaUuid: LAMBDA });
  const start = (): Promise<unknown> => run(Promise.all(Array.from({ length: 100 }, job)));
  await start();
  expect(counts.ran).toBe(100);
  // Four fifths of them cannot know.
  expect(counts.refused).toBeGreaterThanOrEqual(80);
  expect(counts.refused).toBeLessThan(95);
  const before = counts.refused;
  clock.advance(30_000);
  await start();
  expect([counts.ran, counts.refused - before]).toEqual([200, 0]);
});

test('a call that has no time for its turn fails at once, and says that it did not run', async () => {
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

test.each([
  ['its time', { deadlineMs: 500, leavesAt: 600 }, 'timeout'],
  ['its caller', { deadlineMs: 600, leavesAt: 500 }, 'aborted'],
])(
  'a store that hangs keeps no call for longer than %s allows',
  async (_, { deadlineMs, leavesAt }, code) => {
    const { clock, transport, counts, run } = account(20);
    const hanging = (): Promise<never> => new Promise(() => undefined);
    const tokenCache = { get: hanging, set: hanging, add: hanging };
    const base = { accountId: '12345678', credentials: CREDENTIALS, region: 'us', tokenCache } as const;
    const client = new FunctionsClient({ ...base, clock, transport });
    const leaving = new AbortController();
    clock.after(leavesAt, () => leaving.abort());
    const { signal } = leaving;
    const failed = run(client.invoke({ lambdaUuid: LAMBDA }, { deadlineMs, signal }));
    await expect(failed).rejects.toMatchObject({ code, delivery: 'not-sent', attempts: 0 });
    expect([counts.ran, clock.now()]).toEqual([0, 500]);
  },
);

test('a batch takes turns with the others too, and its waiting is not on the time of its calls', async () => {
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
