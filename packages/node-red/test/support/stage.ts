import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import type { Browser } from 'playwright-core';
import { findChromium, startChromium } from './chromium.js';
import { Editor, VIEWPORT } from './editor.js';
import { InstalledNodeRed } from './installed.js';
import { type FlowNode, PACKAGE, VERSIONS } from './node-red.js';

const ROOT = join(PACKAGE, '../..');
const IMAGES = join(ROOT, 'docs/images');
const DOCUMENTED = new Set(['node-red-account', 'node-red-invoke', 'node-red-flow']);

export const HELLO = '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11';
export const ACCOUNT = 'liveperson-functions-account';
export const INVOKE = 'liveperson-functions-invoke';

/** On a machine that has much else to do, an editor takes its time. */
const PATIENCE_MS = 120_000;

/** Tests that need the real editor: once for each Node-RED, with the package installed, a sandbox and a browser. */
export function describeEditor(title: string, define: (stage: Stage) => void): void {
  const { path, missing } = findChromium();
  const suite = path === undefined ? describe.skip : describe;
  jest.setTimeout(PATIENCE_MS);
  suite.each(VERSIONS)(`${title} of Node-RED %i${missing ? ` (${missing})` : ''}`, (version) => {
    const stage = new Stage(version);
    beforeAll(() => stage.begin(path as string));
    afterAll(() => stage.end());
    define(stage);
  });
}

export class Stage {
  readonly version: number;
  #sandbox: Sandbox | undefined;
  #nodeRed: InstalledNodeRed | undefined;
  #browser: Browser | undefined;

  constructor(version: number) {
    this.version = version;
  }

  get sandbox(): Sandbox {
    return this.#sandbox as Sandbox;
  }

  get nodeRed(): InstalledNodeRed {
    return this.#nodeRed as InstalledNodeRed;
  }

  async begin(chromium: string): Promise<void> {
    this.#sandbox = await startSandbox({ functions: join(ROOT, 'examples/functions') });
    this.#nodeRed = await InstalledNodeRed.start({ version: this.version });
    this.#browser = await startChromium(chromium);
  }

  async end(): Promise<void> {
    await this.#browser?.close();
    await this.#nodeRed?.[Symbol.asyncDispose]();
    await this.#sandbox?.close();
  }

  open(language?: string): Promise<Editor> {
    return Editor.open(this.#browser as Browser, this.nodeRed.url, language ? { language } : {});
  }

  /** An account for the sandbox, and a node that greets with it. */
  flow(changes: object = {}): FlowNode[] {
    const { url, clientId, clientSecret } = this.sandbox;
    const place = { z: 'flow', x: 300, y: 200, wires: [[]] };
    return [
      { id: 'flow', type: 'tab', label: 'Flow' },
      {
        ...{ id: 'account', type: ACCOUNT, accountId: '12345678', domainApi: url },
        credentials: { clientId, clientSecret },
      },
      { id: 'invoke', type: INVOKE, ...place, account: 'account', lambdaUuid: HELLO, ...changes },
    ];
  }

  /** For the documentation, and only when asked for. PICTURES is 1, or a folder to look through. */
  async picture({ page }: Editor, name: string, area?: string): Promise<void> {
    const { PICTURES: wanted } = process.env;
    const isDocumented = this.version === 5 && DOCUMENTED.has(name);
    if (wanted === undefined || (wanted === '1' && !isDocumented)) return;
    const folder = wanted === '1' ? IMAGES : join(wanted, String(this.version));
    await mkdir(folder, { recursive: true });
    const file = { path: join(folder, `${name}.png`) };
    await page.evaluate("$('#red-ui-notifications').empty()");
    await page.setViewportSize(
      area === undefined ? { width: 1180, height: 560 } : { width: 1360, height: 1140 },
    );
    await page.evaluate("$('#red-ui-workspace-chart').scrollTop(0).scrollLeft(0)");
    if (area === undefined) await page.getByText('1 running').waitFor({ state: 'hidden' });
    if (area === undefined) await page.screenshot(file);
    else await page.locator(area).last().screenshot(file);
    await page.setViewportSize(VIEWPORT);
  }
}
