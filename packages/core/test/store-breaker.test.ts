import { afterEach, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { listen, type StoreFailure } from '../src/index.js';
import { StoreBreaker } from '../src/sharing/store-breaker.js';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const hanging = (): Promise<never> => new Promise(() => undefined);

/** A breaker with its clock, and the failures that it publishes. */
function bench() {
  const clock = new TestClock();
  const failures: StoreFailure[] = [];
  stops.push(listen('store', { end: (failure) => failures.push(failure) }));
  return { clock, failures, breaker: StoreBreaker.of({}, clock) };
}

describe('an operation on the store', () => {
  test.each([
    [undefined, 500],
    [9999, 500],
    [500, 500],
    [300, 300],
    [100, 100],
    [1, 100],
  ])('of a caller that has %p ms is given up after %i ms', async (limitMs, afterMs) => {
    const { clock, failures, breaker } = bench();
    const work = limitMs === undefined ? {} : { limitMs };
    expect(await clock.run(breaker.run({ operation: 'get', ...work, run: hanging }))).toBeNull();
    expect([clock.now(), breaker.failures]).toEqual([afterMs, 1]);
    expect(failures).toEqual([
      expect.objectContaining({
        operation: 'get',
        durationMs: afterMs,
        error: expect.objectContaining({ message: `The store did not answer within ${afterMs} ms` }),
      }),
    ]);
  });

  test('that was given up is not published again when it fails after all', async () => {
    const { clock, failures, breaker } = bench();
    const late = (): Promise<never> => clock.sleep(600).then(() => Promise.reject(new Error('late')));
    await clock.run(breaker.run({ operation: 'set', run: late }));
    await clock.run(clock.sleep(1000));
    expect(failures).toHaveLength(1);
  });
});

describe('the store is skipped', () => {
  /** Whether an operation is run at all. */
  const isTried = async ({ breaker }: ReturnType<typeof bench>): Promise<boolean> => {
    let ran = false;
    await breaker.run({
      operation: 'get',
      run: async () => {
        ran = true;
      },
    });
    return ran;
  };

  test.each([
    [0, 5000],
    [0.5, 7500],
    [0.9, 9500],
  ])('after a timeout, with chance %p for %i ms', async (chance, pauseMs) => {
    const one = bench();
    one.clock.chance = chance;
    await one.clock.run(one.breaker.run({ operation: 'get', run: hanging }));
    one.clock.advance(pauseMs - 1);
    expect(await isTried(one)).toBe(false);
    one.clock.advance(1);
    expect(await isTried(one)).toBe(true);
    expect([await isTried(one), one.breaker.failures]).toEqual([true, 1]);
  });

  test.each([
    [99, false],
    [100, true],
  ])('after an error that came after %i ms: %s', async (ms, isSkipped) => {
    const one = bench();
    const run = (): Promise<never> => one.clock.sleep(ms).then(() => Promise.reject(new Error('no')));
    await one.clock.run(one.breaker.run({ operation: 'add', run }));
    expect(await isTried(one)).toBe(!isSkipped);
  });

  test('while one operation tries it again, and for as long once more if that hangs, too', async () => {
    const one = bench();
    await one.clock.run(one.breaker.run({ operation: 'get', run: hanging }));
    one.clock.advance(7500);
    const trying = one.breaker.run({ operation: 'get', run: hanging });
    expect(await isTried(one)).toBe(false);
    await one.clock.run(trying);
    one.clock.advance(7499);
    expect(await isTried(one)).toBe(false);
    one.clock.advance(1);
    expect(await isTried(one)).toBe(true);
  });

  test('by everything that uses the same cache and clock', () => {
    const { clock } = bench();
    const cache = {};
    expect(StoreBreaker.of(cache, clock)).toBe(StoreBreaker.of(cache, clock));
    expect(StoreBreaker.of(cache, new TestClock())).not.toBe(StoreBreaker.of(cache, clock));
    expect(StoreBreaker.of({}, clock)).not.toBe(StoreBreaker.of(cache, clock));
  });
});

test.each<[unknown, object]>([
  [
    Object.assign(new TypeError('Canary'), { code: 'ECONNREFUSED' }),
    { name: 'TypeError', code: 'ECONNREFUSED' },
  ],
  [new Error('NOPERM this user has no Canary'), { name: 'Error', code: 'NOPERM' }],
  [new Error('Canary is no code'), { name: 'Error' }],
  [Object.assign(new Error('no'), { code: 'lower' }), { name: 'Error' }],
  [Object.assign(new Error('no'), { code: 'E'.repeat(32) }), { name: 'Error' }],
  [Object.assign(new Error('no'), { code: 'E'.repeat(31) }), { name: 'Error', code: 'E'.repeat(31) }],
  [Object.assign(new Error('no'), { name: 'Can ary' }), { name: 'Error' }],
  ['Canary', { name: 'Error' }],
  [undefined, { name: 'Error' }],
])('an error of the store is shown by its kind alone: %p', async (error, shown) => {
  const { failures, breaker } = bench();
  expect(await breaker.run({ operation: 'get', run: () => Promise.reject(error) })).toBeNull();
  expect(failures[0]?.error).toEqual({ reason: 'failed', message: 'The store failed', ...shown });
});
