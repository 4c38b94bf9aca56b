import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ACCOUNT, CANARY, type Stage } from '../support/stage.js';

/** Serves an empty page at `/`, and records every other request. */
class ForeignServer {
  readonly requests: string[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      // The browser requests the icon by itself.
      if (request.url === '/favicon.ico') response.writeHead(204).end();
      else if (request.url === '/') response.writeHead(200, { 'content-type': 'text/html' }).end('<body>');
      else {
        this.requests.push(`${request.method} ${request.url}`);
        response.writeHead(404).end();
      }
    });
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** Everything that a page can send to another origin, as functions of the browser. Each resolves to the status, if any. */
const ATTEMPTS: Readonly<Record<string, string>> = {
  'a form': `async (url, fields) => submit(url, fields, 'application/x-www-form-urlencoded')`,
  'a form with files': `async (url, fields) => submit(url, fields, 'multipart/form-data')`,
  'a form of plain text': `async (url, fields) => submit(url, { [JSON.stringify(fields)]: '' }, 'text/plain')`,
  'plain text': `async (url, fields) => send(url, { mode: 'no-cors', body: JSON.stringify(fields) })`,
  JSON: `async (url, fields) => send(url, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) })`,
  'JSON with forged headers': `async (url, fields) => send(url, {
    headers: { 'content-type': 'application/json', 'x-forwarded-host': location.host, 'x-forwarded-for': '127.0.0.1' },
    body: JSON.stringify(fields),
  })`,
};

const FUNCTIONS = `
  const send = (url, init) => fetch(url, { method: 'POST', ...init }).then(({ status }) => status, () => 0);
  const submit = (url, fields, enctype) => new Promise((resolve) => {
    const frame = Object.assign(document.createElement('iframe'), { name: 'target' });
    const form = Object.assign(document.createElement('form'), { action: url, method: 'POST', enctype, target: 'target' });
    for (const [name, value] of Object.entries(fields)) {
      form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    }
    document.body.replaceChildren(frame, form);
    form.submit();
    frame.onload = () => resolve(0);
  });
`;

export function foreignPageTests(stage: Stage): void {
  const foreign = new ForeignServer();
  let port: number;
  beforeAll(async () => {
    port = await foreign.listen();
  });
  afterAll(() => foreign.close());

  /** Opens a page under the first host, for attacks on this Node-RED under the second one. */
  const openPage = async (from: string, to: string) => {
    await stage.open(stage.flow());
    const context = await stage.browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://${from}:${port}/`);
    foreign.requests.length = 0;
    const attack = async (how: string, path: string): Promise<unknown> => {
      const target = new URL(path, stage.nodeRed.url);
      target.hostname = to;
      const fields = { accountId: '12345678', domainApi: `http://127.0.0.1:${port}` };
      const values = { clientId: 'of-the-page', clientSecret: 'of-the-page' };
      const variables = { clientId: `\${${CANARY.name}}`, clientSecret: `$(${CANARY.name})` };
      const forms = [variables, values].map((credentials) => ({ ...fields, ...credentials }));
      return await page.evaluate(`(async () => { ${FUNCTIONS}
        const results = [];
        for (const fields of ${JSON.stringify(forms)}) results.push(await (${how})(${JSON.stringify(target.href)}, fields));
        return results.at(-1);
      })()`);
    };
    return { attack, [Symbol.asyncDispose]: () => context.close() };
  };

  // Browsers send Sec-Fetch-Site only to hosts that they trust: those of this machine, or with https.
  const origins = [
    ['localhost', '127.0.0.1'],
    ['127.0.0.1', '127.0.0.1'],
    ['foreign.test', '127.0.0.1'],
    ['foreign.test', 'node-red.test'],
    ['node-red.test', 'node-red.test'],
  ] as const;

  test.each(origins)(
    'a page at %s cannot start a connection test at %s: nothing is sent, and no variable is read',
    async (from, to) => {
      await using page = await openPage(from, to);
      for (const [name, how] of Object.entries(ATTEMPTS)) {
        const status = await page.attack(how, `${ACCOUNT}/account/test`);
        // 0: the browser does not tell the page.
        expect([name, [0, 403, 415].includes(status as number) || status]).toEqual([name, true]);
        expect([name, ...foreign.requests]).toEqual([name]);
      }
      expect(stage.nodeRed.log).not.toContain(CANARY.value);
    },
  );

  test.each(origins)('a page at %s cannot read the problems of the accounts at %s', async (from, to) => {
    await using page = await openPage(from, to);
    const how = "(url) => fetch(url).then((response) => response.text(), () => '')";
    const text = await page.attack(how, `${ACCOUNT}/problems`);
    expect(text).not.toContain('"account"');
  });
}
