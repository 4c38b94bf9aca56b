import { expect, test } from '@jest/globals';
import { json, LAMBDA } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient, type TokenError, TokenSource } from '../src/index.js';
import { down, HOUR_MS, issue, SOFT_LEAD_MS, tokenBench, until } from './support/token-bench.js';

test('a thousand concurrent callers share one token request', async () => {
  await using bench = await tokenBench();
  const served = await Promise.all(Array.from({ length: 1000 }, () => bench.tokens.get()));
  expect(new Set(served)).toEqual(new Set(['token-1']));
  expect(bench.requests).toBe(1);
});

test.each([
  ['at its expiry', 0],
  ['a second before it', 1000],
])('ten thousand callers who need a new token, %s, wait for one request and no longer', async (_, leadMs) => {
  await using bench = await tokenBench();
  await bench.tokens.get();
  bench.clock.advance(HOUR_MS - leadMs);
  const held = bench.hold();
  const callers = Array.from({ length: 10_000 }, () => bench.tokens.get());
  await until(() => held.waiting > 0);
  const late = Array.from({ length: 100 }, () => bench.tokens.get());
  held.open(json(200, { access_token: 'renewed', token_type: 'Bearer', expires_in: 3600 }));
  // The clock stands still, so that a caller with a wait of its own would never be served.
  expect(new Set(await Promise.all([...callers, ...late]))).toEqual(new Set(['renewed']));
  expect(bench.requests).toBe(2);
});

test('concurrent callers get the same error, and the next call sends a new request', async () => {
  await using bench = await tokenBench({}, down);
  const waiting = await Promise.allSettled(Array.from({ length: 50 }, () => bench.tokens.get()));
  const errors = new Set(waiting.map((result) => (result as PromiseRejectedResult).reason as TokenError));
  expect([...errors]).toMatchObject([{ code: 'token-unavailable', phase: 'token', status: 503 }]);
  expect(bench.requests).toBe(1);
  bench.platform.set('token', issue());
  expect(await bench.tokens.get()).toBe('token-1');
});

test('token requests pause after three consecutive failures', async () => {
  await using bench = await tokenBench({}, down);
  for (let call = 0; call < 100; call += 1) {
    await expect(bench.tokens.get()).rejects.toMatchObject({ code: 'token-unavailable' });
  }
  expect(bench.requests).toBe(3);
  expect(bench.tokens.state).toMatchObject({ zone: 'none', coolingDown: true });
  bench.platform.set('token', issue());
  bench.clock.advance(5000);
  expect(await bench.tokens.get()).toBe('token-1');
  expect(bench.tokens.state.coolingDown).toBe(false);
});

test('aborting the first caller does not affect the others', async () => {
  await using bench = await tokenBench();
  const held = bench.hold();
  const first = new AbortController();
  const outcomes = Promise.allSettled([bench.tokens.get(first), bench.tokens.get(), bench.tokens.get()]);
  await until(() => held.waiting === 1);
  first.abort();
  held.open(issue());
  expect(await outcomes).toMatchObject([
    { reason: { code: 'aborted', phase: 'token' } },
    { value: 'token-1' },
    { value: 'token-1' },
  ]);
  expect(bench.requests).toBe(1);
});

test('aborting all callers aborts the request; the next caller sends a new one', async () => {
  await using bench = await tokenBench();
  let isClosed = false;
  bench.platform.set('token', (response) => void response.on('close', () => (isClosed = true)));
  const all = new AbortController();
  const waiting = Promise.allSettled([bench.tokens.get(all), bench.tokens.get(all)]);
  await until(() => bench.requests === 1);
  all.abort();
  await waiting;
  await until(() => isClosed);
  bench.platform.set('token', issue());
  expect(await bench.tokens.get()).toBe('token-1');
  expect(bench.requests).toBe(2);
});

test('an aborted caller causes no request, with or without a held token', async () => {
  await using bench = await tokenBench();
  const signal = AbortSignal.abort();
  await expect(bench.tokens.get({ signal })).rejects.toMatchObject({ code: 'aborted' });
  expect(bench.platform.arrived).toHaveLength(0);
  await bench.tokens.get();
  bench.clock.advance(HOUR_MS - SOFT_LEAD_MS / 2);
  await expect(bench.tokens.get({ signal })).rejects.toMatchObject({ code: 'aborted' });
  expect(bench.tokens.state.refreshing).toBe(false);
});

test('aborting a caller does not abort a background refresh', async () => {
  await using bench = await tokenBench();
  await bench.tokens.get();
  const held = bench.hold();
  bench.clock.advance(HOUR_MS - 10_500);
  await bench.tokens.get();
  await until(() => held.waiting === 1);
  bench.clock.advance(1000);
  const controller = new AbortController();
  const joined = bench.tokens.get(controller);
  controller.abort();
  await expect(joined).rejects.toMatchObject({ code: 'aborted' });
  held.open(json(200, { access_token: 'renewed', token_type: 'Bearer', expires_in: 3600 }));
  await bench.settle();
  expect(await bench.tokens.get()).toBe('renewed');
  expect(bench.requests).toBe(2);
});

test('a late refusal of an old token does not discard a newer one', async () => {
  await using bench = await tokenBench();
  const old = await bench.tokens.get();
  bench.tokens.invalidate(old);
  expect(await Promise.all([bench.tokens.get(), bench.tokens.get()])).toEqual(['token-2', 'token-2']);
  bench.tokens.invalidate(old);
  expect(await bench.tokens.get()).toBe('token-2');
  expect(bench.requests).toBe(2);
});

test('a token that was requested before a refusal is not kept after it', async () => {
  const issued: string[] = [];
  await using bench = await tokenBench({ onToken: (token) => issued.push(token) });
  const refused = await bench.tokens.get();
  const held = bench.hold();
  bench.clock.advance(HOUR_MS - SOFT_LEAD_MS / 2);
  await bench.tokens.get();
  await until(() => held.waiting === 1);
  bench.tokens.invalidate(refused);
  const next = bench.tokens.get();
  await until(() => held.waiting === 2);
  held.open(issue(), 'newest first');
  const renewed = await next;
  await until(() => issued.length === 3);
  expect(await bench.tokens.get()).toBe(renewed);
  expect(bench.requests).toBe(3);
});

test('two token sources with the same options share nothing', async () => {
  await using bench = await tokenBench();
  const { platform, clock } = bench;
  const other = new TokenSource({ ...platform.options, clock });
  expect(await Promise.all([bench.tokens.get(), other.get()])).toHaveLength(2);
  expect(bench.requests).toBe(2);
  other.invalidate(await other.get());
  expect(bench.tokens.state.zone).toBe('fresh');
});

test('a token request times out after ten seconds', async () => {
  await using bench = await tokenBench();
  const held = bench.hold();
  const waiting = bench.tokens.get();
  await until(() => held.waiting === 1);
  bench.clock.advance(10_000);
  await expect(waiting).rejects.toMatchObject({ code: 'token-unavailable', retryable: true });
  expect(bench.clock.pendingTimers).toBe(0);
});

test('a caller that aborts with its own reason does not affect the others', async () => {
  await using bench = await tokenBench();
  const held = bench.hold();
  const controller = new AbortController();
  const outcomes = Promise.allSettled([bench.tokens.get(controller), bench.tokens.get()]);
  await until(() => held.waiting === 1);
  controller.abort(new Error('the caller timed out'));
  held.open(issue());
  expect(await outcomes).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled' }]);
});

test.each([
  [401, 2, 'unauthorized'],
  [403, 2, 'forbidden'],
])(
  'a gateway that always answers %i causes at most one new token: %i token requests',
  async (status, requests, code) => {
    await using bench = await tokenBench();
    bench.platform.set('invocation', json(status, {}));
    await using client = new FunctionsClient({ ...bench.platform.options, clock: bench.clock });
    await expect(client.invoke({ lambdaUuid: LAMBDA })).rejects.toMatchObject({ code });
    expect(bench.requests).toBe(requests);
    expect(bench.platform.count('invocation')).toBe(requests);
  },
);

test('a new token resets the count of consecutive failures', async () => {
  await using bench = await tokenBench({}, down);
  const fail = (): Promise<void> => expect(bench.tokens.get()).rejects.toMatchObject({ status: 503 });
  await fail();
  await fail();
  bench.platform.set('token', issue());
  bench.tokens.invalidate(await bench.tokens.get());
  bench.platform.set('token', down);
  for (let call = 0; call < 10; call += 1) await fail();
  expect(bench.requests).toBe(3 + 3);
});

test('clients with the same token source share its token and a refusal of it', async () => {
  await using bench = await tokenBench();
  const { credentials: _, ...options } = bench.platform.options;
  const clients = [1, 2].map(() => new FunctionsClient({ ...options, tokens: bench.tokens }));
  for (const client of clients) await client.invoke({ lambdaUuid: LAMBDA });
  expect(bench.requests).toBe(1);
  bench.platform.set('invocation', (response, request) => {
    const isOld = request.headers.authorization === 'Bearer token-1';
    json(isOld ? 401 : 200, {})(response, request);
  });
  for (const client of clients) expect((await client.invoke({ lambdaUuid: LAMBDA })).status).toBe(200);
  expect(bench.requests).toBe(2);
  for (const client of clients) await client.close();
});
