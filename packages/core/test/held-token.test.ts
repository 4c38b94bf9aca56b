import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { MemoryCache } from '@lp-faas/testing/memory-cache';
import { SealedStore } from '../src/sharing/sealed-store.js';
import { StoreTime } from '../src/sharing/store-time.js';
import { HeldToken, momentOf } from '../src/tokens/held-token.js';
import { isFresh, SharedToken } from '../src/tokens/shared-token.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When a token of this lifetime leaves each zone, in milliseconds after its request. */
function zoneEnds(lifetimeMs: number, chance: number): number[] {
  const clock = Object.assign(new TestClock(), { chance });
  const held = new HeldToken({ token: 't', lifetimeMs, askedAt: momentOf(clock) }, clock);
  const endOf = (zones: readonly string[]): number => {
    let [inside, outside] = [0, lifetimeMs + 1];
    while (outside - inside > 1) {
      const middle = Math.floor((inside + outside) / 2);
      const moment = { monotonicMs: middle, wallMs: clock.wallNow() + middle };
      if (zones.includes(held.zoneAt(moment))) inside = middle;
      else outside = middle;
    }
    return outside;
  };
  return [endOf(['fresh']), endOf(['fresh', 'soft']), endOf(['fresh', 'soft', 'hard'])];
}

describe('a token', () => {
  test.each([
    [HOUR_MS, 0, [HOUR_MS - 240_000, HOUR_MS - 10_000, HOUR_MS]],
    [HOUR_MS, 0.5, [HOUR_MS - 270_000, HOUR_MS - 10_000, HOUR_MS]],
    [HOUR_MS, 1, [HOUR_MS - 300_000, HOUR_MS - 10_000, HOUR_MS]],
    [20_000, 0, [16_000, 18_000, 20_000]],
    [20_000, 1, [15_000, 18_000, 20_000]],
  ])('of %i ms with chance %p is fresh, soft and hard until %j', (lifetimeMs, chance, ends) => {
    expect(zoneEnds(lifetimeMs, chance)).toEqual(ends);
  });

  test('is renewed when the two clocks disagree by more than half a minute, in either direction', () => {
    const clock = new TestClock();
    const held = new HeldToken({ token: 't', lifetimeMs: HOUR_MS, askedAt: momentOf(clock) }, clock);
    const zones = [-30_001, -30_000, 0, 30_000, 30_001].map((ms) =>
      held.zoneAt({ monotonicMs: 60_000, wallMs: clock.wallNow() + 60_000 + ms }),
    );
    expect(zones).toEqual(['hard', 'fresh', 'fresh', 'fresh', 'hard']);
  });

  test('tells for how long it is valid, and 0 afterwards', () => {
    const clock = new TestClock();
    const held = new HeldToken({ token: 't', lifetimeMs: 1000, askedAt: momentOf(clock) }, clock);
    const left = [0, 400, 1000, 1001].map((monotonicMs) => held.expiresInMs({ monotonicMs, wallMs: 0 }));
    expect(left).toEqual([1000, 600, 0, 0]);
  });
});

describe('a token in the shared cache', () => {
  const OWNER = { origin: 'https://sentinel.test', accountId: '1', clientId: 'c' };
  function bench() {
    const clock = new TestClock();
    const cache = new MemoryCache({ hasLock: true });
    const store = new SealedStore(cache, clock, () => 'secret');
    const time = (): StoreTime => new StoreTime(clock);
    return { clock, cache, store, time, shared: new SharedToken(store, clock, OWNER) };
  }
  const storedKey = async ({ shared, cache, clock, time }: ReturnType<typeof bench>): Promise<string> => {
    await shared.write({ token: 't', lifetimeMs: 1000, askedAt: momentOf(clock) }, time());
    return cache.entries[0]?.[0] ?? '';
  };

  test('is stored for the rest of its lifetime, and has its age where it is read', async () => {
    const { clock, cache, time, shared } = bench();
    const askedAt = momentOf(clock);
    clock.advance(600_000);
    await shared.write({ token: 't', lifetimeMs: HOUR_MS, askedAt }, time());
    expect(cache.ttls).toEqual([3_000_000]);
    clock.advance(60_000);
    expect(await shared.read(time())).toEqual({ token: 't', lifetimeMs: HOUR_MS, askedAt });
  });

  test('is not stored when it has expired meanwhile', async () => {
    const { clock, cache, time, shared } = bench();
    const askedAt = momentOf(clock);
    clock.advance(1000);
    await shared.write({ token: 't', lifetimeMs: 1000, askedAt }, time());
    expect(cache.entries).toEqual([]);
  });

  test.each<[string, (nowMs: number) => object, boolean]>([
    ['a whole one', (now) => ({ token: 't', lifetimeMs: 1000, expiresAt: now + 1 }), true],
    ['one that lives for a day', (now) => ({ token: 't', lifetimeMs: DAY_MS, expiresAt: now + 1 }), true],
    [
      'one from a clock that is 30 s ahead',
      (now) => ({ token: 't', lifetimeMs: 1000, expiresAt: now + 31_000 }),
      true,
    ],
    [
      'one from a clock that is further ahead',
      (now) => ({ token: 't', lifetimeMs: 1000, expiresAt: now + 31_001 }),
      false,
    ],
    ['one that has expired', (now) => ({ token: 't', lifetimeMs: 1000, expiresAt: now }), false],
    [
      'one that lives for longer than a day',
      (now) => ({ token: 't', lifetimeMs: DAY_MS + 1, expiresAt: now + 1 }),
      false,
    ],
    ['one that never lived', (now) => ({ token: 't', lifetimeMs: 0, expiresAt: now + 1 }), false],
    ['one without a token', (now) => ({ lifetimeMs: 1000, expiresAt: now + 1 }), false],
    ['one without a lifetime', (now) => ({ token: 't', expiresAt: now + 1 }), false],
    ['one without an end', () => ({ token: 't', lifetimeMs: 1000 }), false],
    ['a list', () => ['t'], false],
  ])('is used if it is plausible: %s', async (_, entry, isUsed) => {
    const one = bench();
    const key = await storedKey(one);
    await one.store.write(key, entry(one.clock.wallNow()), 1000);
    expect((await one.shared.read(one.time()))?.token).toBe(isUsed ? 't' : undefined);
  });

  test('is removed when it was refused, unless it has been replaced', async () => {
    const one = bench();
    await storedKey(one);
    await one.shared.drop('another');
    expect(await one.shared.read(one.time())).toMatchObject({ token: 't' });
    await one.shared.drop('t');
    expect(await one.shared.read(one.time())).toBeUndefined();
  });

  test('is looked for every 200 ms while another process holds the lock', async () => {
    const { clock, cache, time, shared } = bench();
    cache.lockForever();
    const looks: number[] = [];
    const lookUp = async () => {
      looks.push(clock.now());
      return undefined;
    };
    const turn = clock.run(shared.turn(lookUp, time(), new AbortController().signal));
    expect(typeof (await turn)).toBe('function');
    expect(looks.slice(0, 3)).toEqual([200, 400, 600]);
    expect(looks.at(-1)).toBe(5000);
  });

  test('the lock is held for twelve seconds at most', async () => {
    const { clock, cache, shared, time } = bench();
    const ttls: number[] = [];
    const { lock } = cache;
    const recording = (key: string, ms: number) => {
      ttls.push(ms);
      return lock?.(key, ms);
    };
    Object.assign(cache, { lock: recording });
    await shared.turn(async () => undefined, time(), new AbortController().signal);
    expect([ttls, clock.now()]).toEqual([[12_000], 0]);
  });

  test('is fresh until its soft zone', () => {
    const clock = new TestClock();
    const token = { token: 't', lifetimeMs: HOUR_MS, askedAt: momentOf(clock) };
    clock.advance(HOUR_MS - 270_001);
    expect(isFresh(token, clock)).toBe(true);
    clock.advance(1);
    expect(isFresh(token, clock)).toBe(false);
  });
});
