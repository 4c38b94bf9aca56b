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

  test('the event field lists the known events, and keeps any other id as it is typed', async () => {
    const editor = await stage.open(stage.flow());
    const { page } = editor;
    const typed = page.locator('#node-input-eventId + * .red-ui-typedInput-input');
    await editor.edit('invoke');
    await page.selectOption('#node-input-target', 'event');
    const offered =
      "[...$('#node-input-eventId + * .red-ui-typedInput-input')[0].list.options].map(({ value }) => value)";
    const events = await page.evaluate<string[]>(offered);
    expect(events).toHaveLength(15);
    expect(events).toContain('controllerbot_messaging_new_conversation');
    await typed.click();
    // The beginning of a known event, which a list of suggestions could replace.
    await page.keyboard.type('conversational');
    await page.keyboard.press('Tab');
    expect(await typed.inputValue()).toBe('conversational');
    await editor.setTyped('eventId', 'msg', 'event');
    expect(await typed.getAttribute('list')).toBeNull();
    await editor.setTyped('eventId', 'str', 'conversational');
    expect(await typed.getAttribute('list')).not.toBeNull();
    await editor.leave('ok');
    expect(await editor.about('invoke', 'valid')).toBe(true);
    await editor.deploy();
    expect(await deployed('invoke')).toMatchObject({ target: 'event', eventId: 'conversational' });
    expect(editor.problems).toEqual([]);
  });

  test.each([
    [INVOKE, 'invoke', NODE, 'node', {}, ['outputs']],
    [
      ACCOUNT,
      'account',
      CONFIG,
      'node-config',
      {
        ...{ accountId: '87654321', domainApi: 'https://api.example.com', clientSecret: 'another' },
        // A region is valid with V1 only.
        ...{ trustedDomains: 'example.com', generation: 'v1', sharedCache: 'redis://localhost' },
      },
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
      const secret =
        type === ACCOUNT ? { clientSecret: { value: '__PWRD__' }, sharedCache: { value: '__PWRD__' } } : {};
      expect(fields).toEqual({ ...expected.fields, ...secret });
      const stored = await deployed(id);
      for (const [name, { value, type: kind }] of Object.entries(fields)) {
        if (name.startsWith('client') || name === 'sharedCache') continue;
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
