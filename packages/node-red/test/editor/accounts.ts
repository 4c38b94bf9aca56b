import { expect, test } from '@jest/globals';
import { testConnection } from '../support/account-dialog.js';
import type { Editor } from '../support/editor.js';
import type { FlowNode } from '../support/node-red.js';
import { ACCOUNT, INVOKE, type Stage } from '../support/stage.js';
import { textIn } from '../support/texts.js';

const english = textIn('en-US', ACCOUNT);
const MISSING = english('error.secret-missing');
const STORED = '__PWRD__';

const PROXY = { id: 'proxy', type: 'http proxy', name: 'proxy', url: 'http://127.0.0.1:1' };
const TLS = { id: 'tls', type: 'tls-config', name: 'tls' };

export function accountTests(stage: Stage): void {
  /** A flow whose account has these properties; without credentials if they are undefined. */
  const flow = (changes: object): FlowNode[] =>
    stage.flow().map((node) => (node.id === 'account' ? { ...node, ...changes } : node));

  /** Waits until the editor shows exactly these problems of an account, and its node as invalid because of them. */
  const shows = async ({ page }: Editor, problems: readonly string[]): Promise<void> => {
    await page.waitForFunction(
      `JSON.stringify(RED.nodes.node('account').validationErrors) === ${JSON.stringify(JSON.stringify(problems))}`,
    );
    await page.waitForFunction(`RED.nodes.node('invoke').valid === ${problems.length === 0}`);
    await page.waitForFunction(
      `$('#invoke .red-ui-flow-node-error').is(':visible') === ${problems.length > 0}`,
    );
  };

  const remove = async (editor: Editor, type: string, id: string): Promise<void> => {
    const { page } = editor;
    await page.evaluate(`RED.editor.editConfig('', '${type}', '${id}')`);
    await editor.dialog('node-config');
    await page.locator('.red-ui-tray-toolbar .leftButton').last().click();
    await page.waitForFunction(`!RED.nodes.node('${id}')`);
    await page.waitForFunction("$('.red-ui-tray').length === 0");
  };

  test.each([
    ['proxy', PROXY],
    ['TLS', TLS],
  ])(
    'an account stays valid when the %s node that it uses is deleted, also after a deploy',
    async (_, used) => {
      const editor = await stage.open([...flow({ [used.id]: used.id }), used]);
      await shows(editor, []);
      await remove(editor, used.type, used.id);
      expect(await editor.about('account', 'changed')).toBe(true);
      await editor.page.evaluate("RED.editor.validateNode(RED.nodes.node('account'))");
      await shows(editor, []);
      await editor.deploy();
      await editor.page.evaluate("RED.editor.validateNode(RED.nodes.node('account'))");
      await shows(editor, []);
      expect(editor.problems).toEqual([]);
    },
  );

  test('an account that was deployed without its secret is red, with what to do, until it is entered and deployed', async () => {
    // The credentials of an earlier account with this id.
    await stage.nodeRed.deploy([]);
    const editor = await stage.open(flow({ credentials: undefined }));
    await shows(editor, [`${english('error.missing').replace('__field__', 'Client id')}; ${MISSING}`]);
    await editor.edit('account');
    await editor.isRed('node-config-input-clientSecret');
    await editor.leave('cancel', 'node-config');
    await shows(editor, [`${english('error.missing').replace('__field__', 'Client id')}; ${MISSING}`]);
    await editor.edit('account');
    await editor.fill('node-config-input-clientId', stage.sandbox.clientId);
    await editor.fill('node-config-input-clientSecret', stage.sandbox.clientSecret);
    await editor.leave('ok', 'node-config');
    await shows(editor, []);
    await editor.deploy();
    await editor.reload();
    await shows(editor, []);
    expect(editor.problems).toEqual([]);
  });

  test('an account whose variable is not set is red, and names the field and the variable', async () => {
    const editor = await stage.open(flow({ accountId: '$(LP_UNSET_OF_TEST)' }));
    await shows(editor, ['Account id: the environment variable LP_UNSET_OF_TEST is not set']);
    await stage.picture(editor, 'unset-variable');
    await editor.edit('account');
    const { shown, outcomes } = await testConnection(editor);
    expect(shown).toContain('Account id: the environment variable LP_UNSET_OF_TEST is not set');
    expect(outcomes).toEqual(['failed', 'skipped', 'skipped', 'skipped', 'skipped']);
    await editor.fill('node-config-input-accountId', '12345678');
    await editor.leave('ok', 'node-config');
    await shows(editor, []);
    expect(editor.problems).toEqual([]);
  });

  test.each(['de', 'ja'])(
    'the problems of an account and the lines of its test are in %s',
    async (language) => {
      const local = textIn(language, ACCOUNT);
      await stage.nodeRed.deploy([]);
      const editor = await stage.open(flow({ accountId: '', credentials: undefined, d: true }), language);
      const { page } = editor;
      const missing = (field: string) => local('error.missing').replace('__field__', local(`label.${field}`));
      await shows(editor, [`${missing('clientId')}; ${local('error.secret-missing')}`, missing('accountId')]);
      await page.evaluate(`RED.editor.editConfig('', '${ACCOUNT}', 'account')`);
      await editor.dialog('node-config');
      const { shown } = await testConnection(editor);
      for (const line of [
        local('step.options'),
        missing('accountId'),
        missing('clientId'),
        local('error.secret-missing'),
        local('note.disabled'),
      ]) {
        expect(shown).toContain(line);
      }
      await stage.picture(editor, `problems-${language}`, '.red-ui-tray');
      expect(editor.problems).toEqual([]);
    },
  );

  test.each(['de', 'ja'])('every line of a test that passes or fails is in %s', async (language) => {
    const local = textIn(language, ACCOUNT);
    const editor = await stage.open(flow({}), language);
    await editor.edit('account');
    const { host } = new URL(stage.sandbox.url);
    const passed = await testConnection(editor);
    for (const line of [
      local('report.options-found').replace('__accountId__', '12345678'),
      local('report.domains-found').replace('__gateway__', host).replace('__tokenService__', host),
      local('report.token-none'),
      local('report.gateway-found').replace('__host__', host).replace('__generation__', 'v1'),
    ]) {
      expect(passed.shown).toContain(line);
    }
    expect(passed.shown).not.toMatch(/Functions are at|accepts the token|undefined|__/);
    await stage.picture(editor, `passed-${language}`, '.red-ui-tray');
    await editor.fill('node-config-input-clientSecret', 'wrong');
    const failed = await testConnection(editor);
    expect(failed.shown).toContain(local('report.failed-credentials-rejected'));
    expect(failed.shown).not.toContain('A step before it failed');
    await stage.picture(editor, `failed-${language}`, '.red-ui-tray');
    expect(editor.problems).toEqual([]);
  });

  test.each([
    ['domainApi', 'https://api.example.com'],
    ['trustedDomains', 'example.com'],
    ['proxy', '_ADD_'],
    ['tls', '_ADD_'],
  ])('a change of %s empties the field of a stored secret until it is undone', async (name, value) => {
    const editor = await stage.open([...flow({ proxy: 'proxy', tls: 'tls' }), PROXY, TLS]);
    const { page } = editor;
    await editor.edit('account');
    const secret = page.locator('#node-config-input-clientSecret');
    const tip = page.locator('#node-config-lp-faas-receiver');
    const enter = (entered: string) =>
      page.evaluate(`$('#node-config-input-${name}').val(${JSON.stringify(entered)}).trigger('change')`);
    expect([await secret.inputValue(), await tip.isVisible()]).toEqual([STORED, false]);
    const before = await page.locator(`#node-config-input-${name}`).inputValue();
    await enter(value);
    expect([await secret.inputValue(), await tip.isVisible()]).toEqual(['', true]);
    expect(await tip.textContent()).toBe(english('note.receiver'));
    await editor.isRed('node-config-input-clientSecret');
    await stage.picture(editor, `receiver-${name}`, '.red-ui-tray');
    await enter(before);
    expect([await secret.inputValue(), await tip.isVisible()]).toEqual([STORED, false]);
    await secret.fill('typed');
    await enter(value);
    expect([await secret.inputValue(), await tip.isVisible()]).toEqual(['typed', false]);
    expect(editor.problems).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['http on another machine', { domainApi: 'http://api.example.com' }, 'domain-api'],
    ['a Domain API with a user', { domainApi: 'https://user@api.example.com' }, 'domain-api'],
    ['a Domain API with a variable inside', { domainApi: 'https://$(HOST)' }, 'inner-reference'],
    [
      'a trusted domain with a scheme',
      { trustedDomains: 'example.com, https://example.org' },
      'trusted-domains',
    ],
    ['a trusted address', { trustedDomains: '10.0.0.1' }, 'trusted-domains'],
    ['a trusted name of one label', { trustedDomains: 'localhost' }, 'trusted-domains'],
    ['a region with generation V2', { region: 'us', generation: 'v2' }, 'region'],
  ])('%s is refused by the editor, once, as by the runtime', async (_, changes, key) => {
    const editor = await stage.open(flow(changes));
    await shows(editor, [english(`error.${key}`).replace('__field__', english('label.domainApi'))]);
    const { text } = await stage.nodeRed.admin('GET', `/${ACCOUNT}/problems`);
    expect((JSON.parse(text) as { accounts: Record<string, unknown[]> }).accounts['account']).toHaveLength(1);
  });

  test.each<[string, object]>([
    ['https', { domainApi: 'https://api.liveperson.net' }],
    ['a name of this machine', { domainApi: 'http://sandbox.localhost:8787' }],
    ['two trusted domains', { trustedDomains: 'example.com, example.org' }],
    ['a region', { region: 'emea' }],
  ])('%s is accepted by the editor, as by the runtime', async (_, changes) => {
    const editor = await stage.open(flow(changes));
    await shows(editor, []);
    const { text } = await stage.nodeRed.admin('GET', `/${ACCOUNT}/problems`);
    expect(JSON.parse(text)).toEqual({ accounts: { account: [] } });
  });

  test('a test of a Domain API on this machine that does not respond asks whether the sandbox runs', async () => {
    const editor = await stage.open(flow({ domainApi: 'http://127.0.0.1:1' }));
    await editor.edit('account');
    const { shown } = await testConnection(editor);
    expect(shown).toContain(english('note.sandbox'));
    await stage.picture(editor, 'sandbox-silent', '.red-ui-tray');
    expect(editor.problems).toEqual([]);
  });

  test('a new account, an account of a subflow and one of a disabled flow can be tested, and the test says where they are', async () => {
    const subflow = { id: 'sub', type: 'subflow', name: 'sub', in: [], out: [] };
    const env = [{ name: 'SECRET', type: 'str', value: stage.sandbox.clientSecret }];
    const used = { id: 'used', type: 'subflow:sub', z: 'flow', x: 300, y: 300, wires: [], env };
    const off = { id: 'off', type: 'tab', label: 'Off', disabled: true };
    const [, account] = stage.flow();
    const { clientId } = stage.sandbox;
    const own = { ...account, credentials: { clientId, clientSecret: '$(SECRET)' } } as FlowNode;
    const editor = await stage.open([
      ...stage.flow(),
      ...[subflow, used, off],
      ...[
        { ...own, id: 'inside', z: 'sub' },
        { ...(account as FlowNode), id: 'unused', z: 'off' },
      ],
    ]);
    for (const [id, key, outcome] of [
      ['inside', 'subflow', 'ok'],
      ['unused', 'disabled-flow', 'warning'],
    ] as const) {
      await editor.edit(id);
      const { shown, outcomes } = await testConnection(editor);
      expect([id, ...outcomes]).toEqual([id, outcome, 'ok', 'ok', 'ok', 'ok']);
      expect(shown).toContain(english(`note.${key}`).replace('__instances__', '1'));
      await editor.leave('cancel', 'node-config');
    }
    await editor.edit('invoke');
    expect(await editor.about('invoke', 'type')).toBe(INVOKE);
    expect(editor.problems).toEqual([]);
  });
}
