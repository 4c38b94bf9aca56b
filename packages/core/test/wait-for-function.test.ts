import { afterEach, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { FAULTS } from '@lp-faas/testing/faults';
import { json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { until } from '@lp-faas/testing/until';
import { listen, type Traces } from '../src/index.js';
import { arrivedAt, input, withClient } from './support/client.js';
import { SkippingClock } from './support/skipping-clock.js';

const TEN_MINUTES = 600_000;
const EVENT = { eventId: 'an-event', payload: { name: 'Ada' } };

const NOT_FOUND = json(404, { code: 'com.liveperson.faas.function.not-found', message: 'Not found' });

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Gives one reply before a time and another one from then on. */
const from =
  (clock: TestClock, ms: number, after: Reply, before: Reply = NOT_FOUND): Reply =>
  (response, request) =>
    (clock.now() < ms ? before : after)(response, request);

const isQuestion: (request: { url: string }) => boolean = ({ url }) => url.includes('/isImplemented');

/** Replies to the question whether an event is implemented, and to invocations. */
const ofEvent =
  (question: Reply, invocation: Reply): Reply =>
  (response, request) =>
    (isQuestion(request) ? question : invocation)(response, request);

/** Records the polls as they end. */
function recordPolls(): Traces['poll'][] {
  const polls: Traces['poll'][] = [];
  stops.push(listen('poll', { end: (trace) => polls.push(trace) }));
  return polls;
}

describe('waitForFunctionMs', () => {
  test('polls a function that is not found after growing pauses, and invokes it when it is there', async () => {
    const clock = new SkippingClock();
    const reply = from(clock, 300_000, json(200, 'hello'));
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const { result, attempts } = await withClient(
      platform,
      (client) => client.invoke(input, { waitForFunctionMs: TEN_MINUTES }),
      { clock },
    );
    expect(result).toBe('hello');
    expect(attempts).toBe(platform.count('invocation'));
    expect(clock.pauses.slice(0, 7)).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
    expect(Math.max(...clock.pauses)).toBe(15_000);
    expect(clock.now()).toBeLessThanOrEqual(315_000);
  });

  test('makes no difference for a function that is there', async () => {
    const clock = new SkippingClock();
    await using platform = await ScriptedPlatform.start();
    const options = { waitForFunctionMs: TEN_MINUTES };
    await withClient(platform, (client) => client.invoke(input, options), { clock });
    expect([platform.count('invocation'), clock.pauses]).toEqual([1, []]);
  });

  test('polls a last time when the time is over, and then fails', async () => {
    const clock = new SkippingClock();
    await using platform = await ScriptedPlatform.start({ invocation: NOT_FOUND });
    const options = { waitForFunctionMs: 20_000, requestId: 'my-request' };
    const call = withClient(platform, (client) => client.invoke(input, options), { clock });
    await expect(call).rejects.toMatchObject({
      code: 'function-not-found',
      delivery: 'rejected',
      status: 404,
      platformCode: 'com.liveperson.faas.function.not-found',
      requestId: 'my-request',
      attempts: 6,
      problem: expect.stringMatching(/answered 404 .*; looked for it 6 times in 20 s$/),
    });
    expect(clock.pauses).toEqual([1000, 2000, 4000, 8000, 5000]);
    expect(platform.count('invocation')).toBe(6);
  });

  test('polls a last time at once when a poll took longer than the time', async () => {
    const clock = new SkippingClock();
    const invocation: Reply = (response, request) => {
      clock.advance(25_000);
      NOT_FOUND(response, request);
    };
    await using platform = await ScriptedPlatform.start({ invocation });
    const options = { waitForFunctionMs: 20_000 };
    const call = withClient(platform, (client) => client.invoke(input, options), { clock });
    await expect(call).rejects.toMatchObject({ code: 'function-not-found', attempts: 2 });
    expect(clock.pauses).toEqual([0]);
  });

  test('finds a function that is there only at the last poll', async () => {
    const clock = new SkippingClock();
    await using platform = await ScriptedPlatform.start({ invocation: from(clock, 20_000, json(200, 1)) });
    const options = { waitForFunctionMs: 20_000 };
    const { result } = await withClient(platform, (c) => c.invoke(input, options), { clock });
    expect(result).toBe(1);
  });

  test('sends every poll with the same request id and payload, and the time at which it is sent', async () => {
    const clock = new SkippingClock();
    await using platform = await ScriptedPlatform.start({ invocation: from(clock, 2000, json(200, 1)) });
    const payload = { name: 'Ada' };
    await withClient(
      platform,
      (client) => {
        const call = client.invoke({ ...input, payload }, { waitForFunctionMs: TEN_MINUTES });
        payload.name = 'changed by the caller';
        return call;
      },
      { clock },
    );
    const requests = arrivedAt(platform, 'invocation');
    expect(new Set(requests.map(({ headers }) => headers['x-request-id'])).size).toBe(1);
    const bodies = requests.map(({ body }) => JSON.parse(body));
    expect(bodies.map(({ payload: sent }) => sent)).toEqual(bodies.map(() => ({ name: 'Ada' })));
    const start = bodies[0].timestamp;
    expect(bodies.map(({ timestamp }) => timestamp - start)).toEqual([0, 1000, 3000]);
  });

  test.each<[string, Reply]>([
    ['400', json(400, {})],
    ['401', json(401, {})],
    ['403', json(403, {})],
    ['405', json(405, {})],
    ['500', json(500, {})],
    ['901', json(901, {})],
    ['a redirect', json(302, {})],
    ['a body that is not JSON', (response) => response.end('not found')],
    ['a reset connection', FAULTS['a reset connection'] as Reply],
  ])('waits for nothing but a function that is not found: %s', async (_, reply) => {
    const clock = new SkippingClock();
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const options = { waitForFunctionMs: TEN_MINUTES };
    const failure = await withClient(platform, (client) => client.invoke(input, options), { clock }).catch(
      (error: unknown) => error,
    );
    expect(failure).not.toMatchObject({ code: 'function-not-found' });
    expect(clock.pauses).toEqual([]);
  });

  test('a poll that fails in another way ends the wait, and its error counts all requests', async () => {
    const clock = new SkippingClock();
    await using platform = await ScriptedPlatform.start({ invocation: from(clock, 2000, json(901, {})) });
    const options = { waitForFunctionMs: TEN_MINUTES };
    const call = withClient(platform, (client) => client.invoke(input, options), { clock });
    await expect(call).rejects.toMatchObject({ code: 'function-failed', attempts: 3 });
    expect(platform.count('invocation')).toBe(3);
  });

  test('does not wait when an earlier attempt may have run', async () => {
    const clock = new SkippingClock();
    let requests = 0;
    const reply: Reply = (response, request) => {
      requests += 1;
      return (requests === 1 ? json(500, {}) : NOT_FOUND)(response, request);
    };
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const options = { waitForFunctionMs: TEN_MINUTES, idempotent: true, maxAttempts: 3 };
    const call = withClient(platform, (client) => client.invoke(input, options), { clock });
    await expect(call).rejects.toMatchObject({ code: 'function-not-found', delivery: 'unknown' });
    expect(platform.count('invocation')).toBe(2);
  });

  test('retries within a poll, as any call does', async () => {
    const clock = new SkippingClock();
    const retryLater = json(503, {}, { 'retry-after': '1' });
    let requests = 0;
    const reply: Reply = (response, request) => {
      requests += 1;
      return ([NOT_FOUND, retryLater, json(200, 1)][requests - 1] as Reply)(response, request);
    };
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const options = { waitForFunctionMs: TEN_MINUTES, maxAttempts: 2 };
    const { attempts } = await withClient(platform, (client) => client.invoke(input, options), { clock });
    expect(attempts).toBe(3);
  });

  test.each(['signal', 'close'] as const)('a wait ends with its call: %s', async (end) => {
    const clock = new TestClock();
    const polls = recordPolls();
    await using platform = await ScriptedPlatform.start({ invocation: NOT_FOUND });
    await withClient(
      platform,
      async (client) => {
        const controller = new AbortController();
        const { signal } = controller;
        const call = client.invoke(input, { waitForFunctionMs: TEN_MINUTES, signal });
        call.catch(() => undefined);
        await until(() => polls.length === 1 && clock.pendingTimers === 1);
        if (end === 'signal') controller.abort();
        else await client.close();
        await expect(call).rejects.toMatchObject({ code: 'aborted', delivery: 'not-sent', attempts: 1 });
        expect(clock.pendingTimers).toBe(0);
      },
      { clock },
    );
    expect(platform.count('invocation')).toBe(1);
  });

  test.each([0, -1, 1.5, Number.NaN, '60000'])('is checked before anything is sent: %p', async (value) => {
    await using platform = await ScriptedPlatform.start();
    const waitForFunctionMs = value as number;
    await withClient(platform, async (client) => {
      const problems = [expect.objectContaining({ option: 'waitForFunctionMs' })];
      await expect(client.invoke(input, { waitForFunctionMs })).rejects.toMatchObject({ problems });
      const error = expect.objectContaining({ code: 'invalid-options', problems });
      expect(() => client.invokeAll([], { waitForFunctionMs })).toThrow(error);
    });
    expect(platform.arrived).toEqual([]);
  });
});

describe('waitForFunctionMs for an event', () => {
  test('asks whether a function implements it, and invokes it only then', async () => {
    const clock = new SkippingClock();
    const question = from(clock, 20_000, json(200, { implemented: true }), json(200, { implemented: false }));
    const results = json(200, [{ uuid: LAMBDA, timestamp: 1, result: 'hello' }]);
    await using platform = await ScriptedPlatform.start({ invocation: ofEvent(question, results) });
    await withClient(
      platform,
      async (client) => {
        const event = { eventId: EVENT.eventId, skillId: '42' };
        // The cached "no" does not delay the wait.
        expect(await client.isImplemented(event)).toBe(false);
        const call = { ...EVENT, ...event };
        const { result, attempts } = await client.invoke(call, { waitForFunctionMs: TEN_MINUTES });
        expect([result[0]?.result, attempts]).toEqual(['hello', 1]);
        expect(await client.isImplemented(event)).toBe(true);
      },
      { clock },
    );
    const requests = arrivedAt(platform, 'invocation');
    expect(requests.filter((request) => !isQuestion(request))).toHaveLength(1);
    expect(requests.filter(isQuestion)).toHaveLength(7);
    expect(requests.every(({ url }) => url.includes('skillId=42'))).toBe(true);
    expect(clock.now()).toBe(30_000);
  });

  test('a cached "no" is asked again at the first poll', async () => {
    const answers = [false, true];
    const question: Reply = (response, request) =>
      json(200, { implemented: answers.shift() })(response, request);
    const results = json(200, [{ uuid: LAMBDA, timestamp: 1, result: 'hello' }]);
    await using platform = await ScriptedPlatform.start({ invocation: ofEvent(question, results) });
    const clock = new SkippingClock();
    await withClient(
      platform,
      async (client) => {
        await client.isImplemented(EVENT);
        await client.invoke(EVENT, { waitForFunctionMs: TEN_MINUTES });
      },
      { clock },
    );
    expect(clock.pauses).toEqual([]);
  });

  test.each<[string, Reply]>([
    ['v1 answers with an empty list', json(200, [])],
    ['v2 answers with 404', NOT_FOUND],
  ])('continues to wait when the invocation finds no function: %s', async (_, before) => {
    const clock = new SkippingClock();
    const results = json(200, [{ uuid: LAMBDA, timestamp: 1, result: 'hello' }]);
    const reply = ofEvent(json(200, { implemented: true }), from(clock, 3000, results, before));
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const options = { waitForFunctionMs: TEN_MINUTES };
    const { result } = await withClient(platform, (client) => client.invoke(EVENT, options), { clock });
    expect(result[0]?.result).toBe('hello');
    expect(clock.pauses).toEqual([1000, 2000]);
  });

  test.each<[string, Reply, object]>([
    ['not implemented', json(200, { implemented: false }), { delivery: 'not-sent', attempts: 0 }],
    ['not known', json(404, {}), { delivery: 'not-sent', attempts: 0 }],
    ['an empty list', json(200, { implemented: true }), { delivery: 'rejected', attempts: 5, status: 200 }],
  ])('fails when no function implements it in time: %s', async (_, question, facts) => {
    const clock = new SkippingClock();
    await using platform = await ScriptedPlatform.start({ invocation: ofEvent(question, json(200, [])) });
    const options = { waitForFunctionMs: 10_000 };
    const call = withClient(platform, (client) => client.invoke(EVENT, options), { clock });
    await expect(call).rejects.toMatchObject({
      ...facts,
      code: 'function-not-found',
      problem: 'No deployed function implements this event for this skill; looked for it 5 times in 10 s',
    });
    expect(clock.now()).toBe(10_000);
  });

  test('does not wait when the question fails', async () => {
    const clock = new SkippingClock();
    await using platform = await ScriptedPlatform.start({ invocation: json(403, {}) });
    const options = { waitForFunctionMs: TEN_MINUTES };
    const call = withClient(platform, (client) => client.invoke(EVENT, options), { clock });
    await expect(call).rejects.toMatchObject({ code: 'forbidden', delivery: 'not-sent' });
    expect(clock.pauses).toEqual([]);
  });
});

describe('the channel poll', () => {
  test('publishes each poll: what it looks for, whether it was found, how long it is waited for', async () => {
    const polls = recordPolls();
    const invocations: unknown[] = [];
    stops.push(listen('invocation', { end: (trace) => invocations.push(trace.outcome) }));
    const clock = new SkippingClock();
    await using platform = await ScriptedPlatform.start({ invocation: from(clock, 3000, json(200, 1)) });
    const options = { waitForFunctionMs: 60_000, requestId: 'my-request' };
    await withClient(platform, (client) => client.invoke(input, options), { clock });
    const facts = { accountId: platform.options.accountId, lambdaUuid: LAMBDA, requestId: 'my-request' };
    expect(polls.map(({ durationMs: _, ...poll }) => poll)).toEqual([
      expect.objectContaining({ ...facts, poll: 1 }),
      expect.objectContaining({ ...facts, poll: 2 }),
      expect.objectContaining({ ...facts, poll: 3 }),
    ]);
    expect(polls.map(({ outcome }) => outcome)).toEqual([
      { found: false, remainingMs: 60_000 },
      { found: false, remainingMs: 59_000 },
      { found: true, remainingMs: 0 },
    ]);
    // The wait and the invocation are one call.
    expect(invocations).toEqual([expect.objectContaining({ requestId: 'my-request', attempts: 3 })]);
    expect(JSON.stringify(polls)).not.toContain('Jörg');
  });

  test('publishes the last poll of a wait in vain, and the error of a poll that failed', async () => {
    const polls = recordPolls();
    const clock = new SkippingClock();
    await using platform = await ScriptedPlatform.start({ invocation: NOT_FOUND });
    const invoke = (waitForFunctionMs: number) =>
      withClient(platform, (client) => client.invoke(input, { waitForFunctionMs }), { clock }).catch(() => 0);
    await invoke(1000);
    expect(polls.map(({ outcome }) => outcome?.remainingMs)).toEqual([1000, 0]);
    platform.set('invocation', json(500, {}));
    await invoke(1000);
    expect(polls[2]).toMatchObject({ error: { code: 'gateway-error' } });
  });

  test('publishes nothing for a call that does not wait', async () => {
    const polls = recordPolls();
    await using platform = await ScriptedPlatform.start({ invocation: NOT_FOUND });
    await withClient(platform, (client) => client.invoke(input)).catch(() => undefined);
    expect(polls).toEqual([]);
  });
});
