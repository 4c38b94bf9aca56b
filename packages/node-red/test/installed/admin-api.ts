import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CREDENTIALS, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, invoke, TAB } from '../support/flows.js';
import { echo } from '../support/held-answers.js';
import { CANARY, type InstalledStage } from '../support/installed-stage.js';
import type { ConnectionReport, FlowNode } from '../support/node-red.js';

const SECRET = CREDENTIALS.clientSecret;
const TEST_ROUTE = '/liveperson-functions-account/account/test';

const PROBLEMS_ROUTE = '/liveperson-functions-account/problems';
type Fields = Record<string, string>;

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

  test('a user who may only test accounts cannot read a variable: none is resolved, and nothing is sent', async () => {
    const elsewhere = await ScriptedPlatform.start();
    const before = platform.connections.length;
    for (const reference of [`\${${CANARY.name}}`, `$(${CANARY.name})`]) {
      for (const field of [
        'accountId',
        'clientId',
        'clientSecret',
        'region',
        'domainApi',
        'trustedDomains',
        'sharedCache',
      ]) {
        const unset = { ...form(), domainApi: elsewhere.url, [field]: reference };
        const { status, text } = await stage.nodeRed.admin('POST', TEST_ROUTE, unset, stage.as('tester'));
        expect(status).toBe(200);
        const { steps } = JSON.parse(text) as ConnectionReport;
        expect(steps[0]?.problems).toEqual([{ key: 'not-deployed', field, name: CANARY.name }]);
        expect(text).not.toContain(CANARY.value);
      }
    }
    expect([elsewhere.connections.length, platform.connections.length]).toEqual([0, before]);
    await elsewhere[Symbol.asyncDispose]();
    expect(stage.nodeRed.log).not.toContain(CANARY.value);
  });

  test.each([
    ['a form', 'application/x-www-form-urlencoded', (fields: Fields) => String(new URLSearchParams(fields))],
    ['plain text', 'text/plain', (fields: Fields) => JSON.stringify(fields)],
    ['JSON of another type', 'application/ld+json', (fields: Fields) => JSON.stringify(fields)],
    ['no type', '', (fields: Fields) => JSON.stringify(fields)],
  ])('refuses a connection test sent as %s with status 415', async (_, type, write) => {
    const before = platform.connections.length;
    const headers = { 'content-type': type, ...stage.as('writer') };
    const body = write(form() as unknown as Fields);
    const { status } = await stage.nodeRed.request(TEST_ROUTE, { method: 'POST', body, headers });
    expect(status).toBe(415);
    expect(platform.connections).toHaveLength(before);
  });

  test.each<[string, number, Record<string, string>]>([
    ['its own page, over https or on this machine,', 200, { 'sec-fetch-site': 'same-origin' }],
    [
      'its own page behind a proxy with https',
      200,
      { 'sec-fetch-site': 'same-origin', origin: 'https://red.test' },
    ],
    ['its own page, over http,', 200, { origin: 'HOST' }],
    ['a page of another origin', 403, { 'sec-fetch-site': 'cross-site', origin: 'HOST' }],
    ['a page on another port of the same machine', 403, { 'sec-fetch-site': 'same-site', origin: 'HOST' }],
    ['a page of another origin, over http,', 403, { origin: 'http://foreign.test' }],
    ['a page without an origin', 403, { origin: 'null' }],
    [
      'a page that pretends to be behind a proxy',
      403,
      { origin: 'http://foreign.test', 'x-forwarded-host': 'foreign.test' },
    ],
  ])('responds to a request from %s with status %i', async (_, expected, sent) => {
    const { host } = new URL(stage.nodeRed.url);
    const headers = { ...sent, ...(sent['origin'] === 'HOST' && { origin: `http://${host}` }) };
    const as = { ...headers, ...stage.as('writer') };
    const statuses = [
      await stage.nodeRed.raw('POST', TEST_ROUTE, as, form()),
      await stage.nodeRed.raw('GET', PROBLEMS_ROUTE, as),
    ];
    expect(statuses).toEqual([expected, expected]);
  });

  test.each([
    ['an anonymous user', 401, undefined],
    ['a user who may only test accounts', 401, 'tester'],
    ['a user who may read', 200, 'reader'],
  ] as const)(
    'responds to %s who asks for the problems of accounts with status %i',
    async (_, expected, user) => {
      const headers = user === undefined ? {} : stage.as(user);
      const { status } = await stage.nodeRed.admin('GET', PROBLEMS_ROUTE, undefined, headers);
      expect(status).toBe(expected);
    },
  );

  test('the problems of accounts name fields and variables, and show no value', async () => {
    const tooLong = 'x'.repeat(10_001);
    const accounts = [
      { ...account(platform), id: 'fine', credentials: CREDENTIALS },
      { ...account(platform), id: 'imported' },
      { ...account(platform), id: 'disabled', d: true },
      { ...account(platform), id: 'unset', accountId: '$(LP_UNSET)', credentials: CREDENTIALS },
      { ...account(platform), id: 'long', credentials: { ...CREDENTIALS, clientId: tooLong } },
      { ...account(platform), id: 'proxied', proxy: 'gone', credentials: CREDENTIALS },
      { ...account(platform), id: 'invalid', accountId: 'Invalid-canary', credentials: CREDENTIALS },
    ];
    await stage.nodeRed.deploy([TAB, ...accounts], 'full', stage.as('writer'));
    const { text, headers } = await stage.nodeRed.admin('GET', PROBLEMS_ROUTE, undefined, stage.as('reader'));
    expect(headers.get('cache-control')).toBe('no-store');
    const missing = ['clientId', 'clientSecret'].map((field) => ({ key: 'missing', field }));
    expect(JSON.parse(text)).toEqual({
      accounts: {
        fine: [],
        imported: missing,
        disabled: missing,
        unset: [{ key: 'unresolved', field: 'accountId', name: 'LP_UNSET' }],
        long: [{ key: 'too-long', field: 'clientId' }],
        proxied: [{ key: 'no-node', field: 'proxy' }],
        invalid: [{ key: 'account-id', field: 'accountId' }],
      },
    });
    expect(text).not.toContain('canary');
    // The log has them in words, with the labels of the fields.
    expect(stage.nodeRed.log).toContain('Test: Client id is missing; The client secret is missing.');
    expect(stage.nodeRed.log).toContain('Account id: the environment variable LP_UNSET is not set');
    await stage.nodeRed.deploy(flow(CREDENTIALS), 'full', stage.as('writer'));
  });

  test('after credentialSecret changed, every account misses its credentials until it is deployed with them', async () => {
    await stage.nodeRed.deploy(flow(CREDENTIALS), 'full', stage.as('writer'));
    const before = await stage.nodeRed.read('settings.js');
    await stage.nodeRed.end();
    await stage.nodeRed.write('settings.js', before.replace('of a test', 'of another test'));
    await stage.nodeRed.begin();
    const problems = async () =>
      (await stage.nodeRed.admin('GET', PROBLEMS_ROUTE, undefined, stage.as('reader'))).text;
    const missing = ['clientId', 'clientSecret'].map((field) => ({ key: 'missing', field }));
    expect(JSON.parse(await problems())).toEqual({ accounts: { account: missing } });
    await stage.nodeRed.deploy(flow(CREDENTIALS), 'full', stage.as('writer'));
    expect(JSON.parse(await problems())).toEqual({ accounts: { account: [] } });
    expect(await ask()).toEqual({ asked: 'and answered' });
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
    const known = { has_clientSecret: true, has_sharedCache: false };
    expect(JSON.parse(stored.text)).toEqual({ clientId: CREDENTIALS.clientId, ...known });
    expect(stage.nodeRed.log).toContain('Started flows');
    const shown = [text, stored.text, stage.nodeRed.log, await stage.nodeRed.read('flows.json')].join('\n');
    expect(shown).not.toContain(SECRET);
    expect(shown).not.toContain(platform.token);
  });
}
