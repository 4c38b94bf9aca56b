import { afterEach, describe, expect, test } from '@jest/globals';
import { ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, invoke, listener, stored, TAB, watcher } from './support/flows.js';
import { echo, HeldAnswers } from './support/held-answers.js';
import { Arrivals, TestRuntime, VERSIONS } from './support/node-red.js';

/** Keeps all timers from firing for longer than a message of these tests may wait. */
function block(): void {
  const until = performance.now() + 80;
  while (performance.now() < until);
}

describe.each(VERSIONS)('on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(() => runtime.close());

  const start = async (platform: ScriptedPlatform, changes: object) => {
    const rest = [watcher('catch', 'caught'), ...['out', 'caught'].map(listener)];
    await runtime.deploy([TAB, account(platform), invoke(changes), ...rest], stored);
    return { out: new Arrivals(runtime.node('out')), caught: new Arrivals(runtime.node('caught')) };
  };
  const WAITED = {
    code: 'timeout',
    message: expect.stringContaining('error.waited 50'),
    cause: { phase: 'options', delivery: 'not-sent', retryable: true },
  };

  /** Gives expressions a function that blocks, and one that never ends. */
  const withFunctions = (): (() => void) => {
    const { util } = runtime;
    const { prepareJSONataExpression: prepare } = util;
    util.prepareJSONataExpression = (...args) => {
      const expression = prepare(...args);
      expression.registerFunction('never', () => new Promise(() => undefined));
      expression.registerFunction('block', block);
      return expression;
    };
    return () => {
      util.prepareJSONataExpression = prepare;
    };
  };

  test('messages that wait longer than the longest wait fail unsent, while the running one goes on', async () => {
    const held = new HeldAnswers();
    await using platform = await ScriptedPlatform.start({ invocation: held.reply });
    const { out, caught } = await start(platform, { concurrency: 1, maxWaitMs: 50 });
    for (const n of [1, 2, 3]) runtime.send('invoke', { payload: n });
    await held.hold(1);
    const failed = await caught.first(2);
    expect(failed.map(({ payload }) => payload)).toEqual([2, 3]);
    for (const { error } of failed) expect(error).toMatchObject(WAITED);
    // The one that runs waited no longer than that, however long its answer takes.
    held.release();
    expect((await out.first(1))[0]?.payload).toBe(1);
    platform.set('invocation', echo);
    runtime.send('invoke', { payload: 4 });
    expect((await out.first(2))[1]?.payload).toBe(4);
    expect(platform.count('invocation')).toBe(2);
  });

  test('with order kept, a message that waited too long fails at once, and later results keep their order', async () => {
    const held = new HeldAnswers();
    await using platform = await ScriptedPlatform.start({ invocation: held.reply });
    const late = { payload: 'late ? $never(payload) : payload', payloadType: 'jsonata' };
    const { out, caught } = await start(platform, { concurrency: 3, maxWaitMs: 50, ordered: true, ...late });
    const restore = withFunctions();
    for (const n of [1, 2, 3]) runtime.send('invoke', { payload: n, late: n === 2 });
    await held.hold(2);
    // The first still runs.
    expect((await caught.first(1))[0]).toMatchObject({ payload: 2, error: WAITED });
    held.release((all) => [...all].reverse());
    expect((await out.first(2)).map(({ payload }) => payload)).toEqual([1, 3]);
    restore();
  });

  test('the elements of an array that wait longer fail, and the error says which ran', async () => {
    const held = new HeldAnswers();
    await using platform = await ScriptedPlatform.start({ invocation: held.reply });
    const { caught } = await start(platform, { concurrency: 1, maxWaitMs: '50', batch: 'join' });
    runtime.send('invoke', { payload: [1, 2] });
    await held.hold(1);
    // Another message, so that the first may be observed to have waited.
    runtime.send('invoke', { payload: ['other'] });
    await caught.first(1);
    held.release();
    const [, failed] = await caught.first(2);
    const cause = { failures: [{ index: 1, code: 'timeout', delivery: 'not-sent' }] };
    expect(failed).toMatchObject({ error: { cause }, livepersonFunctions: { results: [1, null] } });
  });

  test.each([
    ['blocks', '$block(payload)'],
    ['never ends', '$never(payload)'],
  ])('an expression that %s counts as waiting, and its message is not sent', async (_, payload) => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { caught, out } = await start(platform, { maxWaitMs: 50, payload, payloadType: 'jsonata' });
    const restore = withFunctions();
    runtime.send('invoke', { payload: 1 });
    const [failed] = await caught.first(1);
    restore();
    expect(failed).toMatchObject({ payload: 1, error: WAITED });
    expect([platform.count('invocation'), out.messages]).toEqual([0, []]);
  });

  test.each(['', 0, 'abc', -1, null])('with a longest wait of %p there is no limit', async (maxWaitMs) => {
    const held = new HeldAnswers();
    await using platform = await ScriptedPlatform.start({ invocation: held.reply });
    const { out, caught } = await start(platform, { concurrency: 1, maxWaitMs });
    for (const n of [1, 2]) runtime.send('invoke', { payload: n });
    await held.hold(1);
    held.release();
    await held.hold(1);
    held.release();
    expect((await out.first(2)).map(({ payload }) => payload)).toEqual([1, 2]);
    expect(caught.messages).toEqual([]);
  });
});
