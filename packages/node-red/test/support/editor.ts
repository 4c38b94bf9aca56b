import type { Browser, Locator, Page } from 'playwright-core';
import { MAX_WAIT_MS } from './waiting.js';

export const VIEWPORT = { width: 1360, height: 860 };

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** How many times faster than the wall clock the editor's own pauses pass: animations, delays of tooltips and focus. */
const SPEED = 5;

/** The real editor in a browser with a clean profile. Its methods act as a user with mouse and keyboard does. */
export class Editor {
  readonly page: Page;
  /** Page errors, and requests that tried to leave this machine. */
  readonly problems: string[] = [];

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, url: string, language: string): Promise<Editor> {
    const context = await browser.newContext({
      locale: language,
      viewport: VIEWPORT,
      // Dialogs then do not slide in, so that a click does not miss its target.
      reducedMotion: 'reduce',
    });
    const editor = new Editor(await context.newPage());
    editor.page.setDefaultTimeout(MAX_WAIT_MS);
    editor.page.on('pageerror', (error) => editor.problems.push(`page error: ${error.stack}`));
    editor.page.on('request', (request) => editor.#check(new URL(request.url())));
    await editor.page.goto(url);
    await editor.#ready();
    return editor;
  }

  #check({ protocol, hostname, href }: URL): void {
    if (protocol.startsWith('http') && !LOOPBACK.has(hostname)) this.problems.push(`request: ${href}`);
  }

  async #ready(): Promise<void> {
    await this.palette('liveperson-functions-invoke').waitFor({ state: 'attached' });
    await this.page.waitForFunction('RED.workspaces.count() > 0');
    // The editor hides its progress bar when everything is loaded; until then its timers keep their pace.
    await this.page.locator('#red-ui-loading-progress').waitFor({ state: 'hidden' });
    await this.page.evaluate(`{
      $.fx.off = true;
      const { setTimeout } = window;
      window.setTimeout = (run, ms = 0, ...values) => setTimeout(run, ms / ${SPEED}, ...values);
    }`);
  }

  /** Loads the page again, as after a restart of the browser. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.#ready();
  }

  /** Cancels open dialogs and removes all flows: an editor with flows would ask what to do about a deploy by others. */
  async clear(): Promise<void> {
    this.problems.length = 0;
    const cancel = this.page.locator(':is(#node-dialog-cancel, #node-config-dialog-cancel)');
    const count = 'RED.editor.getEditStack().length';
    for (let open = await this.page.evaluate<number>(count); open > 0; open -= 1) {
      await cancel.last().click();
      await this.page.waitForFunction(`${count} < ${open}`);
    }
    await this.page.waitForFunction("$('.red-ui-tray').length === 0");
    await this.page.evaluate(`{
      // A notification of the last deploy may shade the page.
      $('#red-ui-full-shade').hide();
      // Node-RED's sidebar fails under the mouse when the node of a message no longer exists.
      RED.actions.invoke('core:clear-debug-messages');
      RED.nodes.version(null);
      RED.nodes.clear();
      RED.history.clear();
      RED.view.redraw(true);
    }`);
  }

  /** Loads the deployed flows into the empty editor, as the editor itself does when a project changes. */
  async load(): Promise<void> {
    await this.page.evaluate(`$.ajax({ url: 'flows', headers: { Accept: 'application/json' }, cache: false })
      .then(({ rev, flows }) => {
        RED.nodes.version(rev);
        RED.nodes.import(flows);
        RED.workspaces.show(RED.nodes.getWorkspaceOrder()[0]);
        RED.nodes.dirty(false);
        RED.view.redraw(true);
        RED.events.emit('flows:loaded');
      })`);
  }

  palette(type: string): Locator {
    return this.page.locator(`.red-ui-palette-node[data-palette-type="${type}"]`);
  }

  node(id: string): Locator {
    return this.page.locator(`[id="${id}"]`);
  }

  /** Returns a property of a node in the editor, such as `validationErrors`. */
  about<T>(id: string, property: string): Promise<T> {
    return this.page.evaluate(`RED.nodes.node(${JSON.stringify(id)}).${property}`);
  }

  /** Drags a node from the palette into the flow, and returns its id. */
  async drag(type: string, x: number, y: number): Promise<string> {
    const { mouse } = this.page;
    await this.palette(type).scrollIntoViewIfNeeded();
    const from = await centre(this.palette(type));
    const chart = await box(this.page.locator('#red-ui-workspace-chart'));
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(from.x + 10, from.y + 10, { steps: 3 });
    await mouse.move(chart.x + x, chart.y + y, { steps: 8 });
    await mouse.up();
    return await this.page.evaluate(`RED.nodes.filterNodes({ type: ${JSON.stringify(type)} }).at(-1).id`);
  }

  async wire(from: string, to: string): Promise<void> {
    const { mouse } = this.page;
    const start = await centre(this.node(from).locator('.red-ui-flow-port-output .red-ui-flow-port'));
    const end = await centre(this.node(to).locator('.red-ui-flow-port-input .red-ui-flow-port'));
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move(end.x, end.y, { steps: 8 });
    await mouse.up();
  }

  /** Opens the dialog of a node or of a configuration node. */
  async edit(id: string): Promise<void> {
    const isConfig = await this.page.evaluate(
      `RED.nodes.node(${JSON.stringify(id)})._def.category === 'config'`,
    );
    if (isConfig) {
      const type = await this.about<string>(id, 'type');
      await this.page.evaluate(`RED.editor.editConfig('', ${JSON.stringify(type)}, ${JSON.stringify(id)})`);
    } else {
      await this.node(id).locator('.red-ui-flow-node').dblclick();
    }
    await this.dialog(isConfig ? 'node-config' : 'node');
    // The dialog requests the credentials from the server before it fills in its fields.
    if (isConfig) await this.page.waitForFunction("Boolean($('#node-config-input-accountId').val())");
  }

  /**
   * Waits until the topmost dialog has the focus. The editor moves it there about 150 ms after the dialog is visible,
   * and would take it from a field that a test has focused before.
   */
  async dialog(dialog: 'node' | 'node-config'): Promise<void> {
    await this.page.locator(`#${dialog}-dialog-ok`).waitFor();
    await this.page.waitForFunction("$('.red-ui-tray-body').last().has(document.activeElement).length > 0");
  }

  /** Closes the topmost dialog with one of its buttons. */
  async leave(button: 'ok' | 'cancel', dialog: 'node' | 'node-config' = 'node'): Promise<void> {
    const found = this.page.locator(`#${dialog}-dialog-${button}`);
    await found.click();
    await found.waitFor({ state: 'detached' });
  }

  async setTyped(name: string, type: string, value: string): Promise<void> {
    const input = `$('#node-input-${name}')`;
    await this.page.evaluate(
      `${input}.typedInput('type', ${JSON.stringify(type)}).typedInput('value', ${JSON.stringify(value)})`,
    );
  }

  /** Waits until a field of the open dialog is red. */
  async isRed(field: string): Promise<void> {
    await this.page.locator(`#${field}.input-error`).waitFor({ state: 'attached' });
  }

  /** Fills in a field and moves the focus away, as the Tab key does. */
  async fill(field: string, value: string): Promise<void> {
    await this.page.fill(`#${field}`, value);
    await this.page.locator(`#${field}`).blur();
  }

  async deploy(): Promise<void> {
    const responded = this.page.waitForResponse((response) => response.request().method() === 'POST');
    await this.page.locator('#red-ui-header-button-deploy').click();
    await responded;
  }

  /** Presses the button of an inject node. */
  async inject(id: string): Promise<void> {
    await this.node(id).locator('.red-ui-flow-node-button-button').click();
  }

  do(action: string): Promise<unknown> {
    return this.page.evaluate(`void RED.actions.invoke(${JSON.stringify(action)})`);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

async function box(locator: Locator) {
  const found = await locator.boundingBox();
  if (found === null) throw new Error(`${locator} is not visible`);
  return found;
}

async function centre(locator: Locator) {
  const { x, y, width, height } = await box(locator);
  return { x: x + width / 2, y: y + height / 2 };
}
