import { expect, test } from '@jest/globals';
import { addAccount, testConnection } from '../support/account-dialog.js';
import { exportedFlow, importFlow } from '../support/clipboard.js';
import type { FlowNode } from '../support/node-red.js';
import { ACCOUNT, HELLO, INVOKE, type Stage } from '../support/stage.js';
import { textIn } from '../support/texts.js';

/** The function that fails on purpose. */
const IMPORT = '9e4b6a70-1f3d-4c58-b2a9-7d60c5e8f333';
const STEPS = ['options', 'domains', 'token', 'claims', 'gateway'];

export function flowTests(stage: Stage): void {
  test('a flow built by hand, with its account tested, is deployed and shows the result of the function', async () => {
    const editor = await stage.open();
    const inject = await editor.drag('inject', 120, 200);
    const invoke = await editor.drag(INVOKE, 340, 200);
    const debug = await editor.drag('debug', 600, 200);
    await editor.wire(inject, invoke);
    await editor.wire(invoke, debug);
    await stage.picture(editor, 'node-red-wired');
    await editor.edit(invoke);
    await addAccount(editor, stage.sandbox);
    const { outcomes } = await testConnection(editor);
    expect(outcomes).toEqual(STEPS.map(() => 'ok'));
    await stage.picture(editor, 'node-red-account', '.red-ui-tray', 1040);
    await editor.leave('ok', 'node-config');
    await editor.setTyped('lambdaUuid', 'str', HELLO);
    await editor.setTyped('payload', 'json', '{"name":"Ada"}');
    await stage.picture(editor, 'node-red-invoke', '.red-ui-tray', 760);
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

  test('the status of a node shows why it failed, in the language of the browser', async () => {
    const { url: domainApi, clientId } = stage.sandbox;
    const account = (id: string, credentials: object) => ({
      ...{ id, type: ACCOUNT, accountId: '12345678', domainApi },
      credentials: { clientId, ...credentials },
    });
    const place = (x: number, y: number) => ({ z: 'flow', x, y });
    const inject = { type: 'inject', props: [{ p: 'payload' }], payloadType: 'json' };
    // Each node has an inject node in front of it.
    const row = (id: string, y: number, changes: object, payload: object) => [
      { ...place(140, y), ...inject, id: `ask-${id}`, payload: JSON.stringify(payload), wires: [[id]] },
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
    // Sends two messages at once: the second arrives while the first is running.
    const both = {
      ...{ ...place(140, 420), ...inject },
      ...{ id: 'ask-both', payload: '{}', wires: [['too many', 'too many']] },
    };
    const accounts = [account('without-secret', {}), account('wrong', { clientSecret: 'wrong' })];
    const flow = [...stage.flow().slice(0, 2), ...accounts, ...rows.flat(), both] as FlowNode[];
    const editor = await stage.openAnew(flow, 'de');
    const press = (id: string) => stage.nodeRed.admin('POST', `/inject/ask-${id}`, {});
    const shows = (id: string, text: string) =>
      editor.node(id).locator('.red-ui-flow-node-status-label', { hasText: text }).waitFor();
    const german = textIn('de', INVOKE);
    await shows('no account', german('status.no-account'));
    await shows('incomplete', german('status.account-incomplete'));
    for (const id of ['wrong secret', 'throws', 'both']) await press(id);
    await shows('wrong secret', german('credentials-rejected'));
    await shows('throws', german('function-failed'));
    await shows('too many', german('queue-full'));
    stage.sandbox.faults.add({ service: 'faasGW', times: 1, action: { type: 'answer', status: 429 } });
    await press('limited');
    await shows('limited', german('rate-limited'));
    await stage.picture(editor, 'statuses');
    expect(editor.problems).toEqual([]);
  });

  test('a Catch node receives the failure of a function, and the debug sidebar shows its code and cause', async () => {
    const place = (x: number, y: number) => ({ z: 'flow', x, y });
    const inject = {
      ...place(140, 100),
      id: 'ask',
      type: 'inject',
      props: [{ p: 'payload' }],
      wires: [['invoke']],
    };
    const rest = [
      {
        ...{ ...inject, payload: '{"file":"orders.csv"}', payloadType: 'json' },
        ...{ repeat: '', crontab: '', once: false, onceDelay: 0.1, topic: '' },
      },
      {
        ...place(180, 200),
        id: 'catch',
        type: 'catch',
        name: 'catch errors',
        scope: null,
        wires: [['debug']],
      },
      { ...place(440, 200), id: 'debug', type: 'debug', name: 'what failed', active: true, tosidebar: true },
    ];
    const shown = { complete: 'error', targetType: 'msg', wires: [] };
    const flow = [...stage.flow({ ...place(400, 100), name: 'Import', lambdaUuid: IMPORT }), ...rest];
    const editor = await stage.open(flow.map((node) => (node.id === 'debug' ? { ...node, ...shown } : node)));
    await editor.do('core:show-debug-tab');
    await editor.inject('ask');
    const answer = editor.page.locator('.red-ui-debug-msg');
    await answer.waitFor();
    expect(await answer.textContent()).toMatch(/msg\.error[\s\S]*code: "function-failed"/);
    await stage.picture(editor, 'node-red-errors', undefined, 760);
    expect(editor.problems).toEqual([]);
  });

  test('an imported account without its secret is invalid, and so are the nodes that use it', async () => {
    const original = await stage.open(stage.flow());
    expect(await original.about('account', 'valid')).toBe(true);
    expect(await original.about('invoke', 'validationErrors')).toEqual([]);
    const exported = await exportedFlow(original);
    expect(exported).toContain(HELLO);
    expect(exported).not.toContain(stage.sandbox.clientSecret);
    const editor = await stage.open();
    await importFlow(editor, exported);
    await editor.page.waitForFunction(`RED.nodes.filterNodes({ type: '${INVOKE}' }).length > 0`);
    const id = (type: string): Promise<string> =>
      editor.page.evaluate(`RED.nodes.createCompleteNodeSet().find(({ type }) => type === '${type}').id`);
    const [account, invoke] = [await id(ACCOUNT), await id(INVOKE)];
    const english = textIn('en-US', ACCOUNT);
    const noId = english('error.missing').replace('__field__', english('label.clientId'));
    expect(await editor.about(account, 'validationErrors')).toEqual([
      `${noId}; ${english('error.secret-missing')}`,
    ]);
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

  test('a request to another machine fails, and the tests notice it', async () => {
    const editor = await stage.open();
    const [failed] = await Promise.all([
      editor.page.waitForEvent('requestfailed'),
      editor.page.evaluate("fetch('https://example.com/').catch(() => undefined)"),
    ]);
    expect(failed.failure()?.errorText).toContain('PROXY');
    expect(editor.problems).toEqual(['request: https://example.com/']);
  });
}
