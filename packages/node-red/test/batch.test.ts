import { afterEach, describe, expect, test } from '@jest/globals';
import { json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import type { NodeMessageInFlow } from '@node-red/registry';
import { account, invoke, listener, stored, TAB, watcher } from './support/flows.js';
import { echo, HeldAnswers } from './support/held-answers.js';
import { Arrivals, TestRuntime, VERSIONS } from './support/node-red.js';

/** Rejects odd numbers. */
const evenOnly: Reply = (response, request) => {
  const { payload } = JSON.parse(request.body) as { payload: number };
  if (payload % 2 === 1) json(403, {})(response, request);
  else echo(response, request);
};

interface Failures {
  readonly failures: readonly { readonly index: number }[];
}

describe.each(VERSIONS)('on Node-RED %i, one invocation per element', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(() => runtime.close());

  const start = async (platform: ScriptedPlatform, batch: string, changes: object = {}) => {
    const watchers = [watcher('catch', 'caught'), watcher('complete', 'completed')];
    const listeners = ['out', 'caught', 'completed'].map(listener);
    await runtime.deploy(
      [TAB, account(platform), invoke({ batch, ...changes }), ...watchers, ...listeners],
      stored,
    );
    const [out, caught, completed] = ['out', 'caught', 'completed'].map(
      (id) => new Arrivals(runtime.node(id)),
    );
    return { out, caught, completed } as Record<'out' | 'caught' | 'completed', Arrivals>;
  };

  test('one result per element: the sequence can be joined, and contains the parts of the original message', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { out, completed } = await start(platform, 'parts');
    const parts = { id: 'outer', index: 4, count: 9 };
    runtime.send('invoke', { payload: ['a', 'b', 'c'], topic: 't', parts });
    const messages = await out.first(3);
    const sorted = [...messages].sort((one, other) => (one.parts?.index ?? 0) - (other.parts?.index ?? 0));
    expect(sorted.map(({ payload, topic }) => [payload, topic])).toEqual([
      ['a', 't'],
      ['b', 't'],
      ['c', 't'],
    ]);
    expect(sorted.map((message) => message.parts)).toMatchObject(
      [0, 1, 2].map((index) => ({ index, count: 3, type: 'array', parts })),
    );
    expect(new Set(messages.map((message) => message.parts?.id)).size).toBe(1);
    await completed.first(1);
    expect(completed.messages).toHaveLength(1);
  });

  test('one array of results is in the order of the elements', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { out } = await start(platform, 'join');
    runtime.send('invoke', { payload: [3, 1, 2], topic: 't' });
    const [message] = await out.first(1);
    expect(message).toMatchObject({ payload: [3, 1, 2], topic: 't' });
    expect(platform.count('invocation')).toBe(3);
  });

  test.each(['parts', 'join'])('mode %s: an empty array completes without an invocation', async (batch) => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { out, completed } = await start(platform, batch);
    runtime.send('invoke', { payload: [] });
    await completed.first(1);
    expect(out.messages.map(({ payload }) => payload)).toEqual(batch === 'join' ? [[]] : []);
    expect(platform.arrived).toHaveLength(0);
  });

  test.each([
    ['parts', ['a', 'b', 'c', 'd']],
    ['join', [['a', 'b'], [], ['c', 'd']]],
  ])(
    'mode %s with order kept: results leave in the order of the messages, with an empty array in its place',
    async (batch, results) => {
      const held = new HeldAnswers();
      await using platform = await ScriptedPlatform.start({ invocation: held.reply });
      const { out, completed } = await start(platform, batch, { ordered: true });
      for (const payload of [['a', 'b'], [], ['c', 'd']]) runtime.send('invoke', { payload });
      await held.hold(4);
      held.release((all) => all.reverse());
      await completed.first(3);
      expect(out.messages.map(({ payload }) => payload)).toEqual(results);
    },
  );

  test.each(['parts', 'join'])(
    'mode %s: one error lists the elements that failed, and the payload stays unchanged',
    async (batch) => {
      await using platform = await ScriptedPlatform.start({ invocation: evenOnly });
      const { out, caught, completed } = await start(platform, batch);
      runtime.send('invoke', { payload: [0, 1, 2, 3] });
      const [message] = await caught.first(1);
      expect(message).toMatchObject({
        payload: [0, 1, 2, 3],
        error: { code: 'forbidden', cause: { count: 4 } },
      });
      const { failures } = ((message as NodeMessageInFlow)['error'] as { cause: Failures }).cause;
      expect(failures.map(({ index }) => index)).toEqual([1, 3]);
      expect(out.messages.map(({ payload }) => payload).sort()).toEqual(batch === 'parts' ? [0, 2] : []);
      if (batch === 'join') {
        expect(message).toMatchObject({ livepersonFunctions: { results: [0, null, 2, null] } });
      }
      expect(caught.messages).toHaveLength(1);
      expect(completed.messages).toHaveLength(0);
    },
  );

  test.each([
    [[429, 429], true],
    [[429, 404], false],
  ])(
    'the statuses %j: the failure is worth a retry only if that of each element is',
    async (payload, retryable) => {
      await using platform = await ScriptedPlatform.start({
        invocation: (response, request) =>
          json((JSON.parse(request.body) as { payload: number }).payload, {})(response, request),
      });
      const { caught } = await start(platform, 'join', { attempts: '1', attemptsType: 'num' });
      runtime.send('invoke', { payload });
      expect((await caught.first(1))[0]).toMatchObject({ error: { cause: { retryable } } });
    },
  );

  test('a payload that is not an array fails', async () => {
    await using platform = await ScriptedPlatform.start();
    const { caught } = await start(platform, 'parts');
    const statuses: unknown[] = [];
    runtime.events.on('node-status', ({ id, status }) => id === 'invoke' && statuses.push(status));
    runtime.send('invoke', { payload: 'not an array' });
    const [message] = await caught.first(1);
    expect(statuses.at(-1)).toEqual({ fill: 'red', shape: 'ring', text: 'invalid-options' });
    expect(message).toMatchObject({ payload: 'not an array', error: { code: 'invalid-options' } });
  });
});
