import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import type { Browser } from 'playwright-core';
import { findChromium, startChromium } from './support/chromium.js';
import { Editor, VIEWPORT } from './support/editor.js';
import { InstalledNodeRed } from './support/installed.js';
import { type FlowNode, PACKAGE, VERSIONS } from './support/node-red.js';

const ROOT = join(PACKAGE, '../..');
const IMAGES = join(ROOT, 'docs/images');
const DOCUMENTED = new Set(['node-red-account', 'node-red-invoke', 'node-red-flow']);
const HELLO = '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11';
const ACCOUNT = 'liveperson-functions-account';
const INVOKE = 'liveperson-functions-invoke';
const STEPS = ['options', 'domains', 'token', 'claims', 'gateway'];

const texts = (language: string, type: string): Record<'label' | 'error', Record<string, string>> => {
  const catalog = readFileSync(join(PACKAGE, 'locales', language, `${type}.json`), 'utf8');
  return JSON.parse(catalog)[type];
};
const error = (type: string, key: string) => texts('en-US', type).error[key];

const { PICTURES: pictures } = process.env;
const { path, missing } = findChromium();
const suite = path === undefined ? describe.skip : describe;

suite.each(VERSIONS)(`the editor of Node-RED %i${missing ? ` (${missing})` : ''}`, (version) => {
  let sandbox: Sandbox;
  let nodeRed: InstalledNodeRed;
  let browser: Browser;

  const open = (language?: string) => Editor.open(browser, nodeRed.url, language ? { language } : {});

  /** For the documentation, and only when asked for. PICTURES is 1, or a folder to look through. */
  async function picture(editor: Editor, name: string, area?: string): Promise<void> {
    if (pictures === undefined || (pictures === '1' && !(version === 5 && DOCUMENTED.has(name)))) return;
    const folder = pictures === '1' ? IMAGES : join(pictures, String(version));
    await mkdir(folder, { recursive: true });
    const file = { path: join(folder, `${name}.png`) };
    await editor.page.evaluate("$('#red-ui-notifications').empty()");
    await editor.page.setViewportSize(
      area === undefined ? { width: 1180, height: 560 } : { width: 1360, height: 1140 },
    );
    await editor.page.evaluate("$('#red-ui-workspace-chart').scrollTop(0).scrollLeft(0)");
    if (area === undefined) await editor.page.getByText('1 running').waitFor({ state: 'hidden' });
    if (area === undefined) await editor.page.screenshot(file);
    else await editor.page.locator(area).last().screenshot(file);
    await editor.page.setViewportSize(VIEWPORT);
  }

  /** Opens the dialog of a new account from within an invoke node's, and fills it in for the sandbox. */
  async function addAccount(editor: Editor, changes: { secret?: string; domainApi?: string } = {}) {
    await editor.page.locator('#node-input-btn-account-add').click();
    await editor.page.locator('#node-config-dialog-ok').waitFor();
    await editor.fill('node-config-input-accountId', '12345678');
    await editor.fill('node-config-input-clientId', sandbox.clientId);
    await editor.fill('node-config-input-clientSecret', changes.secret ?? sandbox.clientSecret);
    await editor.page.locator('#node-config-lp-faas-more summary').click();
    await editor.fill('node-config-input-domainApi', changes.domainApi ?? sandbox.url);
  }

  /** Presses *Test connection*: the outcome of each step, and the words on the screen. */
  async function testConnection({ page }: Editor) {
    const button = page.locator('#node-config-lp-faas-test');
    const answered = page.waitForResponse((response) => response.url().endsWith('/test'));
    await button.click();
    await answered;
    await page.locator('#node-config-lp-faas-test:not([disabled])').waitFor();
    const lines = await page.locator('#node-config-lp-faas-steps li').all();
    const classes = await Promise.all(lines.map((line) => line.getAttribute('class')));
    const shown = await page.locator('#node-config-lp-faas-steps').textContent();
    return { outcomes: classes.map((name) => name?.replace('lp-faas-', '')), shown };
  }

  const flow = (): FlowNode[] => [
    { id: 'flow', type: 'tab', label: 'Flow' },
    {
      id: 'account',
      type: ACCOUNT,
      accountId: '12345678',
      domainApi: sandbox.url,
      credentials: { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
    },
    {
      id: 'invoke',
      type: INVOKE,
      z: 'flow',
      x: 300,
      y: 200,
      account: 'account',
      lambdaUuid: HELLO,
      wires: [[]],
    },
  ];

  beforeAll(async () => {
    sandbox = await startSandbox({ functions: join(ROOT, 'examples/functions') });
    nodeRed = await InstalledNodeRed.start({ version });
    browser = await startChromium(path as string);
  });
  afterAll(async () => {
    await browser?.close();
    await nodeRed?.[Symbol.asyncDispose]();
    await sandbox?.close();
  });

  test('builds a flow by hand, tests its account, deploys it, and shows what the function answered', async () => {
    await using editor = await open();
    const inject = await editor.drag('inject', 120, 200);
    const invoke = await editor.drag(INVOKE, 340, 200);
    const debug = await editor.drag('debug', 600, 200);
    await editor.wire(inject, invoke);
    await editor.wire(invoke, debug);
    await editor.edit(invoke);
    await addAccount(editor);
    const { outcomes } = await testConnection(editor);
    expect(outcomes).toEqual(STEPS.map(() => 'ok'));
    await picture(editor, 'node-red-account', '.red-ui-tray');
    await editor.leave('ok', 'node-config');
    await editor.setTyped('lambdaUuid', 'str', HELLO);
    await editor.setTyped('payload', 'json', '{"name":"Ada"}');
    await picture(editor, 'node-red-invoke', '.red-ui-tray');
    await editor.leave('ok');
    expect(await editor.about(invoke, 'valid')).toBe(true);
    await editor.do('core:show-debug-tab');
    await editor.deploy();
    await editor.inject(inject);
    const answer = editor.page.locator('.red-ui-debug-msg');
    await answer.waitFor();
    expect(await answer.textContent()).toMatch(/msg\.payload[\s\S]*greeting: "Hello Ada"/);
    await picture(editor, 'node-red-flow');
    expect(editor.problems).toEqual([]);
  });

  test('says which step of a connection test failed', async () => {
    await using editor = await open();
    await editor.edit(await editor.drag(INVOKE, 300, 200));
    await addAccount(editor, { secret: 'not-the-secret' });
    const wrong = await testConnection(editor);
    expect(wrong.outcomes).toEqual(['ok', 'ok', 'failed', 'skipped', 'skipped']);
    expect(wrong.shown).not.toContain('not-the-secret');
    await picture(editor, 'wrong-secret', '.red-ui-tray');
    await editor.fill('node-config-input-clientSecret', sandbox.clientSecret);
    await editor.fill('node-config-input-domainApi', 'http://127.0.0.1:1');
    const unreachable = await testConnection(editor);
    expect(unreachable.outcomes).toEqual(['ok', 'failed', 'skipped', 'skipped', 'skipped']);
    expect(unreachable.shown).toContain('127.0.0.1:1');
    expect(editor.problems).toEqual([]);
  });

  test('marks the fields that are wrong, and says what is wrong with them', async () => {
    await using editor = await open();
    const invoke = await editor.drag(INVOKE, 300, 200);
    await editor.edit(invoke);
    await editor.page.locator('.lp-faas-more summary').click();
    await addAccount(editor, { secret: '', domainApi: 'ftp://example.com' });
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
    await nodeRed.deploy(flow());
    let exported: string;
    {
      await using editor = await open();
      expect(await editor.about('account', 'valid')).toBe(true);
      expect(await editor.about('invoke', 'validationErrors')).toEqual([]);
      exported = await editor.exported();
      expect(exported).toContain(HELLO);
      expect(exported).not.toContain(sandbox.clientSecret);
    }
    await nodeRed.deploy([]);
    await using editor = await open();
    await editor.import(exported);
    await editor.page.waitForFunction(`RED.nodes.filterNodes({ type: '${INVOKE}' }).length > 0`);
    const id = (type: string): Promise<string> =>
      editor.page.evaluate(`RED.nodes.createCompleteNodeSet().find(({ type }) => type === '${type}').id`);
    const [account, invoke] = [await id(ACCOUNT), await id(INVOKE)];
    expect(await editor.about(account, 'validationErrors')).toEqual([error(ACCOUNT, 'secret-missing')]);
    expect(await editor.about(invoke, 'valid')).toBe(false);
    await editor.edit(account);
    await editor.isRed('node-config-input-clientSecret');
    await editor.fill('node-config-input-clientId', sandbox.clientId);
    await editor.fill('node-config-input-clientSecret', sandbox.clientSecret);
    await editor.leave('ok', 'node-config');
    expect(await editor.about(account, 'valid')).toBe(true);
    expect(await editor.about(invoke, 'valid')).toBe(true);
    expect(editor.problems).toEqual([]);
  });

  test.each(['en-US', 'de', 'ja'])(
    'speaks %s in both dialogs, in full, and in the help',
    async (language) => {
      await nodeRed.deploy(flow());
      await using editor = await open(language);
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
        await picture(editor, `${type}-${language}`, '.red-ui-tray');
        await editor.leave('cancel', type === ACCOUNT ? 'node-config' : 'node');
        const help = readFileSync(join(PACKAGE, 'locales', language, `${type}.html`), 'utf8');
        await editor.page.evaluate(`RED.sidebar.help.show('${type}')`);
        const [, first = 'no paragraph'] = /<p>([^<]+)/.exec(help) ?? [];
        await editor.page.locator('.red-ui-help', { hasText: first.trim() }).first().waitFor();
      }
      expect(editor.problems).toEqual([]);
    },
  );

  test('is watched: a request that would leave the machine is stopped and seen', async () => {
    await using editor = await open();
    const outcome = await editor.page.evaluate("fetch('https://example.com/').catch(() => 'stopped')");
    expect(outcome).toBe('stopped');
    expect(editor.problems).toEqual(['request: https://example.com/']);
  });
});
