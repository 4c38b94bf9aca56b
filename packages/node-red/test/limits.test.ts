import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { MemoryTokenCache } from '../src/account/memory-token-cache.js';
import { isFromOwnPage } from '../src/account/own-page.js';
import { hasInnerReference, referencedName } from '../src/account/references.js';
import { openSharedCache } from '../src/account/shared-cache.js';
import { SharedClient } from '../src/account/shared-client.js';
import { graceMs } from '../src/invoke/invoke-node.js';
import { findNonJson } from '../src/invoke/json-check.js';
import { MessageFailure, notSent } from '../src/invoke/message-failure.js';
import { type Work, WorkQueue } from '../src/invoke/work-queue.js';

describe('the tokens that survive a deploy', () => {
  test('are there until their time is over', async () => {
    let now = 0;
    const cache = new MemoryTokenCache(() => now);
    await cache.set('a', 'token', 1000);
    now = 999;
    expect(await cache.get('a')).toBe('token');
    now = 1000;
    expect([await cache.get('a'), await cache.get('b')]).toEqual([undefined, undefined]);
  });

  test('are dropped when another one comes after their time, or when they are deleted', async () => {
    let now = 0;
    const cache = new MemoryTokenCache(() => now);
    await cache.set('old', 'old', 1000);
    await cache.set('young', 'young', 1001);
    now = 1000;
    await cache.set('new', 'new', 1000);
    // What is dropped does not come back with the time before.
    now = 0;
    expect(await Promise.all(['old', 'young', 'new'].map((key) => cache.get(key)))).toEqual([
      ...[undefined, 'young', 'new'],
    ]);
    await cache.delete('new');
    expect(await cache.get('new')).toBeUndefined();
  });
});

test.each<[object, boolean]>([
  [{}, true],
  [{ 'sec-fetch-site': 'same-origin', origin: 'http://evil.test' }, true],
  [{ 'sec-fetch-site': 'none' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: 'http://own.test', host: 'own.test' }, false],
  [{ origin: 'http://own.test:1880', host: 'OWN.test:1880' }, true],
  [{ origin: 'http://own.test', host: 'own.test:1880' }, false],
  [{ origin: 'http://evil.test', host: 'own.test' }, false],
  [{ origin: 'null', host: 'own.test' }, false],
  [{ origin: 'http://own.test' }, false],
])(
  'a request with the headers %j comes from a page of this Node-RED, or from a program: %s',
  (headers, isOwn) => {
    expect(isFromOwnPage({ headers } as never)).toBe(isOwn);
  },
);

test('a value is a reference as a whole, or has one inside', () => {
  for (const value of [`\${NAME}`, '$(NAME)']) {
    expect([referencedName(value), hasInnerReference(value)]).toEqual(['NAME', false]);
  }
  for (const value of [`a\${NAME}`, '$(NAME) b', `\${A B}`]) {
    expect([referencedName(value), hasInnerReference(value)]).toEqual([undefined, true]);
  }
  for (const value of ['', 'NAME', '{NAME}', '$NAME']) {
    expect([referencedName(value), hasInnerReference(value)]).toEqual([undefined, false]);
  }
});

test.each([
  [undefined, 10_000],
  ['x', 10_000],
  [60_000, 10_000],
  [12_000, 10_000],
  [11_000, 9000],
  ['5000', 3000],
  [1000, -1000],
])('with a nodeCloseTimeout of %p running invocations have %i ms to end', (nodeCloseTimeout, ms) => {
  expect(graceMs({ settings: { nodeCloseTimeout } } as never)).toBe(ms);
});

test('what JSON cannot hold is named, wherever it is', () => {
  class Point {
    x = 1;
  }
  class Empty {}
  const name = (value: unknown) => findNonJson(value);
  for (const value of [
    null,
    undefined,
    'a',
    1,
    true,
    {},
    [],
    Object.create(null),
    new Date(0),
    new Point(),
  ]) {
    expect([name(value), name({ a: [value] })]).toEqual([undefined, undefined]);
  }
  expect([1, 'a', true].map((value) => name(Object(value)))).toEqual([undefined, undefined, undefined]);
  expect(name({ a: Buffer.from('a'), b: new URL('http://a') })).toBeUndefined();
  const kinds: [unknown, string][] = [
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [Object(Number.NaN), 'NaN'],
    [1n, 'bigint'],
    [Symbol('a'), 'symbol'],
    [() => 1, 'function'],
    [new Date(Number.NaN), 'Date'],
    [new Map([[1, 2]]), 'Map'],
    [Object.assign(new Map(), { a: 1 }), 'Map'],
    [new Set(), 'Set'],
    [new Error('a'), 'Error'],
    [new Uint8Array(1), 'Uint8Array'],
    [new Empty(), 'Empty'],
    [new (class {})(), 'object'],
    [new { ['a b']: class {} }['a b'](), 'object'],
  ];
  for (const [value, kind] of kinds) {
    expect([name(value), name({ a: [undefined, value] })]).toEqual([kind, kind]);
  }
});

test('of several failures, the delivery of a message is that of the least certain one', () => {
  const deliveryOf = (...failures: string[]) =>
    new MessageFailure('', {
      ...{ code: 'x', retryable: false },
      failures: failures.map((delivery) => ({ delivery })),
    }).delivery;
  expect(deliveryOf('not-sent', 'rejected', 'executed', 'unknown')).toBe('unknown');
  expect(deliveryOf('not-sent', 'rejected', 'executed')).toBe('executed');
  expect(deliveryOf('not-sent', 'rejected')).toBe('rejected');
  expect(deliveryOf('not-sent')).toBe('not-sent');
  expect(notSent('why').cause).toEqual({
    ...{ code: 'invalid-options', phase: 'options', delivery: 'not-sent', retryable: false, attempts: 0 },
  });
  expect(new MessageFailure('', { code: 'x', retryable: false, delivery: 'executed' }).delivery).toBe(
    'executed',
  );
});

describe('the client of an account', () => {
  const parts = () => {
    const closed: string[] = [];
    const part = (name: string) => ({
      close: async () => {
        closed.push(name);
        throw new Error('closed already');
      },
    });
    return { closed, client: part('client'), transport: part('transport') };
  };

  test('is closed once no call uses it any more, with its transport', async () => {
    const { closed, client, transport } = parts();
    const shared = new SharedClient({ client, transport, key: 'k' } as never);
    let end = (): void => undefined;
    const used = shared.use(() => new Promise<void>((resolve) => (end = resolve)));
    const other = shared.use(async () => 1);
    expect(await other).toBe(1);
    expect(closed).toEqual([]);
    shared.retire();
    await new Promise(setImmediate);
    expect(closed).toEqual([]);
    end();
    await used;
    await new Promise(setImmediate);
    expect(closed).toEqual(['client', 'transport']);
  });

  test('is closed at once when nothing uses it, and not before it is retired', async () => {
    const { closed, client, transport } = parts();
    const shared = new SharedClient({ client, transport, key: 'k' } as never);
    await expect(shared.use(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    await new Promise(setImmediate);
    expect(closed).toEqual([]);
    shared.retire();
    await new Promise(setImmediate);
    expect(closed).toEqual(['client', 'transport']);
  });

  test('waits for its shared cache, once', async () => {
    let connect = (): void => undefined;
    const connected = new Promise<void>((resolve) => (connect = resolve));
    const shared = new SharedClient({ ...parts(), key: 'k', connected } as never);
    const calls: number[] = [];
    const first = shared.use(async () => calls.push(1));
    await new Promise(setImmediate);
    expect(calls).toEqual([]);
    connect();
    await first;
    expect(calls).toEqual([1]);
  });
});

test('an outage of a shared cache is reported once in an hour without a failure, and never after it was closed', async () => {
  let now = 0;
  const codes: string[] = [];
  const { tokenCache, connected } = openSharedCache(
    'redis://127.0.0.1:1',
    (code) => codes.push(code),
    () => now,
  );
  await connected;
  expect(codes).toEqual(['ECONNREFUSED']);
  const fail = () => expect(tokenCache.get('a')).rejects.toThrow();
  now = 3_600_000;
  await fail();
  now += 3_600_000;
  await fail();
  expect(codes).toHaveLength(1);
  now += 3_600_001;
  await fail();
  expect(codes).toHaveLength(2);
  await (tokenCache as { close(): Promise<void> }).close();
  now += 3_600_001;
  await fail();
  expect(codes).toHaveLength(2);
});

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

  test('starts all that waits, and all that comes later, when it is told to', () => {
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
