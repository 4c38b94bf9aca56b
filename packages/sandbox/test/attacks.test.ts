import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Fault, Sandbox } from '../dist/index.js';
import { startChromium } from './browser/chromium.js';
import { folderWith, functionFiles, sandboxWith, send, tokenFor, V1 } from './support.js';

jest.setTimeout(60_000);

const SCRIPT = join(import.meta.dirname, 'browser/attacks.js');
const DOMAINS = `/api/account/${V1}/service/baseURI.json`;
/** Says in its title that its script ran, and reads the lists of functions from the sandbox. */
const HTML = `<!doctype html><title>quiet</title><script>document.title = 'ran';
fetch('/api/account/${V1}/login', { method: 'POST', body: '{"username":"sandbox-user","password":"sandbox-password"}' })
  .then((answer) => answer.json()).then(({ bearer }) => { document.title = 'logged in ' + bearer; });</script>`;

let browser: Browser;
let attacker: string;
let sandbox: Sandbox;
let page: Page;

beforeAll(async () => {
  browser = await startChromium();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>attacker</title>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  attacker = String((server.address() as AddressInfo).port);
  const functions = await folderWith({
    ...functionFiles({ secret: 'function lambda() { /* my own code */ }' }),
    'functions/secret/config.json': JSON.stringify({ environmentVariables: { KEY: 'my own value' } }),
  });
  sandbox = await sandboxWith({ functions });
  afterAllClose.push(() => new Promise((resolve) => server.close(resolve)));
});

const afterAllClose: (() => Promise<unknown>)[] = [];

afterAll(async () => {
  await browser.close();
  for (const close of afterAllClose) await close();
});

beforeEach(async () => {
  sandbox.reset();
  await page?.context().close();
  page = await (await browser.newContext()).newPage();
});

const ATTACKS = [
  'a fault as text',
  'a fault as JSON',
  'a fault without an origin',
  'a fault under another spelling',
  'a beacon',
  'a reset',
  'a revocation',
  'a latency',
  'the removal of faults',
  'a form',
];

const FAULT: Fault = { path: '/never', action: { type: 'reset' } };

describe.each([
  ['another site', 'evil.test'],
  ['another port of this machine', '127.0.0.1'],
  ['another port of localhost', 'localhost'],
])('a page of %s', (_what, name) => {
  const target = () => sandbox.url.replace('127.0.0.1', name === 'localhost' ? 'localhost' : '127.0.0.1');

  test.each(ATTACKS)('a page of another origin changes nothing in the sandbox: %s', async (what) => {
    const token = await tokenFor(sandbox, V1);
    sandbox.faults.add(FAULT);
    await page.goto(`http://${name}:${attacker}/`);
    await page.addScriptTag({ path: SCRIPT });
    await page.evaluate(`ATTACKS[${JSON.stringify(what)}](${JSON.stringify(target())})`);
    expect(sandbox.faults.list()).toEqual([{ ...FAULT, id: expect.any(String), met: 0 }]);
    expect(sandbox.requests().filter(({ service }) => service === 'sentinel')).toHaveLength(1);
    const { status } = await send(`${sandbox.url}/api/account/${V1}/lambdas/x/invoke?v=1`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: '{"timestamp":0}',
    });
    expect(status).toBe(404);
    expect(sandbox.requests().at(-1)?.durationMs).toBeLessThan(50_000);
  });

  test('a page of another origin reads nothing of the sandbox', async () => {
    await page.goto(`http://${name}:${attacker}/`);
    const read = await page.evaluate(async (url) => {
      const paths = ['/_sandbox/requests', '/sentinel/well-known/jwks', '/api/account/12345678/events'];
      return await Promise.all(
        paths.map((path) =>
          fetch(url + path).then(
            (answer) => answer.text(),
            () => 'refused',
          ),
        ),
      );
    }, target());
    expect(read).toEqual(['refused', 'refused', 'refused']);
  });
});

test('a name of the web that resolves to this machine reads and changes nothing (DNS rebinding)', async () => {
  const { port } = new URL(sandbox.url);
  const rebound = `http://rebound.test:${port}`;
  // The page itself came from the attacker, before the name changed its address.
  await page.route(`${rebound}/`, (route) => route.fulfill({ contentType: 'text/html', body: '<p>rebound' }));
  await page.goto(`${rebound}/`);
  const statuses = await page.evaluate(async (account) => {
    const login = '{"username":"sandbox-user","password":"sandbox-password"}';
    const calls: [string, RequestInit?][] = [
      ['/_sandbox/requests'],
      ['/_sandbox/reset', { method: 'POST' }],
      [`/api/account/${account}/login`, { method: 'POST', body: login }],
      [
        `/sentinel/api/account/${account}/app/token`,
        { method: 'POST', body: 'grant_type=client_credentials' },
      ],
      [`/api/account/${account}/service/baseURI.json`],
    ];
    return await Promise.all(calls.map(async ([path, init]) => (await fetch(path, init)).status));
  }, V1);
  expect(statuses).toEqual([421, 421, 421, 421, 421]);
});

describe('HTML from a fault', () => {
  const plant = (type: string) =>
    sandbox.faults.add({
      path: DOMAINS,
      action: { type: 'answer', status: 200, headers: { 'content-type': type }, body: HTML },
    });
  const XHTML = 'application/xhtml+xml';

  test.each(['text/html', 'TEXT/HTML; charset=utf-8', XHTML, 'image/svg+xml', 'text/xml', 'x/y'])(
    'a browser shows an answer of the type %s as text, and runs nothing in it',
    async (type) => {
      plant(type);
      await page.goto(sandbox.url + DOMAINS);
      expect(await page.evaluate('document.contentType')).toBe('text/plain');
      expect(await page.title()).toBe('');
      expect(sandbox.requests().filter(({ service }) => service === 'agentVep')).toEqual([]);
    },
  );

  test('a frame of another page runs nothing in it', async () => {
    plant('text/html');
    await page.goto(`http://evil.test:${attacker}/`);
    await page.setContent(`<iframe src="${sandbox.url}${DOMAINS}"></iframe>`, { waitUntil: 'networkidle' });
    expect(sandbox.requests().filter(({ service }) => service === 'domain-api')).toHaveLength(1);
    expect(sandbox.requests().filter(({ service }) => service === 'agentVep')).toEqual([]);
  });

  test('a program gets the answer of a fault unchanged', async () => {
    plant('text/html');
    const { text, headers } = await send(sandbox.url + DOMAINS);
    expect([text, headers['content-type'], headers['content-security-policy']]).toEqual([
      HTML,
      'text/html',
      undefined,
    ]);
  });
});
