import { expect, test } from '@jest/globals';
import { changeAll, entered } from '../support/dialog.js';
import { ACCOUNT, INVOKE, type Stage } from '../support/stage.js';

const NODE = 'node-input';
const CONFIG = 'node-config-input';

export function dialogTests(stage: Stage): void {
  const deployed = async (id: string): Promise<Record<string, unknown>> => {
    const { text } = await stage.nodeRed.admin('GET', '/flows');
    return (JSON.parse(text) as Record<string, unknown>[]).find((node) => node['id'] === id) ?? {};
  };

  test('the event field suggests events that contain the typed text, and accepts any other id', async () => {
    const editor = await stage.open(stage.flow());
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
    'the dialog keeps every property of %s over a deploy and a reload of the page',
    async (type, id, prefix, dialog, values, derived) => {
      const others = [
        { id: 'other', type: ACCOUNT, accountId: '1', credentials: { clientId: 'c', clientSecret: 's' } },
        { id: 'proxy', type: 'http proxy', url: 'http://127.0.0.1:1' },
        { id: 'tls', type: 'tls-config' },
      ];
      const editor = await stage.open([...stage.flow(), ...others]);
      await editor.edit(id);
      const before = await entered(editor, id, prefix);
      expect(before.missing).toEqual(derived);
      await changeAll(editor, Object.keys(before.fields), prefix, values);
      const expected = await entered(editor, id, prefix);
      const isUnchanged = ([name, field]: [string, unknown]): boolean =>
        JSON.stringify(field) === JSON.stringify(expected.fields[name]);
      expect(Object.entries(before.fields).filter(isUnchanged)).toEqual([]);
      await editor.leave('ok', dialog);
      await editor.deploy();
      await editor.reload();
      await editor.edit(id);
      const { fields } = await entered(editor, id, prefix);
      // The editor never receives a stored secret.
      const secret = type === ACCOUNT ? { clientSecret: { value: '__PWRD__' } } : {};
      expect(fields).toEqual({ ...expected.fields, ...secret });
      const stored = await deployed(id);
      for (const [name, { value, type: kind }] of Object.entries(fields)) {
        if (name.startsWith('client')) continue;
        expect([name, String(stored[name])]).toEqual([name, String(value)]);
        if (kind !== undefined) expect([name, stored[`${name}Type`]]).toEqual([name, kind]);
      }
      if (type === INVOKE) expect(stored['outputs']).toBe(2);
      expect(editor.problems).toEqual([]);
    },
  );

  test('unticking the second output removes its wire as well', async () => {
    const debug = { id: 'debug', type: 'debug', z: 'flow', x: 600, y: 200, wires: [] };
    const two = { failureOutput: true, outputs: 2, wires: [['debug'], ['debug']] };
    const editor = await stage.open([...stage.flow(two), debug]);
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
}
