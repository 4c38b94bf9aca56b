import { afterEach, describe, expect, test } from '@jest/globals';
import { ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { until } from '@lp-faas/testing/until';
import type { Node } from '@node-red/registry';
import { account, invoke, listener, stored, TAB, watcher } from './support/flows.js';
import { echo, HeldAnswers } from './support/held-answers.js';
import { Arrivals, type DeployType, type FlowNode, TestRuntime, VERSIONS } from './support/node-red.js';

const DEPLOYS: readonly DeployType[] = ['full', 'flows', 'nodes'];
const NAMES = ['out', 'failures', 'completed', 'caught'] as const;

/** Half a second in which running invocations may end. */
const SETTINGS = { nodeCloseTimeout: 2500 };

const REST = [...NAMES.map(listener), watcher('complete', 'completed'), watcher('catch', 'caught')];

describe.each(VERSIONS)('on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version, SETTINGS);
  afterEach(() => runtime.close());

  const deploy = async (nodes: readonly FlowNode[], type: DeployType = 'full') => {
    await runtime.deploy([TAB, ...nodes, ...REST], stored, type);
    const arrivals = NAMES.map((id) => [id, new Arrivals(runtime.node(id))]);
    return Object.fromEntries(arrivals) as Record<(typeof NAMES)[number], Arrivals>;
  };
  const errors = ({ messages }: Arrivals) =>
    messages.map(({ payload, error }) => {
      const { code, cause } = Object(error);
      return [payload, code, cause.delivery, cause.retryable];
    });
  const lost = (): string[] =>
    runtime.logged
      .filter((line) => line.includes('error.lost'))
      .map((line) => line.split('error.lost ')[1] ?? '');
  const payloads = ({ messages }: Arrivals) => messages.map(({ payload }) => payload).sort();

  describe.each(DEPLOYS)('a deploy of type %s', (type) => {
    test.each<[string, (platform: ScriptedPlatform) => FlowNode[]]>([
      [
        'the name of the node',
        (platform) => [account(platform), invoke({ concurrency: 2, name: 'changed' })],
      ],
      [
        'the position of the node',
        (platform) => [account(platform), invoke({ concurrency: 2, x: 400, l: false })],
      ],
      [
        'the name of its account',
        (platform) => [account(platform, { name: 'B' }), invoke({ concurrency: 2 })],
      ],
    ])('that changes only %s cuts nothing', async (_, changed) => {
      const held = new HeldAnswers();
      await using platform = await ScriptedPlatform.start({ invocation: held.reply });
      await deploy([account(platform), invoke({ concurrency: 2 })]);
      for (const n of [1, 2, 3, 4]) runtime.send('invoke', { payload: n, _msgid: `m${n}`, topic: 'kept' });
      await held.hold(2);
      // The deploy ends although both invocations still run.
      const { out, completed, caught } = await deploy(changed(platform), type);
      runtime.send('invoke', { payload: 5, _msgid: 'm5', topic: 'kept' });
      expect(held.count).toBe(2);
      platform.set('invocation', echo);
      held.release();
      await completed.first(5);
      expect(payloads(out)).toEqual([1, 2, 3, 4, 5]);
      for (const message of out.messages)
        expect(message).toMatchObject({ _msgid: `m${message.payload}`, topic: 'kept' });
      expect([completed.messages.length, caught.messages, lost()]).toEqual([5, [], []]);
      expect([platform.count('invocation'), platform.count('token')]).toEqual([5, 1]);
    });

    test.each<[string, object, object, object]>([
      ['the node', {}, { deadlineMs: '50000' }, {}],
      ['the account', {}, {}, { trustedDomains: 'example.com' }],
    ])(
      'that changes a setting of %s ends what waits, and running messages may end',
      async (_, before, after, changes) => {
        const held = new HeldAnswers();
        await using platform = await ScriptedPlatform.start({ invocation: held.reply });
        await deploy([account(platform), invoke({ concurrency: 2, ...before })]);
        for (const n of [1, 2, 3]) runtime.send('invoke', { payload: n, _msgid: `m${n}` });
        await held.hold(2);
        const nodes = [account(platform, changes), invoke({ concurrency: 2, ...after })];
        const { out, completed, caught } = await deploy(nodes, type);
        await caught.first(1);
        expect(errors(caught)).toEqual([[3, 'aborted', 'not-sent', true]]);
        held.release((all) => all.slice(0, 1));
        await completed.first(1);
        expect(payloads(out)).toEqual([1]);
        await caught.first(2);
        expect(errors(caught)[1]).toEqual([2, 'aborted', 'unknown', false]);
        expect(caught.messages.map(({ error }) => Object(error).message)).toEqual([
          expect.stringContaining('error.stopped-waiting'),
          expect.stringContaining('error.stopped-running'),
        ]);
        expect(lost()).toEqual(['m3 not-sent', 'm2 unknown']);
        expect(platform.count('invocation')).toBe(2);
        platform.set('invocation', echo);
        runtime.send('invoke', { payload: 'new' });
        await completed.first(2);
        expect([out.messages.length, caught.messages.length]).toEqual([2, 2]);
      },
    );

    test('that removes the node ends its messages, and names each in the log', async () => {
      const held = new HeldAnswers();
      await using platform = await ScriptedPlatform.start({ invocation: held.reply });
      const before = await deploy([account(platform), invoke({ concurrency: 2 })]);
      const listeners = () => runtime.events.listenerCount('flows:stopping');
      const usual = listeners();
      for (const n of [1, 2, 3]) runtime.send('invoke', { payload: n, _msgid: `m${n}` });
      await held.hold(2);
      const after = await deploy([account(platform)], type);
      const { out, caught } = type === 'nodes' ? before : after;
      if (type === 'full') {
        await runtime.printed('error.lost m2');
        // Nothing can be delivered any more.
        expect(lost().sort()).toEqual(['m1 unknown', 'm2 unknown', 'm3 not-sent']);
        expect([...out.messages, ...caught.messages]).toEqual([]);
        return;
      }
      await caught.first(1);
      held.release((all) => all.slice(0, 1));
      await out.first(1);
      await caught.first(2);
      expect(payloads(out)).toEqual([1]);
      expect(errors(caught)).toEqual([
        [3, 'aborted', 'not-sent', true],
        [2, 'aborted', 'unknown', false],
      ]);
      expect(lost()).toEqual(['m3 not-sent', 'm2 unknown']);
      expect(listeners()).toBe(usual);
    });

    test.each(['parts', 'join'])(
      'that changes only the name goes on with an array in mode %s',
      async (batch) => {
        const held = new HeldAnswers();
        await using platform = await ScriptedPlatform.start({ invocation: held.reply });
        await deploy([account(platform), invoke({ batch, concurrency: 1 })]);
        runtime.send('invoke', { payload: [1, 2, 3] });
        await held.hold(1);
        const changed = [account(platform), invoke({ batch, concurrency: 1, name: 'changed' })];
        const { out, completed } = await deploy(changed, type);
        platform.set('invocation', echo);
        held.release();
        await completed.first(1);
        expect(out.messages.map(({ payload }) => payload)).toEqual(
          batch === 'join' ? [[1, 2, 3]] : [1, 2, 3],
        );
      },
    );

    test('that changes a setting ends the rest of an array, and tells what ran', async () => {
      const held = new HeldAnswers();
      await using platform = await ScriptedPlatform.start({ invocation: held.reply });
      const batch = { batch: 'join', concurrency: 1 };
      await deploy([account(platform), invoke(batch)]);
      runtime.send('invoke', { payload: [1, 2, 3], _msgid: 'list' });
      await held.hold(1);
      const { caught } = await deploy([account(platform), invoke({ ...batch, attempts: '2' })], type);
      held.release();
      const [failed] = await caught.first(1);
      const aborted = { code: 'aborted', delivery: 'not-sent' };
      const failures = [1, 2].map((index) => ({ ...aborted, index }));
      expect(failed).toMatchObject({ error: { code: 'aborted', cause: { count: 3, failures } } });
      expect(failed).toMatchObject({ payload: [1, 2, 3], livepersonFunctions: { results: [1, null, null] } });
      expect(lost()).toEqual(['list not-sent']);
    });

    test('during a grace restarts the node once more, and the messages go to its newest instance', async () => {
      const held = new HeldAnswers();
      await using platform = await ScriptedPlatform.start({ invocation: held.reply });
      await deploy([account(platform), invoke({ concurrency: 1 })]);
      runtime.send('invoke', { payload: 1, _msgid: 'm1' });
      await held.hold(1);
      await deploy([account(platform), invoke({ concurrency: 2 })], type);
      runtime.send('invoke', { payload: 2, _msgid: 'm2' });
      await held.hold(2);
      const { out, completed } = await deploy([account(platform), invoke({ concurrency: 3 })], type);
      held.release();
      await completed.first(2);
      expect([payloads(out), lost()]).toEqual([[1, 2], []]);
    });

    test('that renames a node inside a subflow cuts nothing', async () => {
      const held = new HeldAnswers();
      await using platform = await ScriptedPlatform.start({ invocation: held.reply });
      const ports = { in: [{ wires: [{ id: 'invoke' }] }], out: [{ wires: [{ id: 'invoke', port: 0 }] }] };
      const flow = (name: string): FlowNode[] => [
        account(platform),
        { id: 'inner', type: 'subflow', name: 'Inner', ...ports },
        invoke({ z: 'inner', wires: [[]], name }),
        { id: 'outer', type: 'subflow:inner', z: 'flow', x: 1, y: 1, wires: [['out']] },
      ];
      await deploy(flow('before'));
      runtime.send('outer', { payload: 1, topic: 'kept' });
      await held.hold(1);
      const { out } = await deploy(flow('after'), type);
      held.release();
      expect((await out.first(1))[0]).toMatchObject({ payload: 1, topic: 'kept' });
      expect(lost()).toEqual([]);
    });

    test('lets a closed instance neither send nor show anything', async () => {
      const held = new HeldAnswers();
      await using platform = await ScriptedPlatform.start({ invocation: held.reply });
      await deploy([account(platform), invoke()]);
      const old = runtime.node('invoke');
      runtime.send('invoke', { payload: 1 });
      await held.hold(1);
      const calls = recordCalls(old);
      const { completed } = await deploy([account(platform), invoke({ name: 'changed' })], type);
      expect(runtime.node('invoke')).not.toBe(old);
      old.receive({ payload: 'to a closed node' });
      held.release();
      await completed.first(1);
      expect(calls()).toEqual([]);
      expect(platform.count('invocation')).toBe(1);
    });

    test('goes on with the status of the running messages', async () => {
      const held = new HeldAnswers();
      await using platform = await ScriptedPlatform.start({ invocation: held.reply });
      await deploy([account(platform), invoke()]);
      runtime.send('invoke', { payload: 1 });
      await held.hold(1);
      const shown: unknown[] = [];
      const record = ({ id, status }: { id: string; status?: { text?: string } }): void => {
        if (id === 'invoke' && status) shown.push(status.text);
      };
      runtime.events.on('node-status', record);
      await deploy([account(platform), invoke({ name: 'changed' })], type);
      const restarted = [...shown];
      await deploy([account(platform), invoke({ deadlineMs: '1000' })], type);
      runtime.events.off('node-status', record);
      expect(restarted).toEqual(['liveperson-functions-invoke.status.running 1 0']);
      // The invocation of the changed node is none of the new settings.
      expect(shown.slice(1)).toEqual([undefined]);
      held.release();
    });
  });

  test('a call that a stopped node did not finish says nothing about its account', async () => {
    await using platform = await ScriptedPlatform.start({ token: () => undefined });
    await deploy([account(platform), invoke()]);
    const shown: unknown[] = [];
    runtime.events.on('node-status', ({ id, status }) => id === 'account' && shown.push(status));
    runtime.send('invoke', { payload: 1 });
    await until(() => platform.count('token') === 1);
    const { caught } = await deploy([account(platform), invoke({ deadlineMs: '50000' })], 'nodes');
    await caught.first(1);
    expect(errors(caught)).toEqual([[1, 'aborted', 'not-sent', false]]);
    expect(shown).toEqual([]);
  });

  test('a result leaves by the new wires when the node was wired anew', async () => {
    const held = new HeldAnswers();
    await using platform = await ScriptedPlatform.start({ invocation: held.reply });
    await deploy([account(platform), invoke()]);
    runtime.send('invoke', { payload: 1 });
    await held.hold(1);
    const { failures, out } = await deploy(
      [account(platform), invoke({ name: 'b', wires: [['failures']] })],
      'nodes',
    );
    held.release();
    await failures.first(1);
    expect(out.messages).toEqual([]);
  });

  test('an error reaches Catch after a deploy that restarted the Catch node with the node', async () => {
    const held = new HeldAnswers();
    await using platform = await ScriptedPlatform.start({ invocation: held.reply });
    await deploy([account(platform), invoke()]);
    runtime.send('invoke', { payload: 1 });
    await held.hold(1);
    const other = { ...watcher('catch', 'failures'), id: 'catch-node', name: 'changed' };
    const rest = REST.filter(({ id }) => id !== 'catch-node');
    await runtime.deploy(
      [TAB, account(platform), invoke({ deadlineMs: '9' }), ...rest, other],
      stored,
      'nodes',
    );
    const failures = new Arrivals(runtime.node('failures'));
    expect((await failures.first(1))[0]).toMatchObject({ payload: 1, error: { code: 'aborted' } });
  });

  test('when flows are stopped and not started again, each message that has not ended is named in the log', async () => {
    const held = new HeldAnswers();
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { completed } = await deploy([account(platform), invoke({ concurrency: 1 })]);
    runtime.send('invoke', { payload: 0, _msgid: 'm0' });
    await completed.first(1);
    platform.set('invocation', held.reply);
    for (const n of [1, 2]) runtime.send('invoke', { payload: n, _msgid: `m${n}` });
    await held.hold(1);
    await runtime.stopFlows();
    await runtime.printed('error.lost m1');
    expect(lost().sort()).toEqual(['m1 unknown', 'm2 not-sent']);
  });

  test('an account that a deploy of the API brings back is found again, and the status of the node is cleared', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    await deploy([account(platform), invoke()]);
    const statuses: unknown[] = [];
    const record = ({ id, status }: { id: string; status: object }): void => {
      if (id === 'invoke') statuses.push(status);
    };
    runtime.events.on('node-status', record);
    const { caught } = await deploy([invoke()], 'flows');
    runtime.send('invoke', { payload: 1 });
    expect((await caught.first(1))[0]).toMatchObject({ error: { code: 'invalid-options' } });
    const without = runtime.node('invoke');
    const { out } = await deploy([account(platform), invoke()], 'nodes');
    expect(runtime.node('invoke')).toBe(without);
    runtime.send('invoke', { payload: 2 });
    await out.first(1);
    runtime.events.off('node-status', record);
    const text = 'liveperson-functions-invoke.status.no-account';
    expect(statuses).toContainEqual({ fill: 'red', shape: 'ring', text });
    expect(runtime.node('account')).toMatchObject({ users: { invoke: without } });
  });

  test('an account that goes on forgets a node that was removed', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { out } = await deploy([account(platform), invoke()]);
    runtime.send('invoke', { payload: 1 });
    await out.first(1);
    const kept = runtime.node('account');
    expect(Object.keys(Object(kept).users)).toEqual(['invoke']);
    await deploy([account(platform)], 'nodes');
    expect(runtime.node('account')).toBe(kept);
    expect(Object(kept).users).toEqual({});
  });

  test('a token stays valid over a full deploy', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    for (const n of [1, 2, 3]) {
      const { out } = await deploy([account(platform), invoke()]);
      runtime.send('invoke', { payload: n });
      await out.first(1);
    }
    expect(platform.count('invocation')).toBe(3);
    expect(platform.count('token')).toBe(1);
  });

  test('a new secret is used as soon as it is deployed', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const flow = [TAB, account(platform), invoke(), listener('out')];
    for (const clientSecret of ['one', 'two']) {
      await runtime.deploy(flow, { account: { ...stored.account, clientSecret } });
      const out = new Arrivals(runtime.node('out'));
      runtime.send('invoke', {});
      await out.first(1);
    }
    const bodies = platform.arrived.filter(({ service }) => service === 'token').map(({ body }) => body);
    expect(bodies.map((body) => new URLSearchParams(body).get('client_secret'))).toEqual(['one', 'two']);
  });

  test.each<[string, (round: number) => object]>([
    ['the same settings', () => ({})],
    ['other settings', (round) => ({ deadlineMs: String(1000 + round) })],
  ])('200 deploys with %s leave no connection, timer or listener behind', async (_, changes) => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const used = async (round: number): Promise<void> => {
      const { out } = await deploy([account(platform), invoke(changes(round))]);
      runtime.send('invoke', {});
      await out.first(1);
    };
    for (let round = 0; round < 5; round += 1) await used(round);
    const before = openResources(runtime, platform);
    for (let round = 0; round < 200; round += 1) await used(round);
    const after = openResources(runtime, platform);
    expect(after.listeners).toBe(before.listeners);
    expect(after.connections).toBeLessThanOrEqual(before.connections + 1);
    expect(after.timers).toBeLessThanOrEqual(before.timers + 1);
  });
});

/** Records the names of the calls of a node that others could see; the calls still take effect. */
function recordCalls(node: Node): () => string[] {
  const names = ['send', 'error', 'warn', 'status', '_complete'] as const;
  const calls: string[] = [];
  for (const name of names) {
    const { [name]: own } = node as unknown as Record<string, (...args: unknown[]) => unknown>;
    Object.assign(node, {
      [name]: (...args: unknown[]) => {
        calls.push(name);
        return own?.apply(node, args);
      },
    });
  }
  return () => calls;
}

/** Counts of everything that a closed node could leave behind. */
function openResources(runtime: TestRuntime, platform: ScriptedPlatform) {
  const { events } = runtime;
  const listeners = events.eventNames().reduce((sum, name) => sum + events.listenerCount(name), 0);
  const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const open = platform.connections.filter(({ destroyed }) => !destroyed);
  return { listeners, timers, connections: open.length };
}
