import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { addAccount, testConnection } from './support/account-dialog.js';
import { changeAll, contrasts, entered, hint } from './support/dialog.js';
import { PACKAGE } from './support/node-red.js';
import { ACCOUNT, describeEditor, INVOKE } from './support/stage.js';

const errors = (type: string): Record<string, string> => {
  const catalog = readFileSync(join(PACKAGE, 'locales/en-US', `${type}.json`), 'utf8');
  return JSON.parse(catalog)[type].error;
};
const NODE = 'node-input';
const CONFIG = 'node-config-input';

describeEditor('the dialogs in the editor', (stage) => {
  const deployed = async (id: string): Promise<Record<string, unknown>> => {
    const { text } = await stage.nodeRed.admin('GET', '/flows');
    return (JSON.parse(text) as Record<string, unknown>[]).find((node) => node['id'] === id) ?? {};
  };

  test('say in the pointed field what is wrong with it', async () => {
    await stage.nodeRed.deploy(stage.flow());
    await using editor = await stage.open();
    const [ofAccount, ofInvoke] = [errors(ACCOUNT), errors(INVOKE)];
    await editor.edit('invoke');
    await editor.page.locator('.lp-faas-more summary').click();
    await editor.page.locator('#node-input-lambdaUuid + * .red-ui-typedInput-input').fill('no UUID');
    await editor.page.keyboard.press('Tab');
    await hint(editor, 'node-input-lambdaUuid', ofInvoke['lambda-uuid'] ?? '');
    await editor.fill('node-input-concurrency', '-1');
    await hint(editor, 'node-input-concurrency', ofInvoke['concurrency'] ?? '');
    await editor.page.selectOption('#node-input-target', 'event');
    await hint(editor, 'node-input-eventId', ofInvoke['event-id'] ?? '');
    await addAccount(editor, stage.sandbox, { secret: '' });
    await editor.fill('node-config-input-accountId', '1234 5678');
    await hint(editor, 'node-config-input-accountId', ofAccount['account-id'] ?? '');
    await hint(editor, 'node-config-input-clientSecret', ofAccount['secret-missing'] ?? '');
    expect(editor.problems).toEqual([]);
  });

  test('offer the events that contain what is typed, and take any other id as well', async () => {
    await stage.nodeRed.deploy(stage.flow());
    await using editor = await stage.open();
    const typed = editor.page.locator('#node-input-eventId + * .red-ui-typedInput-input');
    await editor.edit('invoke');
    await editor.page.selectOption('#node-input-target', 'event');
    await typed.click();
    await editor.page.keyboard.type('new_conv');
    const offered = editor.page.locator('.red-ui-autoComplete-container a');
    await offered.first().waitFor();
    expect(await offered.allTextContents()).toEqual(['controllerbot_messaging_new_conversation']);
    await offered.first().click();
    expect(await typed.inputValue()).toBe('controllerbot_messaging_new_conversation');
    await editor.leave('ok');
    expect(await editor.about('invoke', 'eventId')).toBe('controllerbot_messaging_new_conversation');
    await editor.edit('invoke');
    await typed.fill('an_event_of_my_own');
    await editor.leave('ok');
    expect(await editor.about('invoke', 'valid')).toBe(true);
    await editor.deploy();
    expect(await deployed('invoke')).toMatchObject({ target: 'event', eventId: 'an_event_of_my_own' });
    expect(editor.problems).toEqual([]);
  });

  test.each([
    [INVOKE, 'invoke', NODE, 'node', {}, ['outputs']],
    [
      ACCOUNT,
      'account',
      CONFIG,
      'node-config',
      { accountId: '87654321', domainApi: 'https://api.example.com', clientSecret: 'another' },
      [],
    ],
  ] as const)(
    'keep every property of %s over deploy and reload',
    async (type, id, prefix, dialog, values, derived) => {
      const others = [
        { id: 'other', type: ACCOUNT, accountId: '1', credentials: { clientId: 'c', clientSecret: 's' } },
        { id: 'proxy', type: 'http proxy', url: 'http://127.0.0.1:1' },
        { id: 'tls', type: 'tls-config' },
      ];
      await stage.nodeRed.deploy([...stage.flow(), ...others]);
      let expected: Awaited<ReturnType<typeof entered>>;
      {
        await using editor = await stage.open();
        await editor.edit(id);
        const before = await entered(editor, id, prefix);
        expect(before.missing).toEqual(derived);
        await changeAll(editor, Object.keys(before.fields), prefix, values);
        expected = await entered(editor, id, prefix);
        const isUnchanged = ([name, field]: [string, unknown]): boolean =>
          JSON.stringify(field) === JSON.stringify(expected.fields[name]);
        expect(Object.entries(before.fields).filter(isUnchanged)).toEqual([]);
        await editor.leave('ok', dialog);
        await editor.deploy();
        expect(editor.problems).toEqual([]);
      }
      await using editor = await stage.open();
      await editor.edit(id);
      const { fields } = await entered(editor, id, prefix);
      // The editor never sees it again.
      const secret = type === ACCOUNT ? { clientSecret: { value: '__PWRD__' } } : {};
      expect(fields).toEqual({ ...expected.fields, ...secret });
      const stored = await deployed(id);
      for (const [name, { value, type: kind }] of Object.entries(fields)) {
        if (name.startsWith('client')) continue;
        expect([name, String(stored[name])]).toEqual([name, String(value)]);
        if (kind !== undefined) expect([name, stored[`${name}Type`]]).toEqual([name, kind]);
      }
      if (type === INVOKE) expect(stored['outputs']).toBe(2);
    },
  );

  test('take the wire of the second output away with the output', async () => {
    const debug = { id: 'debug', type: 'debug', z: 'flow', x: 600, y: 200, wires: [] };
    const two = { failureOutput: true, outputs: 2, wires: [['debug'], ['debug']] };
    await stage.nodeRed.deploy([...stage.flow(two), debug]);
    await using editor = await stage.open();
    const ports = editor.node('invoke').locator('.red-ui-flow-port-output');
    expect(await ports.count()).toBe(2);
    await editor.edit('invoke');
    await editor.page.locator('#node-input-failureOutput').uncheck();
    await editor.leave('ok');
    expect(await ports.count()).toBe(1);
    await editor.deploy();
    expect(await deployed('invoke')).toMatchObject({ outputs: 1, wires: [['debug']] });
    expect(editor.problems).toEqual([]);
  });

  test('can be used with the keyboard, and tell each field by its name', async () => {
    await stage.nodeRed.deploy(stage.flow());
    await using editor = await stage.open();
    const { page } = editor;
    const nameless = `[...document.querySelectorAll('.lp-faas-form :is(input, select, button):not([type=hidden])')]
      .filter((field) => field.offsetParent !== null && !field.closest('[role=group][aria-label]:not([aria-label=""])'))
      .filter(({ labels, textContent, title }) => ![...labels].some((label) => label.textContent.trim()) && !textContent.trim())
      .map(({ id, className }) => id || className)`;
    await editor.edit('invoke');
    await page.evaluate("$('.lp-faas-more').prop('open', true)");
    const ofEditor = ['node-input-btn-account-edit', 'node-input-btn-account-add'];
    expect((await page.evaluate<string[]>(nameless)).filter((id) => !ofEditor.includes(id))).toEqual([]);
    await page.getByLabel('Deadline (ms)').and(page.locator('input')).fill('1234');
    await page.locator('label[for=node-input-lambdaUuid]').click();
    await page.keyboard.type('typed ');
    expect(await page.evaluate("$('#node-input-lambdaUuid').typedInput('value')")).toContain('typed ');
    await editor.leave('cancel');
    await editor.edit('account');
    await page.locator('#node-config-input-clientSecret').focus();
    const pressed = await testConnection(editor, async () => {
      const passed: string[] = [];
      while (passed.at(-1) !== 'node-config-lp-faas-test') {
        expect(passed.length).toBeLessThan(30);
        await page.keyboard.press('Tab');
        passed.push(await page.evaluate('document.activeElement.id'));
      }
      await page.keyboard.press('Enter');
    });
    expect(pressed.outcomes).toEqual(Array(5).fill('ok'));
    expect(await page.locator('[aria-live=polite]').getByRole('img', { name: 'passed' }).count()).toBe(5);
    expect(editor.problems).toEqual([]);
  });

  const themes = stage.version < 5 ? ['light'] : ['light', 'dark'];
  test.each(themes)('are legible in the %s theme', async (theme) => {
    await stage.nodeRed.deploy(stage.flow());
    await using editor = await stage.open();
    const { page } = editor;
    await page.evaluate(`document.documentElement.classList.toggle('nr-theme-dark', ${theme === 'dark'})`);
    const isPale = ({ isIcon, ratio }: { isIcon: boolean; ratio: number }) => ratio < (isIcon ? 3 : 4.5);
    await editor.edit('account');
    await page.evaluate("$('.lp-faas-more').prop('open', true)");
    await editor.fill('node-config-input-clientSecret', 'wrong');
    await testConnection(editor);
    await page.evaluate("$('.lp-faas-steps li').first().attr('class', 'lp-faas-warning')");
    await stage.picture(editor, `account-${theme}`, '.red-ui-tray');
    // What stands in the form beside Node-RED's own fields.
    const words = '.lp-faas-form :is(label, label > i, summary, li > *)';
    const ofAccount = await contrasts(editor, words);
    expect(ofAccount.length).toBeGreaterThan(35);
    await editor.leave('cancel', 'node-config');
    await editor.edit('invoke');
    await page.evaluate("$('.lp-faas-more').prop('open', true)");
    await stage.picture(editor, `invoke-${theme}`, '.red-ui-tray');
    const ofInvoke = await contrasts(editor, words);
    expect([...ofAccount, ...ofInvoke].filter(isPale)).toEqual([]);
    expect(editor.problems).toEqual([]);
  });
});
