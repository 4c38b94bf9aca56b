import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { until } from '@lp-faas/testing/until';
import { FunctionsClient } from '../src/index.js';
import { Deadline, DeadlineExpired } from '../src/resilience/deadline.js';
import { input, withClient } from './support/client.js';

describe('Deadline', () => {
  test.each([
    ['no time is allowed', new TestClock(), 0, 0],
    ['its time had run out before', new TestClock(), 1000, -1000],
  ])('the signal of a deadline is aborted from the start when %s', (_, clock, ms, startedAt) => {
    using deadline = new Deadline(clock, ms, [], startedAt);
    expect(deadline.signal.reason).toEqual(new DeadlineExpired(ms));
    expect(clock.pendingTimers).toBe(0);
  });

  test('the signal of a deadline is aborted when its work is over, also if it was not used before', () => {
    const clock = new TestClock();
    const used = new Deadline(clock, 1000);
    expect(used.signal.aborted).toBe(false);
    const unused = new Deadline(clock, 1000);
    for (const deadline of [used, unused]) {
      deadline[Symbol.dispose]();
      expect([deadline.signal.aborted, clock.pendingTimers]).toEqual([true, 0]);
    }
  });

  test('the reason of its signal says what ended it', () => {
    const clock = new TestClock();
    using expired = new Deadline(clock, 5);
    const { signal } = expired;
    clock.advance(5);
    const over = new Deadline(clock, 5);
    over[Symbol.dispose]();
    expect([signal.reason.message, over.signal.reason.message]).toEqual([
      'The time allowed, 5 ms, ran out',
      'The work is over',
    ]);
  });

  test('the signal of a deadline stays as it is after the work when nothing waits for it any more', () => {
    const deadline = new Deadline(new TestClock(), 1000);
    const { signal } = deadline;
    deadline.done();
    deadline[Symbol.dispose]();
    expect(signal.aborted).toBe(false);
  });

  test('a part of a deadline ends after its own time, and with the whole at the latest', () => {
    const clock = new TestClock();
    using whole = new Deadline(clock, 1000);
    using short = whole.part(999, 0);
    using long = whole.part(1000, 0);
    clock.advance(999);
    expect([short.signal.aborted, long.signal.aborted]).toEqual([true, false]);
    expect([short.signal.reason, whole.remainingMs]).toEqual([new DeadlineExpired(999), 1]);
    clock.advance(1);
    expect([long.signal.reason, whole.isOverAt(1000), whole.isOverAt(999)]).toEqual([
      new DeadlineExpired(1000),
      true,
      false,
    ]);
  });
});

describe('deadlines and aborts', () => {
  test('a call fails with timeout when its deadline expires, in every phase', async () => {
    for (const service of ['domain', 'token', 'invocation'] as const) {
      await using platform = await ScriptedPlatform.start({ [service]: () => undefined });
      const clock = new TestClock();
      platform.set(service, () => clock.advance(5000));
      const failed = withClient(platform, (client) => client.invoke(input), { clock, deadlineMs: 5000 });
      const delivery = service === 'invocation' ? 'unknown' : 'not-sent';
      const problem = expect.stringContaining('(5000 ms)');
      await expect(failed).rejects.toMatchObject({ code: 'timeout', phase: service, delivery, problem });
    }
  });

  test('a call fails with timeout when one request exceeds the attempt timeout', async () => {
    await using platform = await ScriptedPlatform.start();
    const clock = new TestClock();
    platform.set('invocation', () => clock.advance(40_000));
    const failed = withClient(platform, (client) => client.invoke(input), { clock });
    await expect(failed).rejects.toMatchObject({ code: 'timeout', delivery: 'unknown', attempts: 1 });
  });

  test('a call fails with the code of the service that does not respond within ten seconds', async () => {
    for (const [service, code] of [
      ['domain', 'domain-unavailable'],
      ['token', 'token-unavailable'],
    ] as const) {
      await using platform = await ScriptedPlatform.start();
      const clock = new TestClock();
      platform.set(service, () => clock.advance(10_000));
      const failed = withClient(platform, (client) => client.invoke(input), { clock });
      await expect(failed).rejects.toMatchObject({ code, phase: service, retryable: true });
    }
  });

  test('a call fails with aborted when its signal aborts, in every phase', async () => {
    for (const service of ['domain', 'token', 'invocation'] as const) {
      await using platform = await ScriptedPlatform.start();
      const controller = new AbortController();
      platform.set(service, () => controller.abort());
      const failed = withClient(platform, (client) => client.invoke(input, controller));
      await expect(failed).rejects.toMatchObject({ code: 'aborted', phase: service });
    }
  });

  test('a call with an aborted signal fails without a request', async () => {
    await using platform = await ScriptedPlatform.start();
    const signal = AbortSignal.abort();
    const failed = withClient(platform, (client) => client.invoke(input, { signal }));
    await expect(failed).rejects.toMatchObject({ code: 'aborted', delivery: 'not-sent' });
    expect(platform.arrived).toHaveLength(0);
  });

  test('closing the client aborts its calls and rejects new ones', async () => {
    await using platform = await ScriptedPlatform.start();
    const client = new FunctionsClient(platform.options);
    platform.set('invocation', () => void client.close());
    await expect(client.invoke(input)).rejects.toMatchObject({ code: 'aborted', delivery: 'unknown' });
    await expect(client.invoke(input)).rejects.toMatchObject({ code: 'aborted', delivery: 'not-sent' });
  });

  test('a call leaves no timer behind, whether it succeeds or fails', async () => {
    await using platform = await ScriptedPlatform.start();
    const clock = new TestClock();
    await withClient(
      platform,
      async (client) => {
        await client.invoke(input);
        platform.set('invocation', json(500, {}));
        await client.invoke(input).catch(() => undefined);
        expect(clock.pendingTimers).toBe(0);
      },
      { clock },
    );
  });
});

describe('deadlineMs of a call that invokes nothing', () => {
  test('ends isImplemented, and only for the caller who set it', async () => {
    const clock = new TestClock();
    await using platform = await ScriptedPlatform.start({ invocation: () => undefined });
    await withClient(
      platform,
      async (client) => {
        const short = client.isImplemented({ eventId: 'e' }, { deadlineMs: 1000 });
        const usual = client.isImplemented({ eventId: 'e' });
        const ends: string[] = [];
        short.catch(({ code }) => ends.push(`short ${code}`));
        usual.catch(({ code }) => ends.push(`usual ${code}`));
        await until(() => platform.count('invocation') === 2);
        clock.advance(1000);
        await expect(short).rejects.toMatchObject({ code: 'timeout', delivery: 'not-sent' });
        expect(ends).toEqual(['short timeout']);
        clock.advance(59_000);
        await expect(usual).rejects.toMatchObject({ code: 'timeout' });
      },
      { clock },
    );
  });

  test('may be longer than that of the client', async () => {
    const clock = new TestClock();
    const held: (() => void)[] = [];
    await using platform = await ScriptedPlatform.start({
      invocation: (response, request) => held.push(() => json(200, { implemented: true })(response, request)),
    });
    await withClient(
      platform,
      async (client) => {
        const asking = client.isImplemented({ eventId: 'e' }, { deadlineMs: 30_000 });
        await until(() => held.length === 1);
        clock.advance(10_000);
        held[0]?.();
        expect(await asking).toBe(true);
      },
      { clock, deadlineMs: 5000 },
    );
  });

  test('ends check, in the step that it came to', async () => {
    const clock = new TestClock();
    await using platform = await ScriptedPlatform.start({ token: () => undefined });
    await withClient(
      platform,
      async (client) => {
        const checking = client.check({ deadlineMs: 2000 });
        await until(() => platform.count('token') === 1);
        clock.advance(2000);
        const { steps } = await checking;
        expect(steps.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'failed', 'skipped', 'skipped']);
        expect(steps[2]?.error).toMatchObject({ code: 'timeout', phase: 'token' });
      },
      { clock },
    );
  });
});
