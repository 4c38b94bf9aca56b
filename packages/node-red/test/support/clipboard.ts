import type { Editor } from './editor.js';

/** The JSON that *Export* puts on the clipboard for the current flow. */
export async function exportedFlow(editor: Editor): Promise<string> {
  const { page } = editor;
  await editor.do('core:show-export-dialog');
  await page
    .locator(
      '#red-ui-clipboard-dialog-tab-clipboard-export-range button, #red-ui-clipboard-dialog-export-rng-flow',
    )
    .last()
    .click();
  const text = await page.inputValue('#red-ui-clipboard-dialog-export-text');
  await page.keyboard.press('Escape');
  return text;
}

/** Imports a flow from its JSON, as *Import* does. */
export async function importFlow(editor: Editor, flow: string): Promise<void> {
  const { page } = editor;
  await editor.do('core:show-import-dialog');
  await page.fill('#red-ui-clipboard-dialog-import-text', flow);
  await page.keyboard.press('Shift');
  await page.locator('#red-ui-clipboard-dialog-ok:not([disabled])').click();
}
