import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import { json } from '@lp-faas/testing/scripted-platform';
import { type Transport, TransportError, UndiciTransport } from '../src/index.js';
import {
  down,
  HARD_LEAD_MS,
  HOUR_MS,
  issue,
  rejecting,
  SOFT_LEAD_MS,
  tokenBench,
  until,
} from './support/token-bench.js';

const IN_SOFT = HOUR_MS - SOFT_LEAD_MS / 2;
const IN_HARD = HOUR_MS - HARD_LEAD_MS / 2;

test('a fresh token is served without a request', async () => {
  await using bench = await tokenBench();
  await bench.tokens.get();
  bench.clock.advance(HOUR_MS - SOFT_LEAD_MS - 1);
  for (let call = 0; call < 100; call += 1) expect(await bench.tokens.get()).toBe('token-1');
  expect(bench.requests).toBe(1);
  expect(bench.clock.pendingTimers).toBe(0);
});

test('a token in the soft zone is served while one background request renews it', async () => {
  await using bench = await tokenBench();
  await bench.tokens.get();
  bench.clock.advance(IN_SOFT);
  const served = await Promise.all(Array.from({ length: 100 }, () => bench.tokens.get()));
  expect(new Set(served)).toEqual(new Set(['token-1']));
  await bench.settle();
  expect(bench.requests).toBe(2);
  expect(await bench.tokens.get()).toBe('token-2');
});

test('a failed background refresh fails no call and is retried with exponential backoff', async () => {
  const unhandled: unknown[] = [];
  const listener = (reason: unknown): unknown => unhandled.push(reason);
  process.on('unhandledRejection', listener);
  try {
    await using bench = await tokenBench({}, issue(24 * 3600));
    await bench.tokens.get();
    bench.platform.set('token', down);
    bench.clock.advance(24 * HOUR_MS - SOFT_LEAD_MS / 2);
    const pauses: number[] = [];
    let last = bench.clock.now();
    while (pauses.length < 7 && bench.tokens.state.zone === 'soft') {
      const before = bench.requests;
      expect(await bench.tokens.get()).toBe('token-1');
      await bench.settle();
      if (bench.requests > before) {
        pauses.push(bench.clock.now() - last);
        last = bench.clock.now();
      }
      bench.clock.advance(100);
    }
    // Full jitter below a bound that doubles from 1 s; the test clock uses the middle.
    expect(pauses).toEqual([0, 500, 1000, 2000, 4000, 8000, 16_000]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', listener);
  }
});

test.each([
  ['503', down],
  ['429', json(429, {})],
  [
    'a lost connection',
    (response: { socket: { resetAndDestroy(): void } | null }) => response.socket?.resetAndDestroy(),
  ],
])(
  'a token in the hard zone is served when the request for a new one fails for a transient reason: %s',
  async (_, reply) => {
    await using bench = await tokenBench();
    await bench.tokens.get();
    bench.platform.set('token', reply as typeof down);
    bench.clock.advance(IN_HARD);
    expect(await bench.tokens.get()).toBe('token-1');
    expect(bench.requests).toBe(2);
  },
);

test('a caller with a token in the hard zone waits for the new one', async () => {
  await using bench = await tokenBench();
  await bench.tokens.get();
  bench.clock.advance(IN_HARD);
  expect(await Promise.all([bench.tokens.get(), bench.tokens.get()])).toEqual(['token-2', 'token-2']);
  expect(bench.requests).toBe(2);
});

test('a token in the hard zone is served when the token service hangs', async () => {
  await using bench = await tokenBench();
  await bench.tokens.get();
  const held = bench.hold();
  bench.clock.advance(IN_HARD);
  const waiting = bench.tokens.get();
  await until(() => held.waiting === 1);
  bench.clock.advance(HARD_LEAD_MS / 4);
  expect(await waiting).toBe('token-1');
  expect(bench.tokens.state).toMatchObject({ zone: 'hard', refreshing: true });
  held.open(issue());
  await bench.settle();
  expect(bench.requests).toBe(2);
});

test('a token in the hard zone is served when a certificate or a proxy keeps the token service out of reach', async () => {
  const inner = new UndiciTransport();
  let isBlocked = false;
  const transport: Transport = {
    async send(request) {
      if (!isBlocked) return await inner.send(request);
      const cause = Object.assign(new Error('self-signed certificate'), {
        code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      });
      throw new TransportError('connection', 'not-sent', cause);
    },
    close: () => inner.close(),
  };
  await using bench = await tokenBench({ transport });
  await bench.tokens.get();
  isBlocked = true;
  bench.clock.advance(IN_HARD);
  expect(await bench.tokens.get()).toBe('token-1');
  bench.clock.advance(HARD_LEAD_MS);
  await expect(bench.tokens.get()).rejects.toMatchObject({ code: 'token-unavailable', retryable: false });
  await inner.close();
});

test('a caller with a token in the hard zone gets a permanent failure', async () => {
  await using bench = await tokenBench();
  await bench.tokens.get();
  bench.platform.set('token', rejecting);
  // The pause after the failed background refresh is half a second, which has not passed yet.
  bench.clock.advance(HOUR_MS - HARD_LEAD_MS - 100);
  expect(await bench.tokens.get()).toBe('token-1');
  await bench.settle();
  bench.clock.advance(200);
  await expect(bench.tokens.get()).rejects.toMatchObject({ code: 'credentials-rejected' });
});

test('an expired token is never served', async () => {
  await using bench = await tokenBench();
  await bench.tokens.get();
  bench.platform.set('token', down);
  bench.clock.advance(HOUR_MS);
  await expect(bench.tokens.get()).rejects.toMatchObject({ code: 'token-unavailable', retryable: true });
  expect(bench.tokens.state).toMatchObject({ zone: 'expired', expiresInMs: 0 });
});

test.each([60, 5, 1])(
  'a token with a lifetime of %i s is renewed about once per lifetime',
  async (lifetimeS) => {
    await using bench = await tokenBench({}, issue(lifetimeS));
    const lives = 10;
    for (let call = 0; call < lives * 50; call += 1) {
      await bench.tokens.get();
      await bench.settle();
      bench.clock.advance((lifetimeS * 1000) / 50);
    }
    // The soft zone begins after 75 to 80 % of the lifetime.
    expect(bench.requests).toBeLessThanOrEqual(Math.ceil(lives / 0.75) + 1);
    expect(bench.requests).toBeGreaterThanOrEqual(lives);
  },
);

test('a lifetime below a second does not cause a request for every call', async () => {
  await using bench = await tokenBench({}, issue(0.001));
  for (let call = 0; call < 100; call += 1) {
    await bench.tokens.get();
    bench.clock.advance(5);
  }
  expect(bench.requests).toBe(1);
});

test('a token without a lifetime is held for one minute', async () => {
  await using bench = await tokenBench({}, json(200, { access_token: 'opaque', token_type: 'Bearer' }));
  await bench.tokens.get();
  expect(bench.tokens.state).toMatchObject({ zone: 'fresh', expiresInMs: 60_000 });
  bench.clock.advance(60_000);
  await bench.tokens.get();
  expect(bench.requests).toBe(2);
});

test.each([
  ['an hour forward', HOUR_MS],
  ['an hour back', -HOUR_MS],
  ['past the expiry, as after a sleep', 3 * HOUR_MS],
])('a token is renewed once when the wall clock jumps: %s', async (_, jump) => {
  await using bench = await tokenBench();
  await bench.tokens.get();
  bench.clock.setWall(bench.clock.wallNow() + jump);
  expect(bench.tokens.state.zone).toBe('hard');
  for (let call = 0; call < 10; call += 1) expect(await bench.tokens.get()).toBe('token-2');
  expect(bench.requests).toBe(2);
});

test('a clock adjustment of 29 seconds does not renew the token', async () => {
  await using bench = await tokenBench();
  await bench.tokens.get();
  bench.clock.setWall(bench.clock.wallNow() + 29_000);
  await bench.tokens.get();
  expect(bench.requests).toBe(1);
});

test('a token is served after a clock jump while the token service is down, with one request', async () => {
  await using bench = await tokenBench();
  await bench.tokens.get();
  bench.platform.set('token', down);
  bench.clock.setWall(bench.clock.wallNow() - HOUR_MS);
  for (let call = 0; call < 100; call += 1) expect(await bench.tokens.get()).toBe('token-1');
  expect(bench.requests).toBe(2);
});

test('state and inspect show what a token source does, but not its token', async () => {
  await using bench = await tokenBench();
  expect(bench.tokens.state).toEqual({ zone: 'none', refreshing: false, coolingDown: false });
  const getting = bench.tokens.get();
  expect(bench.tokens.state).toEqual({ zone: 'none', refreshing: true, coolingDown: false });
  await getting;
  const fresh = { zone: 'fresh', expiresInMs: HOUR_MS, refreshing: false, coolingDown: false };
  expect(bench.tokens.state).toEqual(fresh);
  expect(Object.isFrozen(bench.tokens.state)).toBe(true);
  bench.platform.set('token', down);
  bench.clock.advance(IN_SOFT);
  await bench.tokens.get();
  await bench.settle();
  expect(bench.tokens.state).toMatchObject({ zone: 'soft', coolingDown: true });
  expect(inspect(bench.tokens)).toContain("zone: 'soft'");
  expect(inspect(bench.tokens, { depth: 10, showHidden: true })).not.toContain('token-1');
});

test('a successful refresh resets the backoff', async () => {
  await using bench = await tokenBench({}, issue());
  bench.clock.chance = 0.999;
  const soft = HOUR_MS - SOFT_LEAD_MS + 10_000;
  await bench.tokens.get();
  bench.clock.advance(soft);
  bench.platform.set('token', down);
  for (const pauseMs of [1000, 2000, 4000]) {
    await bench.tokens.get();
    await bench.settle();
    bench.clock.advance(pauseMs);
  }
  bench.platform.set('token', issue());
  await bench.tokens.get();
  await bench.settle();
  expect(bench.requests).toBe(5);
  bench.clock.advance(soft);
  bench.platform.set('token', down);
  await bench.tokens.get();
  await bench.settle();
  bench.clock.advance(1000);
  await bench.tokens.get();
  await bench.settle();
  expect(bench.requests).toBe(7);
});
