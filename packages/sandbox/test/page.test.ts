import { mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Sandbox } from '../dist/index.js';
import { startChromium } from './browser/chromium.js';
import { folderWith, functionFiles, invoke, sandboxWith, send, uuidOf, V1, V2 } from './support.js';

jest.setTimeout(60_000);

const MARKUP = '<img src=x onerror="document.title=1">';
const CODE = {
  greet: `function lambda(input, callback) {
    console.warn('greeting', ${JSON.stringify(MARKUP)});
    callback?.(null, { hello: input.payload.name });
    return { hello: input.payload.name };
  }`,
  outside: `async function lambda(input, callback) {
    await fetch('https://crm.example/contacts').catch(() => undefined);
    callback?.(null, 'done');
    return 'done';
  }`,
  throws: `function lambda() { throw new Error('why it failed'); }`,
};

let browser: Browser;
let sandbox: Sandbox;
let page: Page;
/** Everything that the page complained about: errors of scripts, and what its policy refused. */
let complaints: string[];

beforeAll(async () => {
  browser = await startChromium();
  const functions = await folderWith({
    ...functionFiles(CODE),
    'functions/greet/config.json': JSON.stringify({ input: { payload: { name: 'Ada' } } }),
    'functions/throws/config.json': JSON.stringify({ state: 'Modified' }),
  });
  sandbox = await sandboxWith({ functions, offline: true });
});

afterAll(async () => {
  await page?.context().close();
  await browser.close();
});

beforeEach(async () => {
  sandbox.reset();
  await page?.context().close();
  page = await (await browser.newContext()).newPage();
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(`${sandbox.url}/`);
  await page.getByRole('radio').first().waitFor();
});

const choose = (name: string, account = V1) =>
  page.getByRole('radio', { name: new RegExp(`^${name} .*account ${account}`) }).check();
const payload = () => page.getByLabel('Payload (JSON; empty for none)');
const sendForm = () => page.getByRole('button', { name: 'Invoke' }).click();
const answer = () => page.locator('#answer');
const rows = () => page.locator('#requests > li');

test('the page shows each function with its state, account and UUID', async () => {
  const text = await page.locator('#functions').textContent();
  for (const { uuid, account, state } of sandbox.functions) {
    for (const part of [uuid, account, state]) expect(text).toContain(part);
  }
  expect(text).toContain('Modified');
  expect(complaints).toEqual([]);
});

test('the form invokes a function, and shows its answer and its run', async () => {
  await choose('greet', V2);
  expect(JSON.parse(await payload().inputValue())).toEqual({ name: 'Ada' });
  await payload().fill('{"name":"Grace"}');
  await sendForm();
  await answer().getByText('greet answered 200').waitFor();
  expect(JSON.parse((await answer().locator('pre').textContent()) ?? '')).toEqual({ hello: 'Grace' });
  await page.locator('details[open]').waitFor();
  const run = await page.locator('details[open]').textContent();
  expect(run).toMatch(/POST\s+greet\s+200/);
  expect(run).toContain('Warn');
  expect(sandbox.executions(V2)).toEqual({ [uuidOf(sandbox, V2, 'greet')]: 1 });
  expect(complaints).toEqual([]);
});

test('what a function logs is text on the page, whatever markup it holds', async () => {
  await choose('greet');
  await sendForm();
  await page.locator('details[open]').getByText(MARKUP).waitFor();
  expect([await page.locator('img').count(), await page.title()]).toEqual([
    0,
    'LivePerson Functions sandbox',
  ]);
});

test('the last payload of each function is kept beyond the page', async () => {
  await choose('greet');
  await payload().fill('{"name":"kept"}');
  await sendForm();
  await answer().getByText('answered').waitFor();
  await choose('outside');
  expect(JSON.parse(await payload().inputValue())).toEqual({});
  await page.reload();
  await choose('greet');
  expect(await payload().inputValue()).toBe('{"name":"kept"}');
});

test('a payload that is not JSON is not sent, and the reason is shown', async () => {
  await choose('greet');
  await payload().fill('{"name":');
  await sendForm();
  await page.getByText(/^The payload is not valid JSON: /).waitFor();
  expect(sandbox.requests()).toEqual([]);
});

test.each([
  ['outside', /Refused calls[\s\S]*crm\.example\/contacts/],
  ['throws', /Error \(threw\)[\s\S]*why it failed[\s\S]*index\.js:1/],
])('the run of %s shows what its answer hides', async (name, expected) => {
  await choose(name, V2);
  await sendForm();
  await page.locator('details[open]').waitFor();
  expect(await page.locator('details[open]').textContent()).toMatch(expected);
});

test('requests of other clients appear as they come, the newest first, and go with a reset', async () => {
  await invoke(sandbox, V1, 'greet', { name: 'Ada' });
  await rows().nth(1).waitFor();
  expect(await rows().first().textContent()).toContain('greet');
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByText('No requests yet').waitFor();
  expect([await rows().count(), sandbox.requests()]).toEqual([0, []]);
});

test('a row that is open stays open while further requests come', async () => {
  await invoke(sandbox, V1, 'greet', { name: 'Ada' });
  await rows().nth(1).locator('summary').click();
  await send(`${sandbox.url}/later`);
  await rows().nth(2).waitFor();
  expect(await page.locator('details[open]').count()).toBe(1);
  expect(await rows().nth(2).locator('details').getAttribute('open')).toBe('');
});

test('functions that are added to the folder appear', async () => {
  const root = await folderWith(functionFiles({ first: CODE.greet }));
  const growing = await sandboxWith({ functions: root });
  await page.goto(`${growing.url}/`);
  await page
    .getByRole('radio', { name: /^first / })
    .first()
    .waitFor();
  await mkdir(`${root}/functions/second`);
  await writeFile(`${root}/functions/second/index.js`, CODE.greet);
  await page
    .getByRole('radio', { name: /^second / })
    .first()
    .waitFor();
});

describe('faults', () => {
  const fault = (name: RegExp) => page.getByRole('switch', { name });

  test('a switch adds a fault, invocations meet it, and the switch removes it', async () => {
    await fault(/503/).check();
    await page.getByText('(met 0×)').waitFor();
    expect(sandbox.faults.list()).toMatchObject([{ service: 'faasGW', action: { status: 503 } }]);
    await choose('greet');
    await sendForm();
    await answer().getByText('greet answered 503').waitFor();
    await page.getByText('(met 1×)').waitFor();
    await fault(/503/).uncheck();
    await page.getByText('(met 1×)').waitFor({ state: 'detached' });
    expect(sandbox.faults.list()).toEqual([]);
  });

  test('a fault for the next request only switches itself off', async () => {
    await page.getByLabel('New faults apply to the next request only').check();
    await fault(/its answer is lost/).check();
    await page.getByText('(next request only)').waitFor();
    await choose('greet');
    await sendForm();
    await answer()
      .getByText(/The connection ended before the answer/)
      .waitFor();
    await page.getByText('(next request only)').waitFor({ state: 'detached' });
    expect(await fault(/its answer is lost/).isChecked()).toBe(false);
    expect(sandbox.executions(V1)).toEqual({ [uuidOf(sandbox, V1, 'greet')]: 1 });
  });

  test('a fault of a test is shown, and can be removed', async () => {
    sandbox.faults.add({ path: '/never', action: { type: 'delay', ms: 5 } });
    await page.getByRole('button', { name: /Remove the fault .*never/ }).click();
    await page.getByText('/never').waitFor({ state: 'detached' });
    expect(sandbox.faults.list()).toEqual([]);
  });

  test('waiting for an answer that never comes can be stopped', async () => {
    sandbox.faults.add({ service: 'faasGW', action: { type: 'stall' } });
    await choose('greet');
    await sendForm();
    await page.getByRole('button', { name: 'Stop waiting' }).click();
    await answer().getByText('Stopped waiting').waitFor();
    expect(await page.getByRole('button', { name: 'Invoke' }).isEnabled()).toBe(true);
  });

  test('latency and revoked tokens are set from the page', async () => {
    await page.getByLabel('Latency in ms').fill('3');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText('Every answer now comes 3 ms later.').waitFor();
    const { text } = await send(`${sandbox.url}/_sandbox/latency`);
    expect(JSON.parse(text)).toEqual({ ms: 3 });
    await page.getByRole('button', { name: 'Revoke all tokens' }).click();
    await page.getByText('All tokens issued so far are revoked.').waitFor();
  });
});

test('a function is invoked with the keyboard alone', async () => {
  const focused = () => page.evaluate('document.activeElement.id || document.activeElement.name');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('function');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('payload');
  await page.keyboard.press('Control+Enter');
  await answer().getByText('greet answered 200').waitFor();
  const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
  expect(outline).toBe('solid');
});

test('a sandbox that was stopped is named on the page, which goes on by itself', async () => {
  await page.route('**/_sandbox/functions', (route) => route.abort());
  await page.getByText('The sandbox does not answer.').waitFor();
  await page.unroute('**/_sandbox/functions');
  await page.getByText('The sandbox does not answer.').waitFor({ state: 'hidden' });
});

/** The least contrast of a text with what is behind it (WCAG 2.1). */
const CONTRAST = `(() => {
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (color) => parse(color).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one);
      if ((parse(backgroundColor)[3] ?? 1) === 1) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const texts = [...document.querySelectorAll('body *')].filter((node) =>
    node.checkVisibility() && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
  return Math.min(...texts.map((node) => {
    const [low, high] = [luminance(getComputedStyle(node).color), luminance(behind(node))].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }));
})()`;

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  test.each([1280, 360])('every text is readable and nothing is wider than a window of %i', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    sandbox.faults.add({ path: `/${'x'.repeat(200)}`, action: { type: 'reset' } });
    await send(`${sandbox.url}/${'long'.repeat(100)}`);
    for (const name of ['greet', 'outside', 'throws']) {
      await choose(name, V2);
      await sendForm();
      await answer().getByText(`${name} answered`).waitFor();
      await page.locator(`details[open]:has(strong:text-is("${name}"))`).waitFor();
    }
    await page.getByText('Other active faults').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(await page.evaluate(CONTRAST)).toBeGreaterThanOrEqual(4.5);
  });
});
