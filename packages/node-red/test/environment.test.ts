import { afterEach, describe, expect, test } from '@jest/globals';
import { ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, invoke, listener, stored, TAB, watcher } from './support/flows.js';
import { echo } from './support/held-answers.js';
import { Arrivals, type FlowNode, TestRuntime, VERSIONS } from './support/node-red.js';

const UUIDS = ['8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10', '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11'] as const;
const FROM_ENVIRONMENT = { lambdaUuid: 'FUNCTION', lambdaUuidType: 'env' };

describe.each(VERSIONS)('on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(() => runtime.close());

  const invoked = ({ arrived }: ScriptedPlatform) =>
    arrived
      .filter(({ service }) => service === 'invocation')
      .map(({ url }) => /lambdas\/([^/]+)/.exec(url)?.[1]);

  test('in a subflow, account and function can be environment variables of each instance', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { accountId } = platform.options;
    const instance = (id: string, uuid: string): FlowNode => ({
      ...{ id, type: 'subflow:sub', z: 'flow', x: 1, y: 1, wires: [['out']] },
      env: [
        { name: 'ACCOUNT', type: 'str', value: accountId },
        { name: 'FUNCTION', type: 'str', value: uuid },
      ],
    });
    const sub = {
      ...{ id: 'sub', type: 'subflow', name: 'sub' },
      in: [{ x: 1, y: 1, wires: [{ id: 'invoke' }] }],
      out: [{ x: 2, y: 1, wires: [{ id: 'invoke', port: 0 }] }],
    };
    const inside = [
      account(platform, { z: 'sub', accountId: `\${ACCOUNT}` }),
      invoke({ z: 'sub', wires: [[]], ...FROM_ENVIRONMENT }),
    ];
    const instances = UUIDS.map((uuid, index) => instance(`instance${index}`, uuid));
    await runtime.deploy([sub, ...inside, TAB, ...instances, listener('out')], stored);
    const out = new Arrivals(runtime.node('out'));
    for (const { id } of instances) {
      runtime.send(id, { payload: id });
      await out.first(out.messages.length + 1);
    }
    expect(out.messages.map(({ payload }) => payload)).toEqual(['instance0', 'instance1']);
    expect(invoked(platform)).toEqual([...UUIDS]);
    expect(platform.count('token')).toBe(1);
  });

  test('in a group, a field can be an environment variable of the group', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const env = [{ name: 'FUNCTION', type: 'str', value: UUIDS[1] }];
    const group = { id: 'group', type: 'group', z: 'flow', nodes: ['invoke'], env };
    const grouped = invoke({ g: 'group', ...FROM_ENVIRONMENT });
    await runtime.deploy([TAB, group, account(platform), grouped, listener('out')], stored);
    const out = new Arrivals(runtime.node('out'));
    runtime.send('invoke', { payload: 1 });
    await out.first(1);
    expect(invoked(platform)).toEqual([UUIDS[1]]);
  });

  test('messages fail while the account is disabled, and succeed after it is enabled', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const rest = [watcher('catch', 'caught'), ...['out', 'caught'].map(listener)];
    await runtime.deploy([TAB, account(platform, { d: true }), invoke(), ...rest], stored);
    const caught = new Arrivals(runtime.node('caught'));
    runtime.send('invoke', { payload: 1 });
    expect((await caught.first(1))[0]).toMatchObject({ payload: 1, error: { code: 'invalid-options' } });
    await runtime.deploy([TAB, account(platform), invoke(), ...rest], stored, 'nodes');
    const out = new Arrivals(runtime.node('out'));
    runtime.send('invoke', { payload: 2 });
    expect((await out.first(1))[0]?.payload).toBe(2);
  });

  test('two accounts with the same credentials share one token', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const accounts = ['account', 'twin'].map((id) => account(platform, { id }));
    const nodes = accounts.map(({ id }) => invoke({ id: `invoke-${id}`, account: id }));
    const credentials = { account: stored.account, twin: stored.account };
    await runtime.deploy([TAB, ...accounts, ...nodes, listener('out')], credentials);
    const out = new Arrivals(runtime.node('out'));
    for (const { id } of nodes) {
      runtime.send(id, { payload: id });
      await out.first(out.messages.length + 1);
    }
    expect(platform.count('token')).toBe(1);
  });
});
