import { setMaxListeners } from 'node:events';
import { expect, test } from '@jest/globals';
import { SingleFlight } from '../src/resilience/single-flight.js';

const never = new AbortController().signal;
setMaxListeners(0, never);

function setUp() {
  const flights = new SingleFlight<string, number>();
  const started: { signal: AbortSignal; land: (value: number) => void; crash: (error: Error) => void }[] = [];
  const join = (signal = never): Promise<number> =>
    flights.join('key', signal, (own) => {
      const { promise, resolve, reject } = withResolvers<number>();
      started.push({ signal: own, land: resolve, crash: reject });
      return promise;
    });
  return { join, started };
}

function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

test('SingleFlight shares one piece of work among concurrent callers', async () => {
  const { join, started } = setUp();
  const waiting = Array.from({ length: 1000 }, () => join());
  started[0]?.land(7);
  expect(new Set(await Promise.all(waiting))).toEqual(new Set([7]));
  expect(started).toHaveLength(1);
});

test('SingleFlight rejects all callers of a failed work and does not cache the failure', async () => {
  const { join, started } = setUp();
  const waiting = [join(), join()];
  started[0]?.crash(new Error('down'));
  for (const result of await Promise.allSettled(waiting)) expect(result.status).toBe('rejected');
  const again = join();
  started[1]?.land(8);
  expect(await again).toBe(8);
});

test('aborting one caller of SingleFlight does not affect the others', async () => {
  const { join, started } = setUp();
  const controller = new AbortController();
  const first = join(controller.signal);
  const second = join();
  controller.abort(new Error('enough'));
  await expect(first).rejects.toThrow('enough');
  expect(started[0]?.signal.aborted).toBe(false);
  started[0]?.land(9);
  expect(await second).toBe(9);
});

test('SingleFlight aborts the work with its last caller; the next caller starts new work', async () => {
  const { join, started } = setUp();
  const controller = new AbortController();
  const waiting = [join(controller.signal), join(controller.signal)];
  controller.abort();
  await Promise.allSettled(waiting);
  expect(started[0]?.signal.aborted).toBe(true);
  const next = join();
  expect(started).toHaveLength(2);
  // The abandoned work ends late and must not affect the new flight.
  started[0]?.land(1);
  await new Promise((resolve) => setImmediate(resolve));
  const another = join();
  expect(started).toHaveLength(2);
  started[1]?.land(2);
  expect(await Promise.all([next, another])).toEqual([2, 2]);
});

test('SingleFlight starts no work for an aborted caller', async () => {
  const { join, started } = setUp();
  await expect(join(AbortSignal.abort())).rejects.toThrow();
  expect(started).toHaveLength(0);
});
