import { expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { MemoryCache } from '@lp-faas/testing/memory-cache';
import { turn } from '@lp-faas/testing/until';
import type { TokenCache } from '../src/index.js';
import { SealedStore } from '../src/sharing/sealed-store.js';
import { SharedThrottle } from '../src/throttling/shared-throttle.js';
import { isNote } from '../src/throttling/throttle-note.js';

const NOW = 1_790_000_000_000;
const NOTE = { at: NOW, closedUntil: NOW };

test.each<[string, unknown, boolean]>([
  ['what every note has', NOTE, true],
  ['a rate', { ...NOTE, perSecond: 1 }, true],
  ['half a request a second', { ...NOTE, perSecond: 0.5 }, false],
  ['no request a second', { ...NOTE, perSecond: 0 }, false],
  ['a rate that is text', { ...NOTE, perSecond: '7' }, false],
  ['a rate beyond exact numbers', { ...NOTE, perSecond: 2 ** 53 }, false],
  ['a time 30 s ahead', { ...NOTE, at: NOW + 30_000, raisedAt: NOW + 30_000 }, true],
  ['a time further ahead', { ...NOTE, at: NOW + 30_001 }, false],
  ['a raise further ahead', { ...NOTE, raisedAt: NOW + 30_001 }, false],
  ['a wait of an hour', { ...NOTE, closedUntil: NOW + 3_630_000 }, true],
  ['a longer wait', { ...NOTE, closedUntil: NOW + 3_630_001 }, false],
  ['no time', { closedUntil: NOW }, false],
  ['no wait', { at: NOW }, false],
  ['a time that is none', { ...NOTE, at: null }, false],
  ['an infinite time', { ...NOTE, at: Number.NEGATIVE_INFINITY }, false],
  ['a list', [NOTE], false],
  ['nothing', null, false],
])('a note of a shared throttle is believed with %s: %#', (_, value, isBelieved) => {
  expect(isNote(value, NOW)).toBe(isBelieved);
});

/** A throttle on a store that records when it is asked, and by which operation. */
function recorded(isDown = false) {
  const clock = new TestClock();
  const memory = new MemoryCache({ canAdd: true });
  const asked: [operation: string, at: number][] = [];
  const ask = <T>(operation: string, answer: () => Promise<T>): Promise<T> => {
    asked.push([operation, clock.now()]);
    return isDown ? Promise.reject(new Error('down')) : answer();
  };
  const cache: TokenCache = {
    get: (key) => ask('get', () => memory.get(key)),
    set: (key, value, ttlMs) => ask('set', () => memory.set(key, value, ttlMs)),
    add: (key, count, ttlMs) => ask('add', async () => (await memory.add?.(key, count, ttlMs)) ?? 0),
  };
  const throttle = new SharedThrottle(new SealedStore(cache, clock, () => 'secret'), clock, 'key');
  const timesOf = (operation: string): number[] =>
    asked.filter(([one]) => one === operation).map(([, at]) => at);
  return { clock, memory, throttle, timesOf };
}

test.each([
  [false, 60_000],
  [true, 5000],
])(
  'the note is read again after some time, sooner when the store is down: %s, after %i ms',
  async (isDown, ms) => {
    const { clock, throttle, timesOf } = recorded(isDown);
    for (const step of [0, ms - 1, 1, ms - 1, 1]) {
      clock.advance(step);
      await throttle.turnInMs();
    }
    expect(timesOf('get')).toEqual([0, ms, 2 * ms]);
  },
);

test('what is sent is counted in the store every 100 ms at most, and all of it', async () => {
  const { clock, memory, throttle, timesOf } = recorded();
  for (const step of [0, 50, 49, 1, 99, 1]) {
    clock.advance(step);
    throttle.sent();
    await turn();
  }
  expect(timesOf('add')).toEqual([0, 100, 200]);
  expect(memory.entries.map(([, value]) => value)).toEqual(['6']);
});

test('a refused request does not count, also when it was sent a second before', async () => {
  const { clock, memory, throttle } = recorded();
  const first = throttle.sent();
  clock.advance(1000);
  throttle.sent();
  throttle.refused(first, undefined);
  await throttle.flush();
  const counts = memory.entries.filter(([key]) => key.includes(':sent:')).map(([, value]) => value);
  expect(counts).toEqual(['0', '1']);
});
