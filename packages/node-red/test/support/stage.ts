import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import { findChromium } from '@lp-faas/testing/find-chromium';
import type { Browser } from 'playwright-core';
import { startChromium } from './chromium.js';
import { Editor, VIEWPORT } from './editor.js';
import { InstalledNodeRed } from './installed-node-red.js';
import { InstalledPackage } from './installed-package.js';
import { type FlowNode, PACKAGE, VERSIONS } from './node-red.js';

const ROOT = join(PACKAGE, '../..');
const IMAGES = join(ROOT, 'docs/images');
const DOCUMENTED = new Set([
  ...['node-red-palette', 'node-red-wired', 'node-red-account'],
  ...['node-red-invoke', 'node-red-flow', 'node-red-errors'],
]);

export const HELLO = '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11';
export const ACCOUNT = 'liveperson-functions-account';
export const INVOKE = 'liveperson-functions-invoke';

/** A variable in the environment of Node-RED that no test deploys. */
export const CANARY = { name: 'LP_CANARY_OF_TEST', value: 'Environment-canary-4711' };

/** Milliseconds for one test. Longer than its waits together, even on a busy machine. */
const TEST_TIMEOUT_MS = 120_000;

/** Core nodes that the tests do not use: without them the editor loads in three quarters of the time. */
const UNUSED_NODES = [
  ...[
    '10-function',
    '10-switch',
    '15-change',
    '16-range',
    '80-template',
    '89-delay',
    '89-trigger',
    '90-exec',
    'rbe',
  ],
  ...['10-mqtt', '21-httpin', '21-httprequest', '22-websocket', '31-tcpin', '32-udp', '10-file', '23-watch'],
  ...['17-split', '18-sort', '19-batch', '70-CSV', '70-HTML', '70-JSON', '70-XML', '70-YAML'],
].map((name) => `${name}.js`);

/**
 * Runs tests in the real editor of a Node-RED version, with the package installed and a sandbox. They share one page, into
 * which each test loads its flows: loading a page takes 1 to 2 s.
 */
export function describeEditor(version: 4 | 5, define: (stage: Stage) => void): void {
  const { path, missing } = findChromium();
  const isThere = path !== undefined && VERSIONS.includes(version);
  const suite = isThere ? describe : describe.skip;
  jest.setTimeout(TEST_TIMEOUT_MS);
  suite(`the editor of Node-RED ${version}${missing ? ` (${missing})` : ''}`, () => {
    const stage = new Stage(version);
    let browser: Browser;
    let installed: InstalledPackage;
    beforeAll(async () => {
      [installed, browser] = await Promise.all([InstalledPackage.install(), startChromium(path as string)]);
      await stage.begin(browser, installed);
    });
    afterAll(async () => {
      await stage.end();
      await browser?.close();
      await installed?.[Symbol.asyncDispose]();
    });
    define(stage);
  });
}

export class Stage {
  readonly version: 4 | 5;
  #sandbox: Sandbox | undefined;
  #nodeRed: InstalledNodeRed | undefined;
  #browser: Browser | undefined;
  /** The open pages, by their language. */
  readonly #editors = new Map<string, Editor>();

  constructor(version: 4 | 5) {
    this.version = version;
  }

  get sandbox(): Sandbox {
    return this.#sandbox as Sandbox;
  }

  get browser(): Browser {
    return this.#browser as Browser;
  }

  get nodeRed(): InstalledNodeRed {
    return this.#nodeRed as InstalledNodeRed;
  }

  async begin(browser: Browser, installed: InstalledPackage): Promise<void> {
    this.#browser = browser;
    this.#sandbox = await startSandbox({ functions: join(ROOT, 'examples/functions') });
    const settings = `nodesExcludes: ${JSON.stringify(UNUSED_NODES)},`;
    const env = { [CANARY.name]: CANARY.value };
    this.#nodeRed = await InstalledNodeRed.start({ version: this.version, installed, settings, env });
    await this.open();
  }

  async end(): Promise<void> {
    for (const editor of this.#editors.values()) await editor.close();
    await this.#nodeRed?.[Symbol.asyncDispose]();
    await this.#sandbox?.close();
  }

  /** Deploys a flow, and loads it into the page of this language. */
  async open(flow: readonly FlowNode[] = [], language = 'en-US'): Promise<Editor> {
    for (const editor of this.#editors.values()) await editor.clear();
    await this.nodeRed.deploy(flow);
    const open = this.#editors.get(language);
    if (open === undefined) return await this.#newPage(language);
    await open.load();
    return open;
  }

  /** Deploys a flow, and opens it in a new page, which receives the statuses from before it was opened. */
  async openAnew(flow: readonly FlowNode[], language: string): Promise<Editor> {
    await this.#editors.get(language)?.close();
    this.#editors.delete(language);
    return await this.open(flow, language);
  }

  async #newPage(language: string): Promise<Editor> {
    const editor = await Editor.open(this.#browser as Browser, this.nodeRed.url, language);
    this.#editors.set(language, editor);
    return editor;
  }

  /** A flow with an account for the sandbox, and a node that invokes the greeting with it. */
  flow(changes: object = {}): FlowNode[] {
    const { url, clientId, clientSecret } = this.sandbox;
    const place = { z: 'flow', x: 300, y: 200, wires: [[]] };
    return [
      { id: 'flow', type: 'tab', label: 'Flow' },
      {
        ...{ id: 'account', type: ACCOUNT, accountId: '12345678', domainApi: url },
        // Node-RED keeps a stored credential that a deployment omits.
        credentials: { clientId, clientSecret, sharedCache: '' },
      },
      { id: 'invoke', type: INVOKE, ...place, account: 'account', lambdaUuid: HELLO, ...changes },
    ];
  }

  /** Takes a screenshot of the page as it is, if PICTURES is a folder. */
  async screenshot({ page }: Editor, name: string): Promise<void> {
    const { PICTURES: folder } = process.env;
    if (folder === undefined || folder === '1') return;
    await page.screenshot({ path: join(folder, String(this.version), `${name}.png`) });
  }

  /** Takes a screenshot if PICTURES is set: 1 updates those of the documentation, a folder receives all of them. */
  async picture({ page }: Editor, name: string, area?: string, height?: number): Promise<void> {
    const { PICTURES: wanted } = process.env;
    const isDocumented = this.version === 5 && DOCUMENTED.has(name);
    if (wanted === undefined || (wanted === '1' && !isDocumented)) return;
    const folder = wanted === '1' ? IMAGES : join(wanted, String(this.version));
    await mkdir(folder, { recursive: true });
    const file = { path: join(folder, `${name}.png`) };
    // Hidden, not removed: the editor removes each of them itself later.
    await page.evaluate("$('#red-ui-notifications').hide()");
    const size = area === undefined ? { width: 1180, height: 560 } : { width: 1360, height: 1140 };
    await page.setViewportSize({ ...size, ...(height !== undefined && { height }) });
    await page.evaluate("$('#red-ui-workspace-chart').scrollTop(0).scrollLeft(0)");
    if (area === undefined) await page.getByText('1 running').waitFor({ state: 'hidden' });
    if (area === undefined) await page.screenshot(file);
    else await page.locator(area).last().screenshot(file);
    await page.evaluate("$('#red-ui-notifications').show()");
    await page.setViewportSize(VIEWPORT);
  }
}
