import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CREDENTIALS, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, invoke, TAB } from '../support/flows.js';
import { echo } from '../support/held-answers.js';
import type { InstalledStage } from '../support/installed-stage.js';
import type { FlowNode } from '../support/node-red.js';

const SECRET = CREDENTIALS.clientSecret;
const TEST_ROUTE = '/liveperson-functions-account/account/test';

const LAMBDA = '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10';
const keep = (key: string) => ({ t: 'set', p: `#:(disk)::${key}`, pt: 'flow', to: LAMBDA, tot: 'str' });

export function adminApiTests(stage: InstalledStage): void {
  let platform: ScriptedPlatform;

  const form = () => ({ ...account(platform), ...CREDENTIALS });
  const flow = (credentials?: object) => [
    TAB,
    { ...account(platform), ...(credentials && { credentials }) },
    invoke({ wires: [['answer']] }),
    { id: 'ask', type: 'http in', z: 'flow', x: 1, y: 1, url: '/ask', method: 'post', wires: [['invoke']] },
    { id: 'answer', type: 'http response', z: 'flow', x: 2, y: 1, wires: [] },
  ];
  const ask = async () => {
    const body = JSON.stringify({ asked: 'and answered' });
    const headers = { 'content-type': 'application/json' };
    const { text } = await stage.nodeRed.request('/ask', { method: 'POST', body, headers });
    return JSON.parse(text) as unknown;
  };

  beforeAll(async () => {
    platform = await ScriptedPlatform.start({ invocation: echo });
  });
  afterAll(() => platform?.[Symbol.asyncDispose]());

  test('registers both nodes, and serves their icon', async () => {
    const accept = { accept: 'application/json', ...stage.as('writer') };
    const { text } = await stage.nodeRed.admin('GET', '/nodes', undefined, accept);
    const own = (JSON.parse(text) as { module: string; types: string[]; enabled: boolean; err?: unknown }[])
      .filter(({ module }) => module === '@lp-faas/node-red-liveperson-functions')
      .map(({ types, enabled, err }) => ({ types, enabled, err }));
    expect(own).toEqual([
      { types: ['liveperson-functions-account'], enabled: true, err: undefined },
      { types: ['liveperson-functions-invoke'], enabled: true, err: undefined },
    ]);
    const icon = '/icons/@lp-faas/node-red-liveperson-functions/liveperson-functions.svg';
    expect((await stage.nodeRed.admin('GET', icon)).text).toContain('<svg');
  });

  test('invokes after a deploy and after a restart, with its credentials stored encrypted', async () => {
    await stage.nodeRed.deploy(flow(CREDENTIALS), 'full', stage.as('writer'));
    expect(await ask()).toEqual({ asked: 'and answered' });
    await stage.nodeRed.end();
    expect(await stage.nodeRed.read('flows_cred.json')).not.toContain(SECRET);
    await stage.nodeRed.begin();
    expect(await ask()).toEqual({ asked: 'and answered' });
    expect(platform.count('token')).toBe(2);
  });

  test('reads fields and expressions from an asynchronous context', async () => {
    const later = invoke({
      ...{ lambdaUuid: '#:(disk)::function', lambdaUuidType: 'flow', wires: [['answer']] },
      ...{ payload: '{"kept": $flowContext("reply", "disk")}', payloadType: 'jsonata' },
    });
    const rules = [keep('function'), keep('reply')];
    const kept: FlowNode = { id: 'keep', type: 'change', z: 'flow', x: 3, y: 1, rules, wires: [['invoke']] };
    const nodes = flow(CREDENTIALS).filter(({ id }) => id !== 'invoke') as FlowNode[];
    const first = nodes.map((node) => (node.id === 'ask' ? { ...node, wires: [['keep']] } : node));
    await stage.nodeRed.deploy([...first, kept, later], 'full', stage.as('writer'));
    expect(await ask()).toEqual({ kept: LAMBDA });
    await stage.nodeRed.deploy(flow(CREDENTIALS), 'full', stage.as('writer'));
  });

  test.each([
    ['an anonymous user', 401, undefined],
    // Node-RED responds with 401 to a missing permission as well.
    ['a user who may only read', 401, 'reader'],
    ['a user who may write', 200, 'writer'],
  ] as const)('responds to a connection test by %s with status %i', async (_, expected, user) => {
    const headers = user === undefined ? {} : stage.as(user);
    const before = platform.arrived.length;
    const {
      status,
      text,
      headers: answered,
    } = await stage.nodeRed.admin('POST', TEST_ROUTE, form(), headers);
    expect(status).toBe(expected);
    if (status !== 200) {
      expect(platform.arrived).toHaveLength(before);
      return;
    }
    expect(answered.get('cache-control')).toBe('no-store');
    const report = JSON.parse(text) as { ok: boolean; steps: { name: string }[] };
    expect(report.steps.map(({ name }) => name)).toEqual([
      'options',
      'domains',
      'token',
      'claims',
      'gateway',
    ]);
  });

  test('a connection test names the field and the environment variable that is not set', async () => {
    const unset = { ...form(), accountId: `\${LP_ACCOUNT_THAT_IS_NOT_SET}` };
    const { text } = await stage.nodeRed.admin('POST', TEST_ROUTE, unset, stage.as('writer'));
    const { steps } = JSON.parse(text) as { steps: { detail: string }[] };
    expect(steps[0]?.detail).toMatch(/^accountId: .*LP_ACCOUNT_THAT_IS_NOT_SET\b/);
  });

  test('does not show the secret or the token in the admin API, the log or the stored flow', async () => {
    const { text } = await stage.nodeRed.admin('GET', '/flows', undefined, stage.as('writer'));
    const stored = await stage.nodeRed.admin(
      'GET',
      '/credentials/liveperson-functions-account/account',
      undefined,
      {
        ...stage.as('writer'),
      },
    );
    expect(JSON.parse(stored.text)).toEqual({ clientId: CREDENTIALS.clientId, has_clientSecret: true });
    expect(stage.nodeRed.log).toContain('Started flows');
    const shown = [text, stored.text, stage.nodeRed.log, await stage.nodeRed.read('flows.json')].join('\n');
    expect(shown).not.toContain(SECRET);
    expect(shown).not.toContain(platform.token);
  });
}
