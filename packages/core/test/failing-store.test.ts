import { afterEach, describe, expect, test } from '@jest/globals';
import { CREDENTIALS, LAMBDA } from '@lp-faas/testing/scripted-platform';
import fc from 'fast-check';
import {
  FunctionsClient,
  type InvocationResult,
  type InvokeOptions,
  listen,
  type StoreFailure,
  TokenSource,
} from '../src/index.js';
import { SealedStore } from '../src/sharing/sealed-store.js';
import { StoreTime } from '../src/sharing/store-time.js';
import { account } from './support/account.js';
import { FAULTS_OF_STORES, FaultyStore, type StoreFault } from './support/faulty-store.js';

/** A token request and an invocation take this long together. */
const REQUESTS_MS = 40;
/** Longer than the store is skipped after a timeout. */
const PAUSE_MS = 10_000;

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function failures(): StoreFailure[] {
  const heard: StoreFailure[] = [];
  stops.push(listen('store', { end: (failure) => heard.push(failure) }));
  return heard;
}

/** Processes of one account in virtual time, with one store. */
function bench(fault: FaultyStore['fault']) {
  const { clock, transport, counts, run } = account(1000);
  const store = new FaultyStore(clock, fault);
  const options = {
    accountId: '12345678',
    credentials: CREDENTIALS,
    region: 'us',
    clock,
    transport,
  } as const;
  const start = (): FunctionsClient => new FunctionsClient({ ...options, tokenCache: store });
  const source = (): TokenSource => new TokenSource({ ...options, tokenCache: store });
  const invoke = (client: FunctionsClient, more: InvokeOptions = {}): Promise<InvocationResult> =>
    client.invoke({ lambdaUuid: LAMBDA }, more);
  return { clock, counts, run, store, start, source, invoke };
}

describe('a store that hangs', () => {
  test.each([
    [60_000, 500],
    [3000, 300],
    [400, 40],
  ])(
    'a call with a deadline of %d ms waits %d ms for a hanging store, and succeeds',
    async (deadlineMs, boundMs) => {
      const { run, start, invoke } = bench(() => 'hangs');
      const { durationMs, attempts } = await run(invoke(start(), { deadlineMs }));
      expect([durationMs, attempts]).toEqual([boundMs + REQUESTS_MS, 1]);
    },
  );

  test('after the timeout of a call with a short deadline the next call skips the store', async () => {
    const { run, store, start, invoke } = bench(() => 'hangs');
    for (const client of [start(), start()]) await run(invoke(client, { deadlineMs: 3000 }));
    expect(store.operations).toEqual(['get']);
  });

  test('after a timeout every call skips the store, and one tries it again some seconds later', async () => {
    const { clock, run, store, start, invoke } = bench(() => 'hangs');
    const clients = [start(), start()];
    for (const client of clients) await run(invoke(client));
    expect(store.operations).toEqual(['get']);
    clock.advance(PAUSE_MS);
    const calls = Array.from({ length: 20 }, (_, n) => invoke(clients[n % 2] as FunctionsClient));
    await run(Promise.all(calls));
    expect(store.operations).toHaveLength(2);
  });

  test('a timeout ends the wait of all calls that wait for the store', async () => {
    const { clock, run, start, invoke } = bench(() => 'hangs');
    const first = invoke(start());
    const second = clock.sleep(300).then(() => invoke(start()));
    const results = await run(Promise.all([first, second]));
    expect(results.map(({ durationMs }) => durationMs)).toEqual([500 + REQUESTS_MS, 200 + REQUESTS_MS]);
  });

  test('calls that start together share one look at a hanging store', async () => {
    const { run, store, start, invoke } = bench(() => 'hangs');
    const client = start();
    const results = await run(Promise.all(Array.from({ length: 50 }, () => invoke(client))));
    expect(Math.max(...results.map(({ durationMs }) => durationMs))).toBe(500 + REQUESTS_MS);
    expect(store.operations).toEqual(['get']);
  });

  test('a store that recovers is used again', async () => {
    const { clock, counts, run, store, start, invoke } = bench(() => 'hangs');
    const client = start();
    await run(invoke(client));
    store.fault = () => 'works';
    clock.advance(PAUSE_MS);
    await run(invoke(client));
    await run(invoke(start()));
    await run(invoke(start()));
    expect(store.memory.entries.some(([key]) => key.startsWith('lp-faas:token:'))).toBe(true);
    expect(counts.ran).toBe(4);
  });

  test.each(['get', 'lock'])(
    'a call with little time does not wait longer for a store that hangs on %s for another call',
    async (hanging) => {
      const { clock, run, start, invoke } = bench((operation) => (operation === hanging ? 'hangs' : 'works'));
      const client = start();
      const patient = invoke(client);
      const hasty = clock.sleep(10).then(() => invoke(client, { deadlineMs: 400 }));
      const [{ durationMs }] = await run(Promise.all([hasty, patient]));
      expect(durationMs).toBe(40 + REQUESTS_MS);
    },
  );

  test('a signal ends the wait for a hanging store', async () => {
    const { clock, counts, run, start, invoke } = bench(() => 'hangs');
    const controller = new AbortController();
    clock.after(100, () => controller.abort());
    const aborted = run(invoke(start(), { signal: controller.signal }));
    await expect(aborted).rejects.toMatchObject({ code: 'aborted', delivery: 'not-sent', attempts: 0 });
    expect([counts.ran, clock.now()]).toEqual([0, 100]);
  });
});

test('without a client secret nothing is stored or asked for', async () => {
  const { clock, store } = bench(() => 'works');
  const unsealed = new SealedStore(store, clock, () => undefined);
  await unsealed.write('key', {}, 1000);
  expect(await unsealed.read('key', new StoreTime(clock))).toBeNull();
  expect(store.operations).toEqual([]);
});

test('a call whose time for the store is spent does not take even an answer that is there', async () => {
  const spent = new StoreTime(bench(() => 'works').clock, 0);
  expect(await spent.wait(Promise.resolve('answer'))).toBeNull();
});

describe('a slow store', () => {
  test('an answer that came while the event loop was blocked is not a timeout', async () => {
    const { clock, store } = bench(() => 'works');
    const sealed = new SealedStore(store, clock, () => 'secret');
    store.memory.get = () => new Promise((resolve) => setImmediate(resolve, undefined));
    const reading = sealed.read('key', new StoreTime(clock));
    clock.advance(700);
    expect(await reading).toBeUndefined();
  });

  test('a call waits for a slow store no longer in all than for one that hangs', async () => {
    const { run, store, start, invoke } = bench(() => 'is slow');
    const { durationMs } = await run(invoke(start()));
    expect(durationMs).toBe(500 + REQUESTS_MS);
    expect(store.operations.length).toBeGreaterThan(1);
  });

  test('a store whose errors come late is skipped, one that fails at once is not', async () => {
    for (const [fault, isSkipped] of [
      ['fails slowly', true],
      ['throws', false],
    ] as const) {
      const { run, store, start, invoke } = bench(() => fault);
      await run(invoke(start()));
      const before = store.operations.length;
      await run(invoke(start()));
      expect([fault, store.operations.length === before]).toEqual([fault, isSkipped]);
    }
  });

  test('a lock that is acquired after its caller gave up is released', async () => {
    const { clock, run, store } = bench((operation) => (operation === 'lock' ? 'is slow' : 'works'));
    const sealed = new SealedStore(store, clock, () => 'secret');
    const lock = (): Promise<unknown> => run(sealed.lock('key', 12_000, new StoreTime(clock, 1000)));
    expect(await lock()).toBeUndefined();
    await run(clock.sleep(PAUSE_MS));
    store.fault = () => 'works';
    expect(await lock()).toBeInstanceOf(Function);
  });
});

test.each([
  [60_000, 5000],
  [3000, 1500],
])(
  'a call with a deadline of %d ms waits %d ms for a process that holds the lock and died',
  async (deadlineMs, waitMs) => {
    const { run, store, start, invoke } = bench(() => 'works');
    store.memory.lockForever();
    const { durationMs } = await run(invoke(start(), { deadlineMs }));
    expect(durationMs).toBe(waitMs + REQUESTS_MS);
  },
);

test('a call with little time does not wait longer for a lock because another call waits for it', async () => {
  const { clock, run, store, start, invoke } = bench(() => 'works');
  store.memory.lockForever();
  const client = start();
  const patient = invoke(client);
  const hasty = clock.sleep(10).then(() => invoke(client, { deadlineMs: 200 }));
  const [{ durationMs }] = await run(Promise.all([hasty, patient]));
  expect(durationMs).toBe(100 + REQUESTS_MS);
});

const NOT_SEALED = 'The entry was not sealed with this client secret';

describe('failures of the store', () => {
  test.each<[string, (store: SealedStore, time: StoreTime) => Promise<unknown>, string]>([
    ['get', (store, time) => store.read('key', time), NOT_SEALED],
    [
      'lock',
      (store, time) => store.lock('key', 1000, time),
      'lock() returned neither a function nor undefined',
    ],
    [
      'add',
      (store, time) => store.add('key', 1, 1000, time, () => false),
      'The counter has an implausible value',
    ],
  ])(
    'rubbish of the operation %s is published with what is wrong with it',
    async (operation, ask, message) => {
      const heard = failures();
      const { clock, store } = bench(() => 'answers rubbish');
      await ask(new SealedStore(store, clock, () => 'secret'), new StoreTime(clock));
      expect(heard).toEqual([
        expect.objectContaining({ operation, error: { reason: 'invalid', name: 'InvalidAnswer', message } }),
      ]);
    },
  );

  test('an entry whose value cannot be right is published, and counts as missing', async () => {
    const heard = failures();
    const { clock, store } = bench(() => 'works');
    const sealed = new SealedStore(store, clock, () => 'secret');
    await sealed.write('key', { at: 1 }, 1000);
    expect(await sealed.read('key', new StoreTime(clock), () => false)).toBeNull();
    expect(await sealed.read('key', new StoreTime(clock), () => true)).toEqual({ at: 1 });
    const message = 'The entry has an implausible value';
    expect(heard).toEqual([
      expect.objectContaining({
        operation: 'get',
        error: { reason: 'invalid', name: 'InvalidAnswer', message },
      }),
    ]);
  });

  test.each<[StoreFault, object]>([
    ['hangs', { reason: 'timeout', name: 'Error', message: 'The store did not answer within 500 ms' }],
    ['throws', { reason: 'failed', name: 'Error', message: 'The store failed', code: 'READONLY' }],
    ['answers rubbish', { reason: 'invalid', name: 'InvalidAnswer', message: NOT_SEALED }],
  ])('a store that %s is published with operation and error, and counted', async (fault, error) => {
    const heard = failures();
    const { run, source } = bench(() => fault);
    const tokens = source();
    expect(tokens.state.storeFailures).toBe(0);
    expect(await run(tokens.get())).toBe('token');
    expect(heard[0]).toEqual({ operation: 'get', error, durationMs: fault === 'hangs' ? 500 : 0 });
    expect(Object.isFrozen(heard[0]) && Object.isFrozen(heard[0]?.error)).toBe(true);
    expect(tokens.state.storeFailures).toBe(heard.length);
    expect(JSON.stringify(heard)).not.toMatch(/canary|lp-faas:|12345678/);
  });

  test('a store that works publishes nothing', async () => {
    const heard = failures();
    const { run, start, invoke } = bench(() => 'works');
    await run(invoke(start()));
    await run(invoke(start()));
    expect(heard).toEqual([]);
  });

  test('a source without a cache has no count of store failures', () => {
    const { clock } = account(1);
    expect(new TokenSource({ accountId: '1', credentials: CREDENTIALS, clock }).state).not.toHaveProperty(
      'storeFailures',
    );
  });
});

test('whatever its store does, a call succeeds within its deadline and waits no longer than its part for the store', async () => {
  const fault = fc.constantFrom(...FAULTS_OF_STORES);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fault, { minLength: 1, maxLength: 40 }),
      fc.array(fc.record({ deadlineMs: fc.integer({ min: 200, max: 60_000 }), pauseMs: fc.nat(8000) }), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.integer({ min: 1, max: 600 }),
      async (faults, calls, slowMs) => {
        let count = 0;
        const { run, clock, store, start, invoke } = bench(
          () => faults[count++ % faults.length] as StoreFault,
        );
        store.slowMs = slowMs;
        const clients = [start(), start()];
        const one = async ({ deadlineMs, pauseMs }: (typeof calls)[number], n: number): Promise<void> => {
          await clock.sleep(pauseMs);
          const { durationMs } = await invoke(clients[n % 2] as FunctionsClient, { deadlineMs });
          // The lock may be held by the other one.
          const lockMs = Math.min(5000, deadlineMs / 2);
          const boundMs = Math.min(500, deadlineMs / 10);
          expect(durationMs).toBeLessThanOrEqual(Math.ceil(REQUESTS_MS + boundMs + lockMs));
        };
        await run(Promise.all(calls.map(one)));
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);
