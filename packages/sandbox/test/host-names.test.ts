import { describe, expect, test } from '@jest/globals';
import type { Sandbox, SandboxOptions } from '../dist/index.js';
import { isServed } from '../dist/server/host-names.js';
import { run } from './cli-support.js';
import { sandboxWith, send, V1 } from './support.js';

const DOMAINS = `/api/account/${V1}/service/baseURI.json`;

const statusFor = async (sandbox: Sandbox, host: string, path = DOMAINS) =>
  (await send(sandbox.url + path, { headers: { host } })).status;

const LOOPBACK = ['localhost', 'LOCALHOST:1', 'localhost.:8787', 'a.b.localhost', 'localhost.localdomain'];
const ADDRESSES = ['127.0.0.1', '127.0.0.1:8787', '[::1]:8787', '192.168.1.20', '8.8.8.8', '[2001:db8::1]'];
const FOREIGN = [
  'evil.example',
  'evil.example:8787',
  'localhost.evil.example',
  'notlocalhost',
  'evil.example.localhost.evil.example',
  '127.0.0.1.evil.example',
  '127.0.0.1@evil.example',
  'evil.example@127.0.0.1',
  '127.0.0.256',
  '[::1].evil.example',
  'va.faasgw.liveperson.net',
  'db',
  'a b',
];
const PLATFORM = [
  'api.liveperson.net',
  'adminlogin-z0-intg.liveperson.net',
  'some.new.liveperson.com',
  'csds-app.qa.int.gw.lpcloud.io',
  'hc1n.dev.lprnd.net',
];

const CASES: [string, SandboxOptions, string[], string[]][] = [
  ['addresses and loopback names', {}, [...LOOPBACK, ...ADDRESSES], [...FOREIGN, ...PLATFORM]],
  [
    'the names of --allow-host',
    { allowHosts: ['My.Sandbox.test', 'db'] },
    ['my.sandbox.TEST:8787', 'db'],
    ['sandbox.test', 'a.my.sandbox.test', 'evil.example'],
  ],
  [
    'the names of LivePerson, with hostNames liveperson',
    { hostNames: 'liveperson' },
    [...PLATFORM, ...LOOPBACK, ...ADDRESSES],
    [
      'evil.example',
      'evilliveperson.net',
      'api.liveperson.net.evil.example',
      'liveperson.org',
      'lpcloud.io.evil',
    ],
  ],
];

describe.each(CASES)('the sandbox serves %s', (_what, options, served, refused) => {
  test('the sandbox answers to these hosts and refuses every other with 421', async () => {
    const sandbox = await sandboxWith(options);
    for (const host of served) expect([host, await statusFor(sandbox, host)]).toEqual([host, 200]);
    for (const host of refused) expect([host, await statusFor(sandbox, host)]).toEqual([host, 421]);
  });
});

test.each([
  ['names without a dot, when it listens beyond loopback', '0.0.0.0', ['sandbox', 'localhost', '::1'], true],
  ['names without a dot, when it listens on an address', '192.168.1.20', ['sandbox', 'db'], true],
  ['the name that it listens on', 'my.host.test', ['my.host.test', 'sandbox'], true],
  ['no name of the web, when it listens beyond loopback', '::', ['evil.example', 'sandbox.example'], false],
  ['no name without a dot, when it listens on loopback', '127.0.0.2', ['sandbox'], false],
  ['no name without a dot, when it listens on localhost', 'LocalHost', ['sandbox'], false],
])('the sandbox serves %s', (_what, host, names, expected) => {
  const settings = { host, allowHosts: [], hostNames: 'loopback' } as const;
  expect(names.map((name) => [name, isServed(name, settings)])).toEqual(
    names.map((name) => [name, expected]),
  );
});

test.each([DOMAINS, '/', '/_sandbox/requests', '/%5Fsandbox/reset', '/nothing'])(
  'a foreign host is refused on every path: %s',
  async (path) => {
    expect(await statusFor(await sandboxWith(), 'evil.example', path)).toBe(421);
  },
);

test('the answer to a foreign host says how to allow it, and the refusal is recorded', async () => {
  const sandbox = await sandboxWith({ onRequest: () => undefined });
  sandbox.faults.add({ times: 1, action: { type: 'reset' } });
  const { text, type } = await send(sandbox.url + DOMAINS, { headers: { host: 'my.sandbox.test:1' } });
  expect([type, JSON.parse(text)]).toEqual([
    expect.stringMatching(/^application\/json/),
    {
      error: 'misdirected_request',
      message:
        'The sandbox does not serve the host "my.sandbox.test". If it is a name of this machine, start the sandbox with --allow-host my.sandbox.test.',
    },
  ]);
  expect(sandbox.requests()).toMatchObject([{ status: 421, fault: null }]);
  expect(sandbox.faults.list()).toMatchObject([{ met: 0 }]);
});

test.each(['http://a', 'a:1', 'a/b', '*.a', ''])(
  '--allow-host takes a name without scheme, port and wildcard: "%s" is refused',
  async (name) => {
    const { code, err } = await run('--port', '0', '--allow-host', name).ended;
    expect([code, err]).toEqual([
      2,
      expect.stringContaining(`The allowed host "${name}" is not a host name`),
    ]);
  },
);

describe('requests of a browser to /_sandbox', () => {
  const FAULT = JSON.stringify({ action: { type: 'reset' } });
  const JSON_TYPE = { 'content-type': 'application/json' };
  const adding = async (sandbox: Sandbox, headers: Record<string, string>, path = '/_sandbox/faults') =>
    (await send(sandbox.url + path, { method: 'POST', headers, body: FAULT })).status;

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }],
    ['a foreign origin', { origin: 'http://evil.example' }],
    ['another origin on this machine', { origin: 'http://127.0.0.1:1' }],
    ['no origin', { origin: 'null' }],
    ['a foreign origin that claims to be the same', { origin: 'http://a', 'sec-fetch-site': 'same-origin' }],
  ])('a page of %s is refused with 403, under every spelling of the path', async (_what, headers) => {
    const sandbox = await sandboxWith();
    for (const path of ['/_sandbox/faults', '/%5Fsandbox/faults', '/_sandbox/f%61ults']) {
      expect([path, await adding(sandbox, { ...JSON_TYPE, ...headers }, path)]).toEqual([path, 403]);
    }
    expect(sandbox.faults.list()).toEqual([]);
  });

  test("the sandbox's own page and programs are served", async () => {
    const sandbox = await sandboxWith();
    const { host, origin } = new URL(sandbox.url);
    expect(await adding(sandbox, JSON_TYPE)).toBe(201);
    expect(await adding(sandbox, { ...JSON_TYPE, origin, 'sec-fetch-site': 'same-origin' })).toBe(201);
    expect(await adding(sandbox, { ...JSON_TYPE, host: 'LOCALHOST:1', origin: 'http://localhost:1' })).toBe(
      201,
    );
    expect(await adding(sandbox, { ...JSON_TYPE, origin: `https://${host}` })).toBe(201);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', undefined])(
    'a body of the type %s is refused with 415, and no body needs no type',
    async (type) => {
      const sandbox = await sandboxWith();
      const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
      expect(await adding(sandbox, headers)).toBe(415);
      expect(await adding(sandbox, headers, '/_sandbox/reset')).toBe(415);
      expect((await send(`${sandbox.url}/_sandbox/reset`, { method: 'POST', headers })).status).toBe(204);
      expect(sandbox.faults.list()).toEqual([]);
    },
  );
});
