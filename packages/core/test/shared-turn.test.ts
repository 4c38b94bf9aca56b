import { expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { MemoryCache } from '@lp-faas/testing/memory-cache';
import { turn } from '@lp-faas/testing/until';
import type { TokenCache } from '../src/index.js';
import { SealedStore } from '../src/sharing/sealed-store.js';
import { SharedThrottle } from '../src/throttling/shared-throttle.js';

const PER_SECOND = 10;

/** A store in which every turn of every second is taken already. */
function bookedOut(): TokenCache {
  const cache = new MemoryCache({ canAdd: true });
  return {
    get: (key) => cache.get(key),
    set: (key, value, ttlMs) => cache.set(key, value, ttlMs),
    add: async (key, count, ttlMs) =>
      key.includes(':turn:') ? PER_SECOND + 1 : ((await cache.add?.(key, count, ttlMs)) ?? 0),
  };
}

test('a request that finds many seconds fully booked waits until after them, and never goes at once', async () => {
  const clock = new TestClock();
  const store = new SealedStore(bookedOut(), clock, () => 'secret');
  const processes = Array.from({ length: 20 }, () => new SharedThrottle(store, clock, 'key'));
  const sent = processes.map((process) => ({ process, at: process.sent() }));
  const refused = sent.slice(PER_SECOND);
  for (const { process, at } of refused) process.refused(at, undefined);
  await turn();
  clock.advance(2000);
  for (const { process } of refused) expect(await process.turnInMs()).toBeGreaterThanOrEqual(10_000);
});

test('processes share a rate of one request per second', async () => {
  const clock = new TestClock();
  const store = new SealedStore(new MemoryCache({ canAdd: true }), clock, () => 'secret');
  const processes = Array.from({ length: 4 }, () => new SharedThrottle(store, clock, 'key'));
  const sent = processes.map((process) => ({ process, at: process.sent() }));
  for (const { process, at } of sent.slice(1)) process.refused(at, undefined);
  await turn();
  clock.advance(2000);
  const turns: number[] = [];
  for (const { process } of sent.slice(1)) turns.push(await process.turnInMs());
  expect(turns).toEqual([0, 1000, 2000]);
  // A new process, which was never refused, knows the rate from the store alone.
  expect(await new SharedThrottle(store, clock, 'key').turnInMs()).toBe(3000);
});
