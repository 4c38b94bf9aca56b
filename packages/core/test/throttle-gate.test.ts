import { setMaxListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient } from '../src/index.js';
import { type Slot, type SlotResult, ThrottleGate } from '../src/throttling/throttle-gate.js';

const { signal } = new AbortController();
setMaxListeners(0, signal);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A gate that is closed for one second, and callers that wait for it. */
async function closedGate(waiting: number) {
  const clock = new TestClock();
  const gate = new ThrottleGate(clock);
  (await gate.enter(signal)).leave({ kind: 'throttled', delayMs: 1000, minDelayMs: 1000, isAsked: false });
  const inside: Slot[] = [];
  for (let n = 0; n < waiting; n += 1) void gate.enter(signal).then((slot) => inside.push(slot));
  const entered = async (): Promise<number> => {
    await turn();
    return inside.length;
  };
  let left = 0;
  /** Releases the oldest slot. */
  const leave = (slotResult: SlotResult): void => inside[left++]?.leave(slotResult);
  return { clock, gate, leave, entered };
}

describe('ThrottleGate', () => {
  test('a closed gate lets one probe through, and each success doubles its concurrency', async () => {
    const { clock, leave, entered } = await closedGate(20);
    expect(await entered()).toBe(0);
    clock.advance(999);
    expect(await entered()).toBe(0);
    clock.advance(1);
    expect(await entered()).toBe(1);
    leave({ kind: 'answered' });
    expect(await entered()).toBe(3);
    leave({ kind: 'answered' });
    expect(await entered()).toBe(6);
  });

  test('a throttled probe closes the gate again', async () => {
    const { clock, leave, entered } = await closedGate(5);
    clock.advance(1000);
    expect(await entered()).toBe(1);
    leave({ kind: 'throttled', delayMs: 2000, minDelayMs: 2000, isAsked: false });
    clock.advance(1999);
    expect(await entered()).toBe(1);
    clock.advance(1);
    expect(await entered()).toBe(2);
  });

  test('a Retry-After closes the gate for an hour at most', async () => {
    const clock = new TestClock();
    const gate = new ThrottleGate(clock);
    (await gate.enter(signal)).leave({
      kind: 'throttled',
      delayMs: 9_999_999_999_000,
      minDelayMs: 9_999_999_999_000,
      isAsked: true,
    });
    expect(gate.opensInMs).toBe(3_600_000);
  });

  test.each([
    [0, 1300],
    [400, 1000],
  ])(
    'when everything in flight is refused, the gate closes for the pause of the first and the least of the others: after %i ms',
    async (afterMs, opensInMs) => {
      const clock = new TestClock();
      const gate = new ThrottleGate(clock);
      const slots = [await gate.enter(signal), await gate.enter(signal), await gate.enter(signal)];
      slots[0]?.leave({ kind: 'throttled', delayMs: 1300, minDelayMs: 1000, isAsked: false });
      slots[1]?.leave({ kind: 'throttled', delayMs: 2000, minDelayMs: 1000, isAsked: false });
      expect(gate.opensInMs).toBe(0);
      clock.advance(afterMs);
      slots[2]?.leave({ kind: 'throttled', delayMs: 1900, minDelayMs: 1000, isAsked: false });
      expect(gate.opensInMs).toBe(opensInMs);
    },
  );

  test('a failed probe is followed by a single probe', async () => {
    const { clock, leave, entered } = await closedGate(5);
    clock.advance(1000);
    expect(await entered()).toBe(1);
    leave({ kind: 'failed' });
    expect(await entered()).toBe(2);
  });

  test('aborting the last waiting caller clears the timer of the gate', async () => {
    const clock = new TestClock();
    const gate = new ThrottleGate(clock);
    (await gate.enter(signal)).leave({ kind: 'throttled', delayMs: 1000, minDelayMs: 1000, isAsked: false });
    const controller = new AbortController();
    const waiting = gate.enter(controller.signal);
    expect(clock.pendingTimers).toBe(1);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    expect(clock.pendingTimers).toBe(0);
  });
});

test('no invocation is lost or runs twice when fifty callers are throttled', async () => {
  let running = 0;
  const seen = new Map<string, number>();
  const invocation: Reply = (response, request) => {
    const id = String(request.headers['x-request-id']);
    // The platform allows a concurrency of two.
    if (running >= 2) return json(429, {})(response, request);
    running += 1;
    seen.set(id, (seen.get(id) ?? 0) + 1);
    setImmediate(() => {
      running -= 1;
      json(200, id)(response, request);
    });
  };
  await using platform = await ScriptedPlatform.start({ invocation });
  const retry = { maxAttempts: 10 };
  await using client = new FunctionsClient({
    ...platform.options,
    clock: new TestClock('paced'),
    deadlineMs: 3_600_000,
    retry,
  });
  const calls = Array.from({ length: 50 }, () => client.invoke({ lambdaUuid: LAMBDA }));
  const outcomes = await Promise.allSettled(calls);
  const answered = outcomes.filter(({ status }) => status === 'fulfilled');
  // A call that was refused too often fails with a refusal.
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected')
      expect(outcome.reason).toMatchObject({ code: 'rate-limited', delivery: 'rejected' });
  }
  expect(answered).toHaveLength(seen.size);
  expect([...seen.values()].every((runs) => runs === 1)).toBe(true);
});

test('a call whose deadline is before the gate opens fails at once and gives retryAfterMs', async () => {
  await using platform = await ScriptedPlatform.start({ invocation: json(429, {}, { 'retry-after': '30' }) });
  const clock = new TestClock();
  await using client = new FunctionsClient({ ...platform.options, clock, deadlineMs: 20_000 });
  await expect(client.invoke({ lambdaUuid: LAMBDA })).rejects.toMatchObject({
    delivery: 'rejected',
    attempts: 1,
  });
  const failed = client.invoke({ lambdaUuid: LAMBDA });
  await expect(failed).rejects.toMatchObject({
    code: 'rate-limited',
    delivery: 'not-sent',
    retryAfterMs: 30_500,
  });
  expect(platform.count('invocation')).toBe(1);
});
