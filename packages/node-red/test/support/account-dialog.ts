import type { Sandbox } from '@lp-faas/sandbox';
import type { Editor } from './editor.js';

/** Opens the dialog of a new account from the dialog of an invoke node, and fills it in for the sandbox. */
export async function addAccount(
  editor: Editor,
  sandbox: Sandbox,
  changes: { secret?: string; domainApi?: string } = {},
): Promise<void> {
  await editor.page.locator('#node-input-btn-account-add').click();
  await editor.dialog('node-config');
  await editor.fill('node-config-input-accountId', '12345678');
  await editor.fill('node-config-input-clientId', sandbox.clientId);
  await editor.fill('node-config-input-clientSecret', changes.secret ?? sandbox.clientSecret);
  await editor.page.locator('#node-config-lp-faas-more summary').click();
  await editor.fill('node-config-input-domainApi', changes.domainApi ?? sandbox.url);
}

/** Presses *Test connection*, and returns the outcome of each step and the text that is shown. */
export async function testConnection({ page }: Editor, press?: () => Promise<void>) {
  const button = page.locator('#node-config-lp-faas-test');
  const responded = page.waitForResponse((response) => response.url().endsWith('/test'));
  await (press ?? (() => button.click()))();
  await responded;
  await page.locator('#node-config-lp-faas-test:not([disabled])').waitFor();
  const lines = await page.locator('#node-config-lp-faas-steps li').all();
  const classes = await Promise.all(lines.map((line) => line.getAttribute('class')));
  const shown = await page.locator('#node-config-lp-faas-steps').textContent();
  return { outcomes: classes.map((name) => name?.replace('lp-faas-', '')), shown };
}
