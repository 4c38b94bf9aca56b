import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, type SandboxOptions, startSandbox } from '../dist/index.js';
import { isRunning, untilExited } from './processes.js';
import { addCleanup, folderWith, invoke, sandboxWith, V1, V2 } from './support.js';

/** Runs the code in the payload, and answers its result or its error. */
const RUN = `const http = require('node:http'), https = require('node:https');
function get(module, url) {
  return new Promise((resolve, reject) => {
    module.get(url, (response) => {
      let text = '';
      response.on('data', (part) => { text += part; });
      response.on('end', () => resolve([response.statusCode, text]));
    }).on('error', reject);
  });
}
async function text(response) { return [response.status, await response.text()]; }
function causes(error) { return [error.message, ...(error.cause ? causes(error.cause) : [])]; }
async function lambda(input, callback) {
  const run = new Function('require', 'get', 'text', 'http', 'https', 'return (async () => {' + input.payload + '})()');
  const result = await run(require, get, text, http, https).catch((error) => ({ failed: causes(error), code: error.code ?? error.cause?.code }));
  callback?.(null, result);
  return result;
}`;

async function project(mocks: unknown, options: SandboxOptions = {}, files: Record<string, string> = {}) {
  const folder = await folderWith({
    'functions/it/index.js': RUN,
    ...(mocks === undefined ? {} : { 'functions/http-mocks.json': JSON.stringify(mocks) }),
    ...files,
  });
  const sandbox = await sandboxWith({ functions: folder, ...options });
  return { folder, file: join(folder, 'functions/http-mocks.json'), sandbox };
}

async function run(sandbox: Sandbox, code: string, account = V2): Promise<unknown> {
  const { status, text } = await invoke(sandbox, account, 'it', code);
  expect([status, text]).toEqual([200, expect.anything()]);
  return JSON.parse(text) as unknown;
}

const refused = (sandbox: Sandbox) => sandbox.requests().at(-1)?.refused;

/** A server on this machine that answers `real`. */
async function realServer(): Promise<string> {
  const server = createServer((_request, response) => response.end('real')).listen(0, '127.0.0.1');
  addCleanup(async () => void server.close().closeAllConnections());
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('a mock', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    ({ sandbox } = await project(
      [
        {
          method: 'POST',
          url: 'https://crm.example/contacts',
          status: 201,
          headers: { location: '/contacts/1' },
        },
        { url: 'https://crm.example/contacts?name=Ada', body: [{ name: 'Ada' }] },
        { url: 'https://crm.example/contacts', body: 'all' },
        { url: 'http://*.example/files/*', file: 'files/answer.json' },
        {
          url: 'https://text.example/',
          body: 'plain',
          headers: { 'set-cookie': ['a=1', 'b=2'], 'content-type': 'text/css' },
        },
        ...[204, 205, 304].map((status) => ({ url: `https://gone.example/${status}`, status })),
        { url: 'https://ROOT.example', body: 'root' },
        { url: 'https://lost.example/*', file: 'nothing.json' },
      ],
      {},
      { 'functions/files/answer.json': '{"from":"file"}' },
    ));
  });

  test.each([
    ['fetch', "return text(await fetch('https://crm.example/contacts'))"],
    ['https.get', "return get(https, 'https://crm.example/contacts')"],
  ])('a mock answers %s on both generations', async (_what, code) => {
    for (const account of [V1, V2]) expect(await run(sandbox, code, account)).toEqual([200, 'all']);
  });

  test('a mock answers a named import of https in an ES module', async () => {
    const functions = await folderWith({
      'functions/it/index.js': `import { get } from 'node:https';
        const lambda = () => new Promise((resolve) => get('https://a.example/', ({ statusCode }) => resolve(statusCode)));`,
      'functions/it/config.json': '{"generation":"v2"}',
      'functions/http-mocks.json': '[{"url":"https://a.example/","status":201}]',
    });
    expect((await invoke(await sandboxWith({ functions }), V2, 'it')).text).toBe('201');
  });

  test('a mock matches by method and by query, and the first that matches answers', async () => {
    const post =
      "const response = await fetch('https://crm.example/contacts', { method: 'POST', body: 'x' }); return [response.status, response.headers.get('location')]";
    expect(await run(sandbox, post)).toEqual([201, '/contacts/1']);
    expect(
      await run(sandbox, "return (await fetch('https://crm.example/contacts?name=Ada')).json()"),
    ).toEqual([{ name: 'Ada' }]);
    expect(await run(sandbox, "return text(await fetch('https://crm.example/contacts?name=Bob'))")).toEqual([
      200,
      'all',
    ]);
  });

  test('a mock can have wildcards and the body in a file, which is sent as JSON by its name', async () => {
    const code =
      "const response = await fetch('http://a.b.example/files/1/2?q=1'); return [response.headers.get('content-type'), await response.json()]";
    expect(await run(sandbox, code)).toEqual(['application/json', { from: 'file' }]);
  });

  test('a mock keeps its own content type and repeated headers', async () => {
    const code =
      "const { headers } = await fetch('https://text.example/'); return [headers.get('content-type'), headers.getSetCookie()]";
    expect(await run(sandbox, code)).toEqual(['text/css', ['a=1', 'b=2']]);
  });

  test('a mock of a status without a body has none, and a URL without a path is the root', async () => {
    for (const status of [204, 205, 304]) {
      const code = `return text(await fetch('https://gone.example/${status}'))`;
      expect(await run(sandbox, code)).toEqual([status, '']);
    }
    expect(await run(sandbox, "return text(await fetch('https://root.example'))")).toEqual([200, 'root']);
  });

  test('a mock whose file is missing refuses the request and names the file', async () => {
    expect(await run(sandbox, "return fetch('https://lost.example/x')")).toMatchObject({
      failed: ['fetch failed', expect.stringMatching(/functions\/nothing\.json cannot be read \(ENOENT\)/)],
    });
    expect(refused(sandbox)).toMatchObject([{ call: 'GET https://lost.example/x' }]);
  });

  test('a mock never answers for the sandbox itself', async () => {
    const everything = await project([{ url: 'http://*', body: 'mocked' }]);
    const code = "return require('core-functions-toolbelt').Toolbelt.CsdsClient().get('sentinel')";
    expect(await run(everything.sandbox, code)).toBe(new URL(everything.sandbox.url).host);
    expect(await run(everything.sandbox, "return text(await fetch('http://other.example/'))")).toEqual([
      200,
      'mocked',
    ]);
  });
});

describe('the file http-mocks.json', () => {
  const GET = "return text(await fetch('https://a.example/'))";

  test('`times` counts over all processes of a function; the next mock that matches answers then', async () => {
    const { sandbox } = await project([
      { url: 'https://a.example/', status: 503, times: 2 },
      { url: 'https://a.example/', body: 'at last' },
    ]);
    const statuses = async () => (await run(sandbox, GET, V1)) as [number, string];
    expect([await statuses(), await statuses(), await statuses()]).toEqual([
      [503, ''],
      [503, ''],
      [200, 'at last'],
    ]);
    sandbox.reset();
    expect(await statuses()).toEqual([503, '']);
  });

  test('a changed file applies to the next request, also in a warm process and when the file is new', async () => {
    const { sandbox, file } = await project(undefined);
    expect(await run(sandbox, GET)).toMatchObject({ failed: ['fetch failed', expect.anything()] });
    for (const body of ['one', 'two']) {
      await writeFile(file, JSON.stringify([{ url: 'https://a.example/', body }]));
      expect(await run(sandbox, GET)).toEqual([200, body]);
    }
    await rm(file);
    expect(await run(sandbox, GET)).toMatchObject({ failed: ['fetch failed', expect.anything()] });
  });

  test('a file that breaks later fails the requests with the reason, and they are recorded as refused', async () => {
    const { sandbox, file } = await project([{ url: 'https://a.example/' }]);
    await writeFile(file, '{');
    const reason = expect.stringContaining('http-mocks.json is not valid JSON');
    expect(await run(sandbox, GET)).toMatchObject({ failed: ['fetch failed', reason] });
    expect(refused(sandbox)).toEqual([{ call: 'GET https://a.example/', reason }]);
  });

  test.each([
    ['{}', /must hold a list of mocks/],
    ['[{}]', /mock 1: "url" /],
    [
      '[{"url":"https://a.example"},{"url":"a.example"}]',
      /mock 2: "url" must start with http:\/\/ or https:\/\//,
    ],
    ['[{"url":"https://a","status":901}]', /mock 1: "status" /],
    ['[{"url":"https://a","body":1,"file":"x"}]', /mock 1: has both "body" and "file"/],
    ['[{"url":"https://a","times":0}]', /mock 1: "times" /],
    ['[{"url":"https://a","headers":{"a b":"c"}}]', /mock 1: "headers" is not a valid HTTP header/],
    ['[{"url":"https://a","method":"GET "}]', /mock 1: "method" must be an HTTP method/],
    ['[{"url":"https://a","statos":1}]', /mock 1: unrecognized key: "statos"/],
  ])('startSandbox rejects the file %s and says which mock is wrong', async (text, problem) => {
    const functions = await folderWith({ 'functions/it/index.js': RUN, 'functions/http-mocks.json': text });
    await expect(startSandbox({ functions })).rejects.toMatchObject({
      code: 'http-mocks',
      message: expect.stringMatching(problem),
    });
  });
});

test('the example in the documentation answers as it says', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../docs/sandbox.md'), 'utf8');
  const [, example = ''] = /## Mocks\n[\s\S]*?```json\n([\s\S]*?)```/.exec(page) ?? [];
  const { sandbox } = await project(
    JSON.parse(example),
    { offline: true },
    {
      'functions/mocks/contact.json': '{"name":"Ada"}',
      'functions/mocks/conversation.json': '{"_metadata":{},"conversationHistoryRecords":[{}]}',
    },
  );
  const post = "text(await fetch('https://crm.example/contacts', { method: 'POST' }))";
  const get =
    "fetch('https://crm.example/contacts/7?full').then(async (response) => [response.headers.get('x-total'), await response.json()])";
  const pay = "(await fetch('https://pay.example/charge')).status";
  const search = "require('core-functions-toolbelt').Toolbelt.ConversationUtil().getConversationById('c1')";
  expect(await run(sandbox, `return [await ${post}, await ${get}, ${pay}, ${pay}]`)).toEqual([
    ...[[201, '{"id":7}'], ['1', { name: 'Ada' }], 503, 503],
  ]);
  expect(await run(sandbox, "return fetch('https://pay.example/charge')")).toMatchObject({
    code: 'ERR_SANDBOX_REFUSED',
  });
  expect(await run(sandbox, `return ${search}`)).toEqual({ _metadata: {}, conversationHistoryRecords: [{}] });
});

describe('a host without a mock', () => {
  test('an unreachable host fails with an error that names host and file', async () => {
    const hint = /nowhere\.invalid cannot be reached \(\w+\)\. Add a mock to functions\/http-mocks\.json\./;
    for (const mocks of [undefined, [{ url: 'https://a.example/' }]]) {
      const { sandbox } = await project(mocks);
      for (const code of [
        "return fetch('http://nowhere.invalid/x')",
        "return get(http, 'http://nowhere.invalid/x')",
      ]) {
        const { failed } = (await run(sandbox, code)) as { failed: string[] };
        expect(failed.at(-1)).toMatch(hint);
        expect(refused(sandbox)).toEqual([
          { call: 'GET http://nowhere.invalid/x', reason: expect.stringMatching(hint) },
        ]);
      }
    }
  });

  test('a host that is there is reached, unless the sandbox is offline', async () => {
    const url = await realServer();
    const code = `return [await text(await fetch('${url}')), await get(http, '${url}')]`;
    const { sandbox } = await project([{ url: 'https://a.example/' }]);
    expect(await run(sandbox, code)).toEqual([
      [200, 'real'],
      [200, 'real'],
    ]);
    expect(refused(sandbox)).toEqual([]);
    const { sandbox: offline } = await project([{ url: 'https://a.example/', body: 'mocked' }], {
      offline: true,
    });
    for (const [what, call] of [
      ['fetch', `fetch('${url}')`],
      ['http', `get(http, '${url}')`],
    ]) {
      const { failed, code: errorCode } = (await run(offline, `return ${call}`)) as {
        failed: string[];
        code: string;
      };
      expect([what, errorCode]).toEqual([what, 'ERR_SANDBOX_REFUSED']);
      const reason = expect.stringMatching(
        /^The sandbox is offline and has no mock for 127\.0\.0\.1:\d+\. Add a mock to functions\/http-mocks\.json\.$/,
      );
      expect(failed.at(-1)).toEqual(reason);
      expect(refused(offline)).toEqual([{ call: `GET ${url}`, reason }]);
    }
    expect(await run(offline, "return text(await fetch('https://a.example/'))")).toEqual([200, 'mocked']);
  });

  test('offline, other connections than HTTP are refused as well', async () => {
    const { port } = new URL(await realServer());
    const { sandbox } = await project(undefined, { offline: true });
    const targets = [`${port}, '127.0.0.1'`, `{ port: ${port}, host: '127.0.0.1' }`];
    const ways = ["require('node:net')", "new (require('node:net').Socket)()"];
    for (const opened of ways.flatMap((way) => targets.map((target) => `${way}.connect(${target})`))) {
      const code = `await new Promise((resolve, reject) => ${opened}.on('connect', resolve).on('error', reject))`;
      expect(await run(sandbox, code)).toMatchObject({ code: 'ERR_SANDBOX_REFUSED' });
      expect(refused(sandbox)).toMatchObject([{ call: `connect 127.0.0.1:${port}` }]);
    }
  });

  test('offline, functions reach the sandbox itself', async () => {
    const { sandbox } = await project(undefined, { offline: true });
    const code = "return require('core-functions-toolbelt').Toolbelt.CsdsClient().get('sentinel')";
    expect(await run(sandbox, code)).toBe(new URL(sandbox.url).host);
    // The code names the variable, so its host is the one for https.
    const functions = await folderWith({
      'functions/it/index.js': `async function lambda() {
        const { X_LIVEPERSON_CSDS_DOMAIN: host, X_LIVEPERSON_BRAND_ID: account } = process.env;
        return (await fetch('https://' + host + '/api/account/' + account + '/service/baseURI.json?version=1.0')).status;
      }`,
    });
    expect((await invoke(await sandboxWith({ functions, offline: true }), V2, 'it')).text).toBe('200');
  });
});

describe('other libraries', () => {
  /** Makes an installed package one of the project. */
  async function link(folder: string, name: string, from: string): Promise<void> {
    await symlink(
      dirname(createRequire(from).resolve(`${name}/package.json`)),
      join(folder, 'node_modules', name),
      'junction',
    );
  }

  test('undici as a package of the project meets mocks and --offline, in each way to send a request', async () => {
    const { folder, sandbox } = await project(
      [{ url: 'https://a.example/x', status: 201, body: { a: 1 } }],
      { offline: true },
      { 'node_modules/.keep': '' },
    );
    await link(folder, 'undici', join(import.meta.dirname, '../../core/package.json'));
    const ways = [
      "const { statusCode, body } = await undici.request('https://a.example/x'); return [statusCode, await body.json()]",
      "const response = await undici.fetch('https://a.example/x'); return [response.status, await response.json()]",
      "const { statusCode, body } = await undici.request('https://a.example/x', { dispatcher: new undici.Agent() }); return [statusCode, await body.json()]",
      "const { statusCode, body } = await new undici.Pool('https://a.example').request({ path: '/x', method: 'POST', body: 'b' }); return [statusCode, await body.json()]",
    ];
    for (const way of ways) {
      expect(await run(sandbox, `const undici = require('undici'); ${way}`)).toEqual([201, { a: 1 }]);
    }
    expect(await run(sandbox, "return require('undici').request('https://b.example/x')")).toMatchObject({
      failed: [expect.stringContaining('The sandbox is offline and has no mock for b.example:443.')],
    });
    expect(refused(sandbox)).toMatchObject([{ call: 'GET https://b.example/x' }]);
    for (const url of ['http://b.example/x', 'http://b.example:81/x']) {
      await run(sandbox, `return require('undici').request('${url}')`);
      expect(refused(sandbox)).toMatchObject([{ call: `GET ${url}` }]);
    }
  });

  test('a mock of undici does not keep a process on V1 alive, as a timer of the function does', async () => {
    const { folder, sandbox } = await project(
      [{ url: 'https://a.example/x' }],
      {},
      { 'node_modules/.keep': '' },
    );
    await link(folder, 'undici', join(import.meta.dirname, '../../core/package.json'));
    const timer = Number(await run(sandbox, 'setInterval(() => undefined, 10); return process.pid', V1));
    const mocked =
      "const { body } = await require('undici').request('https://a.example/x'); await body.dump();";
    // Each process has a server of its own for its mocks.
    const both = [1, 2].map(() => run(sandbox, `${mocked} return process.pid`, V1));
    await untilExited(...(await Promise.all(both)).map(Number));
    expect(isRunning(timer)).toBe(true);
  });
});
