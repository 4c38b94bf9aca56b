import { describe, expect, test } from '@jest/globals';
import { type Arrived, json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import type { InvocationInput, InvokeAllOptions, SettledInvocation } from '../src/index.js';
import { arrivedAt, withClient } from './support/client.js';
import { SkippingClock } from './support/skipping-clock.js';

const OTHER = '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11';
const TEN_MINUTES = 600_000;

const inputs = (count: number, target: object = { lambdaUuid: LAMBDA }): InvocationInput[] =>
  Array.from({ length: count }, (_, n) => ({ ...target, payload: n }) as InvocationInput);

const payloadOf = ({ body }: Arrived): number => JSON.parse(body).payload;

/** Returns the payload. */
const echo: Reply = (response, request) => json(200, payloadOf(request))(response, request);

/** Answers 404 while `isMissing` says so. */
const missingWhile =
  (isMissing: (request: Arrived) => boolean, otherwise: Reply = echo): Reply =>
  (response, request) =>
    (isMissing(request) ? json(404, {}) : otherwise)(response, request);

async function invokeAll(
  platform: ScriptedPlatform,
  clock: SkippingClock,
  all: readonly InvocationInput[],
  options: InvokeAllOptions = {},
): Promise<SettledInvocation[]> {
  const settled: SettledInvocation[] = [];
  const batch = { waitForFunctionMs: TEN_MINUTES, ordered: true, ...options };
  await withClient(
    platform,
    async (client) => {
      for await (const one of client.invokeAll(all, batch)) settled.push(one);
    },
    { clock },
  );
  return settled;
}

const summary = (settled: readonly SettledInvocation[]) =>
  settled.map((one) => (one.status === 'fulfilled' ? one.value.result : one.reason.code));

describe('client.invokeAll() with waitForFunctionMs', () => {
  test('one input polls for all inputs of the same function, and each then runs once', async () => {
    const clock = new SkippingClock();
    const reply = missingWhile(() => clock.now() < 300_000);
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const settled = await invokeAll(platform, clock, inputs(50), { concurrency: 5 });
    expect(summary(settled)).toEqual(inputs(50).map(({ payload }) => payload));
    // The five that started at once, the polls, and each of the others once.
    const polls = clock.pauses.length;
    expect(polls).toBeLessThan(30);
    expect(platform.count('invocation')).toBe(5 + polls + 49);
    const attempts = settled.map((one) => (one.status === 'fulfilled' ? one.value.attempts : 0));
    expect(attempts.reduce((sum, n) => sum + n, 0)).toBe(platform.count('invocation'));
  });

  test('a wait in vain lasts as long as is allowed, for all inputs of the function together', async () => {
    const clock = new SkippingClock();
    await using platform = await ScriptedPlatform.start({ invocation: json(404, {}) });
    const settled = await invokeAll(platform, clock, inputs(40), {
      concurrency: 4,
      waitForFunctionMs: 60_000,
    });
    expect(summary(settled)).toEqual(inputs(40).map(() => 'function-not-found'));
    expect(clock.now()).toBe(60_000);
    // Four at the start, the polls, and each of the other 39 once in the end: perhaps it is there by then.
    expect(platform.count('invocation')).toBe(4 + clock.pauses.length + 39);
  });

  test('inputs of another function do not wait', async () => {
    const clock = new SkippingClock();
    let others = 0;
    const counting: Reply = (response, request) => {
      if (request.url.includes(OTHER)) others += 1;
      echo(response, request);
    };
    const reply = missingWhile(({ url }) => url.includes(LAMBDA) && others < 20, counting);
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const all = [...inputs(2), ...inputs(20, { lambdaUuid: OTHER })];
    const options = { concurrency: 4, ordered: false, waitForFunctionMs: 86_400_000 };
    const settled = await invokeAll(platform, clock, all, options);
    expect(settled).toHaveLength(22);
    expect(settled.every(({ status }) => status === 'fulfilled')).toBe(true);
  });

  test('another input takes over when the one that polls fails', async () => {
    const clock = new SkippingClock();
    let polls = 0;
    const reply = missingWhile(() => clock.now() < 60_000, echo);
    const failing: Reply = (response, request) => {
      if (clock.now() > 0) polls += 1;
      return polls === 2 ? json(400, {})(response, request) : reply(response, request);
    };
    await using platform = await ScriptedPlatform.start({ invocation: failing });
    const settled = await invokeAll(platform, clock, inputs(6), { concurrency: 3 });
    const failed = settled.filter(({ status }) => status === 'rejected');
    expect(summary(failed)).toEqual(['bad-request']);
    expect(platform.count('invocation')).toBe(3 + clock.pauses.length + 4);
  });

  test('an input that alone is never found does not keep the batch from its end', async () => {
    const clock = new SkippingClock();
    const reply = missingWhile((request) => payloadOf(request) === 1);
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const settled = await invokeAll(platform, clock, inputs(10), { concurrency: 3 });
    expect(summary(settled)).toEqual([0, 'function-not-found', 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(clock.now()).toBe(TEN_MINUTES);
  });

  test('a function that ran and failed is found', async () => {
    const clock = new SkippingClock();
    const reply = missingWhile(() => clock.now() < 10_000, json(901, {}));
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const settled = await invokeAll(platform, clock, inputs(8), { concurrency: 4 });
    expect(summary(settled)).toEqual(inputs(8).map(() => 'function-failed'));
    expect(platform.count('invocation')).toBe(4 + clock.pauses.length + 7);
  });

  test('waits for a platform that throttles within a poll, too', async () => {
    const clock = new SkippingClock();
    let requests = 0;
    const reply: Reply = (response, request) => {
      requests += 1;
      const isThrottled = clock.now() > 0 && requests % 3 === 0;
      return (isThrottled ? json(429, {}) : missingWhile(() => clock.now() < 30_000))(response, request);
    };
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const settled = await invokeAll(platform, clock, inputs(10), { concurrency: 3 });
    expect(summary(settled)).toEqual(inputs(10).map(({ payload }) => payload));
    const attempts = settled.map((one) => (one.status === 'fulfilled' ? one.value.attempts : 0));
    expect(attempts.reduce((sum, n) => sum + n, 0)).toBe(platform.count('invocation'));
  });

  test('one input asks for all inputs of the same event', async () => {
    const clock = new SkippingClock();
    const reply: Reply = (response, request) => {
      const isThere = clock.now() >= 120_000;
      if (request.url.includes('/isImplemented'))
        return json(200, { implemented: isThere })(response, request);
      const results = [{ uuid: LAMBDA, timestamp: 1, result: payloadOf(request) }];
      return json(200, isThere ? results : [])(response, request);
    };
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const settled = await invokeAll(platform, clock, inputs(30, { eventId: 'an-event' }), { concurrency: 5 });
    expect(settled.every(({ status }) => status === 'fulfilled')).toBe(true);
    const methods = arrivedAt(platform, 'invocation').map(({ method }) => method);
    expect(methods.filter((method) => method === 'POST')).toHaveLength(30);
    expect(methods.filter((method) => method === 'GET')).toHaveLength(1 + clock.pauses.length);
  });

  test('an event that is not found in time is asked for once more, for all inputs together', async () => {
    const clock = new SkippingClock();
    await using platform = await ScriptedPlatform.start({ invocation: json(200, { implemented: false }) });
    const all = inputs(30, { eventId: 'an-event' });
    const settled = await invokeAll(platform, clock, all, { concurrency: 5, waitForFunctionMs: 60_000 });
    expect(summary(settled)).toEqual(all.map(() => 'function-not-found'));
    expect(platform.count('invocation')).toBe(1 + clock.pauses.length);
  });

  test('a batch that is left ends the wait', async () => {
    const clock = new SkippingClock();
    const controller = new AbortController();
    const reply = missingWhile(() => {
      if (clock.now() > 20_000) controller.abort();
      return true;
    });
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const { signal } = controller;
    const settled = await invokeAll(platform, clock, inputs(9), { concurrency: 3, signal });
    expect(summary(settled)).toEqual(['aborted', 'aborted', 'aborted']);
  });
});
