import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { addAccount, testConnection } from './support/account-dialog.js';
import { type FlowNode, PACKAGE } from './support/node-red.js';
import { ACCOUNT, describeEditor, HELLO, INVOKE } from './support/stage.js';

/** The function that fails on purpose. */
const IMPORT = '9e4b6a70-1f3d-4c58-b2a9-7d60c5e8f333';
const STEPS = ['options', 'domains', 'token', 'claims', 'gateway'];

const texts = (language: string, type: string): Record<'label' | 'error', Record<string, string>> => {
  const catalog = readFileSync(join(PACKAGE, 'locales', language, `${type}.json`), 'utf8');
  return JSON.parse(catalog)[type];
};
const error = (type: string, key: string) => texts('en-US', type).error[key];

describeEditor('the editor', (stage) => {
  test('builds a flow by hand, tests its account, deploys it, and shows what the function answered', async () => {
    await using editor = await stage.open();
    const inject = await editor.drag('inject', 120, 200);
    const invoke = await editor.drag(INVOKE, 340, 200);
    const debug = await editor.drag('debug', 600, 200);
    await editor.wire(inject, invoke);
    await editor.wire(invoke, debug);
    await editor.edit(invoke);
    await addAccount(editor, stage.sandbox);
    const { outcomes } = await testConnection(editor);
    expect(outcomes).toEqual(STEPS.map(() => 'ok'));
    await stage.picture(editor, 'node-red-account', '.red-ui-tray');
    await editor.leave('ok', 'node-config');
    await editor.setTyped('lambdaUuid', 'str', HELLO);
    await editor.setTyped('payload', 'json', '{"name":"Ada"}');
    await stage.picture(editor, 'node-red-invoke', '.red-ui-tray');
    await editor.leave('ok');
    expect(await editor.about(invoke, 'valid')).toBe(true);
    await editor.do('core:show-debug-tab');
    await editor.deploy();
    await editor.inject(inject);
    const answer = editor.page.locator('.red-ui-debug-msg');
    await answer.waitFor();
    expect(await answer.textContent()).toMatch(/msg\.payload[\s\S]*greeting: "Hello Ada"/);
    await stage.picture(editor, 'node-red-flow');
    expect(editor.problems).toEqual([]);
  });

  test('says which step of a connection test failed', async () => {
    await using editor = await stage.open();
    await editor.edit(await editor.drag(INVOKE, 300, 200));
    await addAccount(editor, stage.sandbox, { secret: 'not-the-secret' });
    const wrong = await testConnection(editor);
    expect(wrong.outcomes).toEqual(['ok', 'ok', 'failed', 'skipped', 'skipped']);
    expect(wrong.shown).not.toContain('not-the-secret');
    await stage.picture(editor, 'wrong-secret', '.red-ui-tray');
    await editor.fill('node-config-input-clientSecret', stage.sandbox.clientSecret);
    await editor.fill('node-config-input-domainApi', 'http://127.0.0.1:1');
    const unreachable = await testConnection(editor);
    expect(unreachable.outcomes).toEqual(['ok', 'failed', 'skipped', 'skipped', 'skipped']);
    expect(unreachable.shown).toContain('127.0.0.1:1');
    expect(editor.problems).toEqual([]);
  });

  test('marks the fields that are wrong, and says what is wrong with them', async () => {
    await using editor = await stage.open();
    const invoke = await editor.drag(INVOKE, 300, 200);
    await editor.edit(invoke);
    await editor.page.locator('.lp-faas-more summary').click();
    await addAccount(editor, stage.sandbox, { secret: '', domainApi: 'ftp://example.com' });
    await editor.isRed('node-config-input-domainApi');
    await editor.isRed('node-config-input-clientSecret');
    await editor.fill('node-config-input-accountId', '1234 5678');
    await editor.isRed('node-config-input-accountId');
    expect(await editor.page.locator('#node-config-input-name.input-error').count()).toBe(0);
    await editor.leave('ok', 'node-config');
    const account = await editor.page.evaluate<string>("$('#node-input-account').val()");
    expect(await editor.about(account, 'validationErrors')).toEqual(
      ['secret-missing', 'account-id', 'domain-api'].map((key) => error(ACCOUNT, key)),
    );
    await editor.setTyped('lambdaUuid', 'str', 'not a UUID');
    await editor.fill('node-input-concurrency', '-1');
    await editor.isRed('node-input-concurrency');
    await editor.isRed('node-input-lambdaUuid');
    await editor.leave('ok');
    expect(await editor.about(invoke, 'validationErrors')).toEqual(
      expect.arrayContaining([error(INVOKE, 'lambda-uuid'), error(INVOKE, 'concurrency')]),
    );
    expect(editor.problems).toEqual([]);
  });

  test('shows an imported account without its secret in red, and who uses it', async () => {
    await stage.nodeRed.deploy(stage.flow());
    let exported: string;
    {
      await using editor = await stage.open();
      expect(await editor.about('account', 'valid')).toBe(true);
      expect(await editor.about('invoke', 'validationErrors')).toEqual([]);
      exported = await editor.exported();
      expect(exported).toContain(HELLO);
      expect(exported).not.toContain(stage.sandbox.clientSecret);
    }
    await stage.nodeRed.deploy([]);
    await using editor = await stage.open();
    await editor.import(exported);
    await editor.page.waitForFunction(`RED.nodes.filterNodes({ type: '${INVOKE}' }).length > 0`);
    const id = (type: string): Promise<string> =>
      editor.page.evaluate(`RED.nodes.createCompleteNodeSet().find(({ type }) => type === '${type}').id`);
    const [account, invoke] = [await id(ACCOUNT), await id(INVOKE)];
    expect(await editor.about(account, 'validationErrors')).toEqual([error(ACCOUNT, 'secret-missing')]);
    expect(await editor.about(invoke, 'valid')).toBe(false);
    await editor.edit(account);
    await editor.isRed('node-config-input-clientSecret');
    await editor.fill('node-config-input-clientId', stage.sandbox.clientId);
    await editor.fill('node-config-input-clientSecret', stage.sandbox.clientSecret);
    await editor.leave('ok', 'node-config');
    expect(await editor.about(account, 'valid')).toBe(true);
    expect(await editor.about(invoke, 'valid')).toBe(true);
    expect(editor.problems).toEqual([]);
  });

  test.each(['en-US', 'de', 'ja'])(
    'speaks %s in both dialogs, in full, and in the help',
    async (language) => {
      await stage.nodeRed.deploy(stage.flow());
      await using editor = await stage.open(language);
      for (const [id, type] of [
        ['invoke', INVOKE],
        ['account', ACCOUNT],
      ] as const) {
        await editor.edit(id);
        await editor.page.evaluate("$('.lp-faas-more').prop('open', true)");
        const { labels, wrapped } = await editor.labels();
        expect(Object.keys(labels).length).toBeGreaterThan(8);
        const expected = texts(language, type).label;
        for (const [key, text] of Object.entries(labels)) expect([key, text]).toEqual([key, expected[key]]);
        expect(wrapped).toEqual([]);
        await stage.picture(editor, `${type}-${language}`, '.red-ui-tray');
        await editor.leave('cancel', type === ACCOUNT ? 'node-config' : 'node');
        const help = readFileSync(join(PACKAGE, 'locales', language, `${type}.html`), 'utf8');
        await editor.page.evaluate(`RED.sidebar.help.show('${type}')`);
        const [, first = 'no paragraph'] = /<p>([^<]+)/.exec(help) ?? [];
        await editor.page.locator('.red-ui-help', { hasText: first.trim() }).first().waitFor();
      }
      expect(editor.problems).toEqual([]);
    },
  );

  test('shows on the canvas why nothing comes out, in the language of who looks', async () => {
    const { url: domainApi, clientId } = stage.sandbox;
    const account = (id: string, credentials: object) => ({
      ...{ id, type: ACCOUNT, accountId: '12345678', domainApi },
      credentials: { clientId, ...credentials },
    });
    const place = (x: number, y: number) => ({ z: 'flow', x, y });
    const asking = { type: 'inject', props: [{ p: 'payload' }], payloadType: 'json' };
    // Each with an inject node before it.
    const row = (id: string, y: number, changes: object, payload: object) => [
      { ...place(140, y), ...asking, id: `ask-${id}`, payload: JSON.stringify(payload), wires: [[id]] },
      { ...stage.flow()[2], ...place(440, y), id, name: id, ...changes, wires: [[]] },
    ];
    const rows = [
      row('no account', 60, { account: '' }, {}),
      row('incomplete', 120, { account: 'without-secret' }, {}),
      row('wrong secret', 180, { account: 'wrong' }, {}),
      row('throws', 240, { lambdaUuid: IMPORT }, { file: 'orders.csv' }),
      row('too many', 300, { concurrency: 1, queueLimit: 0 }, {}),
      row('limited', 360, { attempts: '1', attemptsType: 'num' }, {}),
    ];
    // Two messages in one go: the second finds the first under way.
    const both = {
      ...{ ...place(140, 420), ...asking },
      ...{ id: 'ask-both', payload: '{}', wires: [['too many', 'too many']] },
    };
    const accounts = [account('without-secret', {}), account('wrong', { clientSecret: 'wrong' })];
    await stage.nodeRed.deploy([
      ...stage.flow().slice(0, 2),
      ...accounts,
      ...rows.flat(),
      both,
    ] as FlowNode[]);
    await using editor = await stage.open('de');
    const ask = (id: string) => stage.nodeRed.admin('POST', `/inject/ask-${id}`, {});
    const shows = (id: string, text: string) =>
      editor.node(id).locator('.red-ui-flow-node-status-label', { hasText: text }).waitFor();
    const ofCode = JSON.parse(readFileSync(join(PACKAGE, 'locales/de', `${INVOKE}.json`), 'utf8'));
    await shows('no account', ofCode[INVOKE].status['no-account']);
    await shows('incomplete', ofCode[INVOKE].status['account-incomplete']);
    await ask('wrong secret');
    await shows('wrong secret', ofCode['credentials-rejected']);
    await ask('throws');
    await shows('throws', ofCode['function-failed']);
    await ask('both');
    await shows('too many', ofCode['queue-full']);
    stage.sandbox.faults.add({ service: 'faasGW', times: 1, action: { type: 'answer', status: 429 } });
    await ask('limited');
    await shows('limited', ofCode['rate-limited']);
    await stage.picture(editor, 'statuses');
    expect(editor.problems).toEqual([]);
  });

  test('is watched: a request that would leave the machine is stopped and seen', async () => {
    await using editor = await stage.open();
    const outcome = await editor.page.evaluate("fetch('https://example.com/').catch(() => 'stopped')");
    expect(outcome).toBe('stopped');
    expect(editor.problems).toEqual(['request: https://example.com/']);
  });
});
