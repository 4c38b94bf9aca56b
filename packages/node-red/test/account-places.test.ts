import { afterEach, describe, expect, test } from '@jest/globals';
import { ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, CREDENTIALS, invoke, TAB } from './support/flows.js';
import { echo } from './support/held-answers.js';
import { type FlowNode, TestRuntime, VERSIONS } from './support/node-red.js';

const SECRET = `\${LP_PLACE_OF_TEST}`;
const REFERENCE = { account: { ...CREDENTIALS, clientSecret: SECRET } };
const VARIABLE = { name: 'LP_PLACE_OF_TEST', type: 'str', value: CREDENTIALS.clientSecret };

const SUBFLOW = { id: 'sub', type: 'subflow', name: 'sub', in: [], out: [] };
const instance = (id: string, env: readonly object[] = []): FlowNode => ({
  ...{ id, type: 'subflow:sub', z: 'flow', x: 1, y: 1, wires: [], env },
});

describe.each(VERSIONS)('a connection test on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(async () => {
    await runtime.close();
    delete process.env['LP_PLACE_OF_TEST'];
  });

  /** Deploys an account with a variable as its secret, and tests it as it is. */
  const tested = async (flow: readonly FlowNode[], changes: object = {}) => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const own = account(platform, changes);
    await runtime.deploy([...flow, own], REFERENCE);
    const form = { ...own, clientId: CREDENTIALS.clientId, clientSecret: '__PWRD__' };
    const { steps } = await runtime.testConnection('account', form);
    return { first: steps[0], token: steps[2]?.outcome };
  };
  const OK = { first: { outcome: 'ok' }, token: 'ok' };

  test('of an account that belongs to a flow uses the variables of the flow', async () => {
    const { first, token } = await tested([{ ...TAB, env: [VARIABLE] }], { z: 'flow' });
    expect({ first, token }).toMatchObject(OK);
    expect(first).not.toHaveProperty('note');
  });

  test('of an account in a subflow uses the variables of the first instance, and says so', async () => {
    const flow = [SUBFLOW, TAB, instance('one', [VARIABLE]), instance('two')];
    const tried = await tested(flow, { z: 'sub' });
    expect(tried).toMatchObject({ ...OK, first: { note: { key: 'subflow', instances: 2 } } });
  });

  test('of an account in a subflow uses the TLS node that the instance has', async () => {
    const tls = {
      id: 'tls',
      type: 'tls-config',
      z: 'sub',
      cert: '',
      key: '',
      ca: '',
      verifyservercert: true,
    };
    const tried = await tested([SUBFLOW, TAB, tls, instance('one', [VARIABLE])], { z: 'sub', tls: 'tls' });
    expect(tried).toMatchObject({ ...OK, first: { note: { key: 'subflow', instances: 1 } } });
  });

  test.each<[string, readonly FlowNode[], object, string]>([
    ['in a subflow that is not used', [SUBFLOW, TAB], { z: 'sub' }, 'unused-subflow'],
    ['disabled', [TAB], { d: true }, 'disabled'],
    ['disabled in a subflow', [SUBFLOW, TAB, instance('one')], { d: true, z: 'sub' }, 'disabled'],
    ['on a disabled flow', [{ ...TAB, disabled: true }], { z: 'flow' }, 'disabled-flow'],
  ])('of an account that is %s says so', async (_, flow, changes, key) => {
    const { first, token } = await tested(flow, changes);
    expect(first).toMatchObject({
      outcome: 'failed',
      note: { key },
      problems: [{ key: 'not-running', field: 'clientSecret', name: 'LP_PLACE_OF_TEST' }],
    });
    expect(token).toBe('skipped');
  });

  test('of a disabled account tests the stored values, and warns', async () => {
    process.env['LP_PLACE_OF_TEST'] = CREDENTIALS.clientSecret;
    expect(await tested([TAB], { d: true })).toMatchObject({
      first: { outcome: 'warning', note: { key: 'disabled' } },
      token: 'ok',
    });
  });

  test('of a disabled account of a flow uses the variables that another node of the flow sees', async () => {
    const flow = [{ ...TAB, env: [VARIABLE] }, invoke({ wires: [] })];
    expect(await tested(flow, { d: true, z: 'flow' })).toMatchObject({
      first: { outcome: 'warning', note: { key: 'disabled' } },
      token: 'ok',
    });
  });
});
