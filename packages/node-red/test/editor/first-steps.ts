import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { testConnection } from '../support/account-dialog.js';
import { ACCEPTED, ALWAYS_REFUSED } from '../support/refused.js';
import { HELLO, INVOKE, type Stage } from '../support/stage.js';
import { textIn } from '../support/texts.js';

const LANGUAGES = ['en-US', 'de', 'ja'];

export function firstStepsTests(stage: Stage): void {
  test.each(['lambda', 'faas', 'function', 'LivePerson'])(
    'the filter of the palette finds the node by "%s"',
    async (word) => {
      const editor = await stage.open();
      const { page } = editor;
      // Not by the mouse: a notification of another test's deploy may still shade the page.
      await page.locator('#red-ui-palette-search input').focus();
      await page.keyboard.type(word);
      await page.locator('.red-ui-palette-node[data-palette-type="inject"]').waitFor({ state: 'hidden' });
      expect(await page.locator(`.red-ui-palette-node[data-palette-type="${INVOKE}"]`).isVisible()).toBe(
        true,
      );
      if (word === 'lambda') await stage.picture(editor, 'node-red-palette', undefined, 640);
      for (const _ of word) await page.keyboard.press('Backspace');
      await page.locator('.red-ui-palette-node[data-palette-type="inject"]').waitFor();
    },
  );

  test.each<[string, object, string]>([
    ['its name', { name: 'Greet' }, 'Greet'],
    ['the start of its UUID', {}, '0b7ad0c8…'],
    ['its event', { target: 'event', eventId: 'my_event' }, 'my_event'],
    [
      'what it is, if the message names the function',
      { lambdaUuidType: 'msg', lambdaUuid: 'fn' },
      'LivePerson function',
    ],
    ['what it is, if it has no function', { lambdaUuid: '' }, 'LivePerson function'],
  ])('a node shows %s', async (_, changes, label) => {
    const editor = await stage.open(stage.flow(changes));
    await editor.node('invoke').locator('.red-ui-flow-node-label', { hasText: label }).waitFor();
    expect(await editor.node('invoke').locator('.red-ui-flow-node-label').first().textContent()).toBe(label);
  });

  test.each(LANGUAGES)(
    'the fields say in %s what they take, and what is sent for an empty caller name',
    async (language) => {
      const editor = await stage.open(stage.flow({ lambdaUuid: '' }), language);
      await editor.edit('invoke');
      const placeholder = (name: string) =>
        editor.page.locator(`#node-input-${name} + * .red-ui-typedInput-input`).getAttribute('placeholder');
      const local = textIn(language, INVOKE);
      expect(await placeholder('lambdaUuid')).toBe(local('placeholder.lambdaUuid'));
      expect(await placeholder('eventSource')).toBe('node-red');
      await editor.page.selectOption('#node-input-target', 'event');
      expect(await placeholder('eventId')).toBe(local('placeholder.eventId'));
      expect(editor.problems).toEqual([]);
    },
  );

  test.each(LANGUAGES.flatMap((language) => ['function', 'event'].map((target) => [language, target])))(
    'at 1280 x 800 in %s, all fields for the target %s but timeout and retries are visible without scrolling',
    async (language, target) => {
      const editor = await stage.open(
        stage.flow({ target, eventId: 'my_event', failureOutput: true }),
        language as string,
      );
      const { page } = editor;
      await page.setViewportSize({ width: 1280, height: 800 });
      try {
        await editor.edit('invoke');
        await stage.screenshot(editor, `size-${language}-${target}`);
        const names = ['eventSource', 'concurrency', 'queueLimit', 'ordered', 'failureOutput'];
        expect(
          await hidden(
            page,
            names.map((name) => `#node-input-${name}`),
          ),
        ).toEqual([]);
      } finally {
        await page.setViewportSize({ width: 1360, height: 860 });
      }
      expect(editor.problems).toEqual([]);
    },
  );

  test.each([false, true])(
    'at 1280 x 800, the result of a connection test leaves the fields in place (all of them shown: %s)',
    async (isOpen) => {
      const editor = await stage.open(stage.flow());
      const { page } = editor;
      await page.setViewportSize({ width: 1280, height: 800 });
      try {
        await editor.edit('account');
        await page.evaluate(`$('#node-config-lp-faas-more').prop('open', ${isOpen})`);
        await editor.fill('node-config-input-clientSecret', 'wrong');
        const fields = ['name', 'accountId', 'clientId', 'clientSecret'].map(
          (name) => `#node-config-input-${name}`,
        );
        const places = () =>
          page.evaluate(`${JSON.stringify(fields)}.map((field) =>
            $(field)[0].getBoundingClientRect().top - $(field).closest('form')[0].getBoundingClientRect().top)`);
        const before = await places();
        await testConnection(editor);
        await stage.screenshot(editor, `result-${isOpen}`);
        expect(await places()).toEqual(before);
        expect(await hidden(page, [...fields, '#node-config-lp-faas-test', '.lp-faas-steps li'])).toEqual([]);
      } finally {
        await page.setViewportSize({ width: 1360, height: 860 });
      }
    },
  );

  test('the editor refuses what the runtime always refuses, and accepts what it accepts', async () => {
    const english = textIn('en-US', INVOKE);
    const place = { z: 'flow', wires: [[]] };
    const nodes = [...ALWAYS_REFUSED, ...ACCEPTED].map(([, changes], n) => ({
      ...{
        id: `n${n}`,
        type: INVOKE,
        ...place,
        x: 200,
        y: 60 + 40 * n,
        account: 'account',
        lambdaUuid: HELLO,
      },
      ...changes,
    }));
    const editor = await stage.open([...stage.flow().slice(0, 2), ...nodes]);
    for (const [n, [name, , key]] of [
      ...ALWAYS_REFUSED,
      ...ACCEPTED.map((all) => [...all, ''] as const),
    ].entries()) {
      const errors = await editor.about<string[]>(`n${n}`, 'validationErrors');
      expect([name, errors]).toEqual([name, key === '' ? [] : [english(key)]]);
    }
    expect(editor.problems).toEqual([]);
  });

  test('a field is red in the open dialog while the runtime would refuse it', async () => {
    const editor = await stage.open(stage.flow());
    await editor.edit('invoke');
    await editor.page.evaluate("$('.lp-faas-more').prop('open', true)");
    for (const [name, type, value] of [
      ['deadlineMs', 'num', '-5'],
      ['attempts', 'num', '99'],
      ['eventSource', 'str', 'ä'],
      ['payload', 'msg', ''],
    ] as const) {
      await editor.setTyped(name, type, value);
      await editor.page.locator(`#node-input-${name} + .red-ui-typedInput-container.input-error`).waitFor();
    }
    await stage.picture(editor, 'refused', '.red-ui-tray');
    expect(editor.problems).toEqual([]);
  });

  test('a problem names the label of a field, in the language of the editor', async () => {
    const editor = await stage.open(stage.flow({ account: '' }), 'de');
    const errors = await editor.about<string[]>('invoke', 'validationErrors');
    expect(errors).toEqual([expect.stringContaining(textIn('de', INVOKE)('label.account'))]);
  });
}

/** Which of these elements are not completely inside the visible part of the page, or are covered, and by what. */
async function hidden(page: Page, selectors: readonly string[]): Promise<string[]> {
  let found: string[] = [];
  // The editor moves a dialog into its place for some time.
  for (let tries = 0; tries < 300; tries += 1) {
    found = await hiddenNow(page, selectors);
    if (found.length === 0) break;
    await page.evaluate('new Promise((next) => requestAnimationFrame(() => setTimeout(next, 50)))');
  }
  return found;
}

async function hiddenNow(page: Page, selectors: readonly string[]): Promise<string[]> {
  // Another test's deploy may still be announced on top of the page. And once the editor had left a part of a dialog under
  // its sidebar: at a resize it places the dialog again. The fields themselves do nothing at a resize.
  await page.evaluate("$('#red-ui-notifications').hide(); $(window).trigger('resize')");
  const found = await page.evaluate<string[]>(`${JSON.stringify(selectors)}.flatMap((selector) => {
    const elements = [...document.querySelectorAll(selector)].map((element) =>
      $(element).next('.red-ui-typedInput-container')[0] ?? element);
    if (elements.length === 0) return [selector + ' is not there'];
    return elements.flatMap((element) => {
      // A label in two lines could hide its end.
      const label = element.closest('label');
      if (label && label.offsetHeight > 30) return [selector + ' has a label of two lines'];
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const isInside = top >= 0 && bottom <= innerHeight && right > left && bottom > top;
      if (!isInside) return [selector + ' is outside'];
      const found = document.elementFromPoint((left + right) / 2, bottom - 2);
      const isCovered = !(element.contains(found) || found?.contains(element));
      return isCovered ? [selector + ' is covered by ' + (found?.id || found?.className)] : [];
    });
  })`);
  await page.evaluate("$('#red-ui-notifications').show()");
  return found;
}
