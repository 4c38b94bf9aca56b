import { afterEach, describe, expect, test } from '@jest/globals';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, CREDENTIALS, invoke, listener, stored, TAB, watcher } from './support/flows.js';
import { echo } from './support/held-answers.js';
import { Arrivals, type FlowNode, TestRuntime, VERSIONS } from './support/node-red.js';

const VARIABLES = ['LP_ACCOUNT_OF_TEST', 'LP_SECRET_OF_TEST'];

describe.each(VERSIONS)('on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(async () => {
    await runtime.close();
    for (const name of VARIABLES) delete process.env[name];
  });

  const start = async (accountNode: FlowNode | undefined, credentials: object, changes: object = {}) => {
    const watchers = [watcher('catch', 'caught'), watcher('status', 'statuses')];
    const listeners = ['out', 'caught', 'statuses'].map(listener);
    const nodes = accountNode ? [accountNode] : [];
    await runtime.deploy([TAB, ...nodes, invoke(changes), ...watchers, ...listeners], credentials);
    const [out, caught, statuses] = ['out', 'caught', 'statuses'].map((id) => new Arrivals(runtime.node(id)));
    return { out, caught, statuses } as Record<'out' | 'caught' | 'statuses', Arrivals>;
  };

  test.each([
    ['braces', (name: string) => `\${${name}}`],
    ['parentheses', (name: string) => `$(${name})`],
    ['braces with white space', (name: string) => ` \${${name}}\n`],
  ])('account id and client secret can be environment variables, in %s', async (_, reference) => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    process.env['LP_ACCOUNT_OF_TEST'] = platform.options.accountId;
    process.env['LP_SECRET_OF_TEST'] = 'from the environment'.replaceAll(' ', '-');
    const clientSecret = reference('LP_SECRET_OF_TEST');
    const accountNode = account(platform, { accountId: reference('LP_ACCOUNT_OF_TEST') });
    const { out } = await start(accountNode, { account: { ...CREDENTIALS, clientSecret } });
    runtime.send('invoke', { payload: 1 });
    await out.first(1);
    const [token] = platform.arrived.filter(({ service }) => service === 'token');
    expect(new URLSearchParams(token?.body).get('client_secret')).toBe('from-the-environment');
  });

  test('white space around pasted credentials is ignored', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const pasted = {
      clientId: ` ${CREDENTIALS.clientId}\t`,
      clientSecret: `${CREDENTIALS.clientSecret}\r\n`,
    };
    const { out } = await start(account(platform), { account: pasted });
    runtime.send('invoke', { payload: 1 });
    await out.first(1);
    const [token] = platform.arrived.filter(({ service }) => service === 'token');
    expect(new URLSearchParams(token?.body).get('client_secret')).toBe(CREDENTIALS.clientSecret);
  });

  test.each([
    ['contains a reference', () => `p\${x}w$(y)`],
    [
      'is exactly a reference, as the value of a variable',
      (set: (value: string) => void) => {
        set(`\${x}`);
        return '$(LP_SECRET_OF_TEST)';
      },
    ],
  ])('a secret that %s is used as it is', async (_, secret) => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const clientSecret = secret((value) => {
      process.env['LP_SECRET_OF_TEST'] = value;
    });
    const { out } = await start(account(platform), { account: { ...CREDENTIALS, clientSecret } });
    runtime.send('invoke', { payload: 1 });
    await out.first(1);
    const [token] = platform.arrived.filter(({ service }) => service === 'token');
    const expected = process.env['LP_SECRET_OF_TEST'] ?? clientSecret;
    expect(new URLSearchParams(token?.body).get('client_secret')).toBe(expected);
  });

  test.each<[string, object, object]>([
    ['a variable is not set', {}, { clientSecret: `\${LP_SECRET_OF_TEST}` }],
    ['a variable in parentheses is not set', {}, { clientSecret: '$(LP_SECRET_OF_TEST)' }],
    [
      'a variable is inside a longer text, where Node-RED does not resolve it',
      { domainApi: `https://\${LP_HOST_OF_TEST}` },
      {},
    ],
    ['a field is too long', {}, { clientSecret: `\${{`.repeat(1_000_000) }],
    ['the secret is missing', {}, { clientSecret: '' }],
    ['the account id is missing', { accountId: '' }, {}],
    ['the proxy node is deleted', { proxy: 'gone' }, {}],
  ])(
    'when %s, status and Catch nodes report it at deploy, and nothing is sent',
    async (_, changes, credentials) => {
      await using platform = await ScriptedPlatform.start();
      const { out, caught, statuses } = await start(account(platform, changes), {
        account: { ...CREDENTIALS, ...credentials },
      });
      const [reported] = await caught.first(1);
      const source = { id: 'account', type: 'liveperson-functions-account' };
      expect(reported).toMatchObject({
        error: { message: expect.stringMatching(/^Test: .*error\./), source },
      });
      const text = 'liveperson-functions-account.status.incomplete';
      const shown = statuses.messages.map(({ status }) => status);
      expect(shown).toContainEqual(expect.objectContaining({ fill: 'red', shape: 'ring', text }));
      runtime.send('invoke', { payload: 'kept' });
      const messages = await caught.first(2);
      expect(messages[1]).toMatchObject({ payload: 'kept', error: { code: 'invalid-options' } });
      expect(out.messages).toHaveLength(0);
      expect(platform.arrived).toHaveLength(0);
    },
  );

  test('without a Catch node, the log reports an incomplete account once', async () => {
    await using platform = await ScriptedPlatform.start();
    await runtime.deploy([TAB, account(platform), invoke(), listener('out')], {});
    const lines = runtime.logged.filter((line) => line.includes('Test: liveperson-functions-account.error.'));
    expect(lines).toHaveLength(1);
  });

  test.each<[string, object]>([
    ['no account', { account: '' }],
    ['a deleted or disabled account', { account: 'gone' }],
  ])('a node with %s fails each of its messages, and loses none', async (_, changes) => {
    const { caught } = await start(undefined, {}, changes);
    runtime.send('invoke', { payload: 1 });
    runtime.send('invoke', { payload: 2 });
    const messages = await caught.first(2);
    expect(messages.map(({ payload }) => payload)).toEqual([1, 2]);
    const cause = { delivery: 'not-sent', retryable: false };
    expect(messages[0]).toMatchObject({ error: { code: 'invalid-options', cause } });
  });

  test('messages of a node fail after its account is deleted', async () => {
    await using platform = await ScriptedPlatform.start();
    await start(account(platform), stored);
    const rest = [invoke(), watcher('catch', 'caught'), ...['out', 'caught'].map(listener)];
    await runtime.deploy([TAB, ...rest], {}, 'nodes');
    const caught = new Arrivals(runtime.node('caught'));
    runtime.send('invoke', { payload: 1 });
    const [message] = await caught.first(1);
    expect(message).toMatchObject({ error: { code: 'invalid-options' } });
    expect(platform.arrived).toHaveLength(0);
  });

  test('the status of an account shows that its credentials were rejected', async () => {
    await using platform = await ScriptedPlatform.start({ token: json(401, { error: 'invalid_client' }) });
    const { caught, statuses } = await start(account(platform), stored);
    runtime.send('invoke', { payload: 1 });
    const [message] = await caught.first(1);
    expect(message).toMatchObject({ error: { code: 'credentials-rejected', cause: { phase: 'token' } } });
    const ofAccount = statuses.messages.filter((m) => JSON.stringify(m).includes('"id":"account"'));
    expect(ofAccount.map((m) => m['status'])).toMatchObject([{ fill: 'red', text: 'credentials-rejected' }]);
  });
});
