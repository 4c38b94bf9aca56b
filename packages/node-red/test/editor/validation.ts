import { expect, test } from '@jest/globals';
import { addAccount, testConnection } from '../support/account-dialog.js';
import { hint } from '../support/dialog.js';
import { ACCOUNT, INVOKE, type Stage } from '../support/stage.js';
import { textIn } from '../support/texts.js';

const error = (type: string, key: string) => textIn('en-US', type)(`error.${key}`);

export function validationTests(stage: Stage): void {
  test('a failed connection test shows which of its steps failed', async () => {
    const editor = await stage.open();
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

  test('invalid fields are red, and the node lists what is wrong with them', async () => {
    const editor = await stage.open();
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

  test('a tooltip on an invalid field explains what is wrong with it', async () => {
    const editor = await stage.open(stage.flow());
    await editor.edit('invoke');
    await editor.page.locator('.lp-faas-more summary').click();
    await editor.page.locator('#node-input-lambdaUuid + * .red-ui-typedInput-input').fill('no UUID');
    await editor.page.keyboard.press('Tab');
    await hint(editor, 'node-input-lambdaUuid', error(INVOKE, 'lambda-uuid'));
    await editor.fill('node-input-concurrency', '-1');
    await hint(editor, 'node-input-concurrency', error(INVOKE, 'concurrency'));
    await editor.page.selectOption('#node-input-target', 'event');
    await hint(editor, 'node-input-eventId', error(INVOKE, 'event-id'));
    await addAccount(editor, stage.sandbox, { secret: '' });
    await editor.fill('node-config-input-accountId', '1234 5678');
    await hint(editor, 'node-config-input-accountId', error(ACCOUNT, 'account-id'));
    await hint(editor, 'node-config-input-clientSecret', error(ACCOUNT, 'secret-missing'));
    expect(editor.problems).toEqual([]);
  });

  test('the URL of a shared cache is checked as it is typed, and a server that is down is a warning', async () => {
    const editor = await stage.open(stage.flow());
    await editor.edit('account');
    const [id, red] = ['node-config-input-sharedCache', '#node-config-input-sharedCache.input-error'];
    for (const wrong of ['https://cache.example', 'redis://cache.example/queue', 'redis://$(HOST):6379']) {
      await editor.fill(id, wrong);
      await editor.isRed(id);
    }
    await editor.fill(id, 'redis://user:cache-canary@127.0.0.1:1/0');
    expect(await editor.page.locator(red).count()).toBe(0);
    const { outcomes, shown } = await testConnection(editor);
    expect(outcomes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'warning']);
    expect(shown).toContain(error(ACCOUNT, 'cache-unavailable').replace('__name__', 'ECONNREFUSED'));
    expect(shown).not.toContain('canary');
    await editor.leave('ok', 'node-config');
    await editor.deploy();
    await editor.reload();
    await editor.edit('account');
    await editor.page.locator('#node-config-input-sharedCache').waitFor();
    expect(await editor.page.locator('#node-config-input-sharedCache').inputValue()).toBe('__PWRD__');
    expect(editor.problems).toEqual([]);
  });
}
