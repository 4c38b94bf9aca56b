import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import type { Node } from '@node-red/registry';
import { account, invoke, listener, stored, TAB, watcher } from './support/flows.js';
import { echo, HeldAnswers } from './support/held-answers.js';
import { Arrivals, type DeployType, TestRuntime, VERSIONS } from './support/node-red.js';

const DEPLOYS: readonly DeployType[] = ['full', 'flows', 'nodes'];

describe.each(VERSIONS)('on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(() => runtime.close());

  test.each(DEPLOYS)(
    'a deploy of type %s aborts running invocations, and the closed node sends nothing',
    async (type) => {
      const held = new HeldAnswers();
      await using platform = await ScriptedPlatform.start({ invocation: held.reply });
      const watchers = [watcher('complete', 'completed'), watcher('catch', 'caught')];
      const rest = [
        account(platform),
        listener('out'),
        listener('completed'),
        listener('caught'),
        ...watchers,
      ];
      await runtime.deploy([TAB, invoke({ concurrency: 2 }), ...rest], stored);
      const old = runtime.node('invoke');
      for (const n of [1, 2, 3]) runtime.send('invoke', { payload: `old ${n}` });
      await held.hold(2);
      const early = ['out', 'completed', 'caught'].map((id) => new Arrivals(runtime.node(id)));
      const lateCalls = recordCalls(old);
      await runtime.deploy([TAB, invoke({ concurrency: 2, name: 'changed' }), ...rest], stored, type);
      expect(runtime.node('invoke')).not.toBe(old);
      const arrivals = ['out', 'completed', 'caught'].map((id) => new Arrivals(runtime.node(id)));
      const [out, completed, caught] = arrivals as [Arrivals, Arrivals, Arrivals];
      held.release();
      old.receive({ payload: 'to a closed node' });
      platform.set('invocation', echo);
      runtime.send('invoke', { payload: 'new' });
      await completed.first(1);
      expect(out.messages.map(({ payload }) => payload)).toEqual(['new']);
      expect(completed.messages).toHaveLength(1);
      expect(caught.messages).toHaveLength(0);
      // These have listened since before the deploy: the old instance must not have sent them anything.
      const isOld = ({ payload }: { payload?: unknown }) => String(payload).startsWith('old');
      expect(early.flatMap(({ messages }) => messages).filter(isOld)).toEqual([]);
      // After a full deploy no node listens to the old instance any more, but the log and the editor would show its calls.
      expect(lateCalls()).toEqual(['status', 'warn']);
      // Two of the old messages were aborted, the third was never sent.
      expect(platform.count('invocation')).toBe(3);
      expect(runtime.logged).toContainEqual(expect.stringContaining('error.closed'));
    },
  );

  test.each(['parts', 'join'])(
    'a deploy aborts an array in mode %s, and the closed node sends no results',
    async (batch) => {
      const held = new HeldAnswers();
      await using platform = await ScriptedPlatform.start({ invocation: held.reply });
      const watchers = [watcher('complete', 'completed'), watcher('catch', 'caught')];
      const rest = [account(platform), ...['out', 'completed', 'caught'].map(listener), ...watchers];
      await runtime.deploy([TAB, invoke({ batch }), ...rest], stored);
      const arrivals = ['out', 'completed', 'caught'].map((id) => new Arrivals(runtime.node(id)));
      const [out, completed, caught] = arrivals as [Arrivals, Arrivals, Arrivals];
      runtime.send('invoke', { payload: ['old 1', 'old 2'] });
      await held.hold(2);
      await runtime.deploy([TAB, invoke({ batch, name: 'changed' }), ...rest], stored, 'nodes');
      held.release();
      platform.set('invocation', echo);
      runtime.send('invoke', { payload: ['new'] });
      await completed.first(1);
      expect(out.messages.map(({ payload }) => payload)).toEqual(batch === 'join' ? [['new']] : ['new']);
      expect(caught.messages).toEqual([]);
      expect(completed.messages).toHaveLength(1);
    },
  );

  test('a node that is closed while it waits for a token does not change the status of its account', async () => {
    const tokens = new HeldAnswers();
    await using platform = await ScriptedPlatform.start({ token: tokens.reply, invocation: echo });
    const statuses: unknown[] = [];
    await runtime.deploy([TAB, account(platform), invoke()], stored);
    const record = ({ id, status }: { id: string; status: object }): void => {
      if (id === 'account') statuses.push(status);
    };
    runtime.events.on('node-status', record);
    runtime.send('invoke', { payload: 1 });
    await tokens.hold(1);
    await runtime.deploy([TAB, account(platform), invoke({ name: 'changed' })], stored, 'nodes');
    await setImmediate();
    runtime.events.off('node-status', record);
    expect(statuses).toEqual([]);
  });

  test('a token stays valid over a full deploy', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const flow = [TAB, account(platform), invoke(), listener('out')];
    for (const n of [1, 2, 3]) {
      await runtime.deploy(flow, stored);
      const out = new Arrivals(runtime.node('out'));
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

  test('200 deploys leave no connection, timer or listener behind', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const flow = [TAB, account(platform), invoke(), listener('out')];
    const used = async (): Promise<void> => {
      await runtime.deploy(flow, stored);
      const out = new Arrivals(runtime.node('out'));
      runtime.send('invoke', {});
      await out.first(1);
    };
    for (let round = 0; round < 5; round += 1) await used();
    const before = openResources(runtime, platform);
    for (let round = 0; round < 200; round += 1) await used();
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
