import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Work, WorkQueue } from '../src/invoke/work-queue.js';

describe('the queue of a node', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const setUp = (limits: object) => {
    const started: string[] = [];
    const ends: (() => void)[] = [];
    const changes: [number, number][] = [];
    const errors: unknown[] = [];
    const queue: WorkQueue = new WorkQueue(
      { concurrency: 1, queueLimit: 2, maxWaitMs: Number.POSITIVE_INFINITY, ...limits },
      () => changes.push([queue.running, queue.waiting]),
      (error) => errors.push(error),
    );
    const work = (name: string, units = 1, fails = false): Work => {
      const own = {
        left: units,
        arrivedAt: performance.now(),
        start: () => {
          own.left -= 1;
          started.push(name);
          return new Promise<void>((resolve, reject) => {
            ends.push(() => (fails ? reject(name) : resolve()));
          });
        },
      };
      return own;
    };
    const end = async () => {
      ends.shift()?.();
      for (let turn = 0; turn < 5; turn += 1) await undefined;
    };
    return { queue, work, started, changes, errors, end };
  };

  test('starts work in order, never more than its concurrency, and refuses what finds no place', async () => {
    const { queue, work, started, changes, end } = setUp({ concurrency: 2 });
    const accepted = ['a', 'b', 'c', 'd', 'e'].map((name) => queue.add(work(name)));
    expect(accepted).toEqual([true, true, true, true, false]);
    expect([started, changes.at(-1)]).toEqual([
      ['a', 'b'],
      [2, 2],
    ]);
    await end();
    expect([started, changes.at(-1)]).toEqual([
      ['a', 'b', 'c'],
      [2, 1],
    ]);
    for (const _ of [1, 2, 3]) await end();
    expect([started, changes.at(-1)]).toEqual([
      ['a', 'b', 'c', 'd'],
      [0, 0],
    ]);
  });

  test('needs no place to wait while something can start, and has no limit with a concurrency of 0', () => {
    const { queue, work, started } = setUp({ concurrency: 1, queueLimit: 0 });
    expect([queue.add(work('a')), queue.add(work('b'))]).toEqual([true, false]);
    expect(started).toEqual(['a']);
    const unlimited = setUp({ concurrency: 0, queueLimit: 0 });
    for (let n = 0; n < 100; n += 1) expect(unlimited.queue.add(unlimited.work(String(n)))).toBe(true);
    expect([unlimited.started.length, unlimited.queue.waiting]).toEqual([100, 0]);
  });

  test('starts the units of a message one after the other, before those of the next', async () => {
    const { queue, work, started, end } = setUp({ concurrency: 2 });
    queue.add(work('a', 3));
    queue.add(work('b'));
    expect([started, queue.waiting]).toEqual([['a', 'a'], 2]);
    await end();
    expect([started, queue.waiting]).toEqual([['a', 'a', 'a'], 1]);
    await end();
    expect([started, queue.waiting]).toEqual([['a', 'a', 'a', 'b'], 0]);
  });

  test('goes on after a unit that rejects, and reports it', async () => {
    const { queue, work, started, errors, end } = setUp({});
    queue.add(work('a', 1, true));
    queue.add(work('b'));
    await end();
    expect([errors, started, queue.running]).toEqual([['a'], ['a', 'b'], 1]);
  });

  test('startAll starts everything that waits, and everything that comes later', () => {
    const { queue, work, started, changes } = setUp({});
    for (const name of ['a', 'b']) queue.add(work(name, 2));
    queue.startAll();
    expect([started, changes.at(-1)]).toEqual([
      ['a', 'a', 'b', 'b'],
      [4, 0],
    ]);
    queue.add(work('c'));
    expect(started).toHaveLength(5);
  });

  test('starts what waited for the whole time, each at its time, keeps its order, and reports each change', () => {
    const { queue, work, started, changes } = setUp({ maxWaitMs: 1000, queueLimit: 9 });
    queue.add(work('a'));
    queue.add(work('b', 2));
    jest.advanceTimersByTime(500);
    queue.add(work('c'));
    jest.advanceTimersByTime(499);
    expect(started).toEqual(['a']);
    jest.advanceTimersByTime(2);
    expect([started, changes.at(-1)]).toEqual([
      ['a', 'b', 'b'],
      [3, 1],
    ]);
    jest.advanceTimersByTime(498);
    expect(queue.waiting).toBe(1);
    jest.advanceTimersByTime(2);
    expect([started, changes.at(-1)]).toEqual([
      ['a', 'b', 'b', 'c'],
      [4, 0],
    ]);
    queue.add(work('d'));
    jest.advanceTimersByTime(1001);
    expect(started.at(-1)).toBe('d');
  });

  test('waits longer than one timer can', () => {
    const set = jest.spyOn(globalThis, 'setTimeout');
    const { queue, work, started } = setUp({ maxWaitMs: 2 ** 31 + 5000 });
    queue.add(work('a'));
    queue.add(work('b'));
    expect(set.mock.calls.map(([, ms]) => ms)).toEqual([2 ** 31 - 1]);
    jest.advanceTimersByTime(2 ** 31 - 1);
    expect(started).toEqual(['a']);
    jest.advanceTimersByTime(5002);
    expect(started).toEqual(['a', 'b']);
    set.mockRestore();
  });

  test('sets no timer without a longest wait, nor when nothing waits', () => {
    const { queue, work } = setUp({});
    for (const name of ['a', 'b']) queue.add(work(name));
    expect(jest.getTimerCount()).toBe(0);
    const limited = setUp({ maxWaitMs: 1000 });
    limited.queue.add(limited.work('a'));
    expect(jest.getTimerCount()).toBe(0);
  });
});
