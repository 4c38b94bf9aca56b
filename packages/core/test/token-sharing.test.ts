import { expect, test } from '@jest/globals';
import { json, LAMBDA } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient, type TokenError, TokenSource } from '../src/index.js';
import { down, HOUR_MS, issue, SOFT_LEAD_MS, tokenBench, until } from './support/token-bench.js';

test('a thousand callers without a token make one request', async () => {
  await using bench = await tokenBench();
  const served = await Promise.all(Array.from({ length: 1000 }, () => bench.tokens.get()));
  expect(new Set(served)).toEqual(new Set(['token-1']));
  expect(bench.requests).toBe(1);
});

test('a failure reaches everybody who waited as the same error, and the next call asks again', async () => {
  await using bench = await tokenBench({}, down);
  const waiting = await Promise.allSettled(Array.from({ length: 50 }, () => bench.tokens.get()));
  const errors = new Set(waiting.map((result) => (result as PromiseRejectedResult).reason as TokenError));
  expect([...errors]).toMatchObject([{ code: 'token-unavailable', phase: 'token', status: 503 }]);
  expect(bench.requests).toBe(1);
  bench.platform.set('token', issue());
  expect(await bench.tokens.get()).toBe('token-1');
});

test('a loop of calls leaves a service that is down alone: after three failures in a row for a moment', async () => {
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

test('the caller that asked first gives up, the others get the token', async () => {
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

test('when everybody gives up the request is ended, and the next caller starts anew', async () => {
  await using bench = await tokenBench();
  let hungUp = false;
  bench.platform.set('token', (response) => void response.on('close', () => (hungUp = true)));
  const all = new AbortController();
  const waiting = Promise.allSettled([bench.tokens.get(all), bench.tokens.get(all)]);
  await until(() => bench.requests === 1);
  all.abort();
  await waiting;
  await until(() => hungUp);
  bench.platform.set('token', issue());
  expect(await bench.tokens.get()).toBe('token-1');
  expect(bench.requests).toBe(2);
});

test('who has given up before causes no request, whatever is held', async () => {
  await using bench = await tokenBench();
  const signal = AbortSignal.abort();
  await expect(bench.tokens.get({ signal })).rejects.toMatchObject({ code: 'aborted' });
  expect(bench.platform.arrived).toHaveLength(0);
  await bench.tokens.get();
  bench.clock.advance(HOUR_MS - SOFT_LEAD_MS / 2);
  await expect(bench.tokens.get({ signal })).rejects.toMatchObject({ code: 'aborted' });
  expect(bench.tokens.state.refreshing).toBe(false);
});

test('a refresh in the background is not ended by a caller that joins it and leaves', async () => {
  await using bench = await tokenBench();
  await bench.tokens.get();
  const held = bench.hold();
  bench.clock.advance(HOUR_MS - 10_500);
  await bench.tokens.get();
  await until(() => held.waiting === 1);
  bench.clock.advance(1000);
  const joining = new AbortController();
  const joined = bench.tokens.get(joining);
  joining.abort();
  await expect(joined).rejects.toMatchObject({ code: 'aborted' });
  held.open(json(200, { access_token: 'renewed', token_type: 'Bearer', expires_in: 3600 }));
  await bench.settle();
  expect(await bench.tokens.get()).toBe('renewed');
  expect(bench.requests).toBe(2);
});

test('a late refusal of an old token does not drop a newer one', async () => {
  await using bench = await tokenBench();
  const old = await bench.tokens.get();
  bench.tokens.invalidate(old);
  expect(await Promise.all([bench.tokens.get(), bench.tokens.get()])).toEqual(['token-2', 'token-2']);
  bench.tokens.invalidate(old);
  expect(await bench.tokens.get()).toBe('token-2');
  expect(bench.requests).toBe(2);
});

test('what was asked for before a refusal is not kept after it, however late it comes', async () => {
  const told: string[] = [];
  await using bench = await tokenBench({ onToken: (token) => told.push(token) });
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
  await until(() => told.length === 3);
  expect(await bench.tokens.get()).toBe(renewed);
  expect(bench.requests).toBe(3);
});

test('two sources share nothing, whatever they have in common', async () => {
  await using bench = await tokenBench();
  const { platform, clock } = bench;
  const other = new TokenSource({ ...platform.options, clock });
  expect(await Promise.all([bench.tokens.get(), other.get()])).toHaveLength(2);
  expect(bench.requests).toBe(2);
  other.invalidate(await other.get());
  expect(bench.tokens.state.zone).toBe('fresh');
});

test('a service that hangs is given ten seconds', async () => {
  await using bench = await tokenBench();
  const held = bench.hold();
  const waiting = bench.tokens.get();
  await until(() => held.waiting === 1);
  bench.clock.advance(10_000);
  await expect(waiting).rejects.toMatchObject({ code: 'token-unavailable', retryable: true });
  expect(bench.clock.pendingTimers).toBe(0);
});

test('a caller may be more hurried than the request', async () => {
  await using bench = await tokenBench();
  const held = bench.hold();
  const hurried = new AbortController();
  const outcomes = Promise.allSettled([bench.tokens.get(hurried), bench.tokens.get()]);
  await until(() => held.waiting === 1);
  hurried.abort(new Error('no time'));
  held.open(issue());
  expect(await outcomes).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled' }]);
});

test.each([
  [401, 2, 'unauthorized'],
  [403, 2, 'forbidden'],
])('a gateway that answers %i for good costs %i tokens', async (status, requests, code) => {
  await using bench = await tokenBench();
  bench.platform.set('invocation', json(status, {}));
  await using client = new FunctionsClient({ ...bench.platform.options, clock: bench.clock });
  await expect(client.invoke({ lambdaUuid: LAMBDA })).rejects.toMatchObject({ code });
  expect(bench.requests).toBe(requests);
  expect(bench.platform.count('invocation')).toBe(requests);
});

test('a token that came ends the counting of failures', async () => {
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

test('clients that are given one source share its token, and a refusal that one of them meets', async () => {
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
