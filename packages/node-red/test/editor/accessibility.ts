import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { testConnection } from '../support/account-dialog.js';
import { contrasts, labels } from '../support/dialog.js';
import { PACKAGE } from '../support/node-red.js';
import { ACCOUNT, INVOKE, type Stage } from '../support/stage.js';
import { textIn } from '../support/texts.js';

export function accessibilityTests(stage: Stage): void {
  test.each(['en-US', 'de', 'ja'])(
    'the dialogs show every label, and the sidebar the help, in %s',
    async (language) => {
      const editor = await stage.open(stage.flow(), language);
      for (const [id, type] of [
        ['invoke', INVOKE],
        ['account', ACCOUNT],
      ] as const) {
        await editor.edit(id);
        await editor.page.evaluate("$('.lp-faas-more').prop('open', true)");
        const { texts, wrapped } = await labels(editor);
        expect(Object.keys(texts).length).toBeGreaterThan(8);
        const expected = textIn(language, type);
        for (const [key, text] of Object.entries(texts))
          expect([key, text]).toEqual([key, expected(`label.${key}`)]);
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

  test('the dialogs can be used with the keyboard, and name every field for screen readers', async () => {
    const editor = await stage.open(stage.flow());
    const { page } = editor;
    const unlabelled = `[...document.querySelectorAll('.lp-faas-form :is(input, select, button):not([type=hidden])')]
      .filter((field) => field.offsetParent !== null && !field.closest('[role=group][aria-label]:not([aria-label=""])'))
      .filter(({ labels, textContent, title }) => ![...labels].some((label) => label.textContent.trim()) && !textContent.trim())
      .map(({ id, className }) => id || className)`;
    await editor.edit('invoke');
    await page.evaluate("$('.lp-faas-more').prop('open', true)");
    const ofEditor = ['node-input-btn-account-edit', 'node-input-btn-account-add'];
    expect((await page.evaluate<string[]>(unlabelled)).filter((id) => !ofEditor.includes(id))).toEqual([]);
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
  test.each(themes)('the dialogs have enough contrast in the %s theme', async (theme) => {
    const editor = await stage.open(stage.flow());
    const { page } = editor;
    await page.evaluate(`document.documentElement.classList.toggle('nr-theme-dark', ${theme === 'dark'})`);
    const isPale = ({ isIcon, ratio }: { isIcon: boolean; ratio: number }) => ratio < (isIcon ? 3 : 4.5);
    await editor.edit('account');
    await page.evaluate("$('.lp-faas-more').prop('open', true)");
    await editor.fill('node-config-input-clientSecret', 'wrong');
    await testConnection(editor);
    await page.evaluate("$('.lp-faas-steps li').first().attr('class', 'lp-faas-warning')");
    await stage.picture(editor, `account-${theme}`, '.red-ui-tray');
    // The texts and icons of the form, without Node-RED's own fields.
    const selector = '.lp-faas-form :is(label, label > i, summary, li > *)';
    const ofAccount = await contrasts(editor, selector);
    expect(ofAccount.length).toBeGreaterThan(35);
    await editor.leave('cancel', 'node-config');
    await editor.edit('invoke');
    await page.evaluate("$('.lp-faas-more').prop('open', true)");
    await stage.picture(editor, `invoke-${theme}`, '.red-ui-tray');
    const ofInvoke = await contrasts(editor, selector);
    expect([...ofAccount, ...ofInvoke].filter(isPale)).toEqual([]);
    expect(editor.problems).toEqual([]);
  });
}
