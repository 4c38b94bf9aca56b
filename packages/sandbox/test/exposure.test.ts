import { networkInterfaces } from 'node:os';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import { readOptions } from '../dist/read-options.js';
import { GREET, run, waitForOutput } from './cli-support.js';
import { folderWith, functionFiles, send, tokenForm, V1, V2 } from './support.js';

/** The addresses of this machine that others can reach. */
const OUTSIDE = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, family }) => !internal && family === 'IPv4')
  .map(({ address }) => address);

const WARNING =
  /^Warning: every machine that reaches this one can use the sandbox and its \/_sandbox routes\. .*--host\.\n/;

const tokenStatus = async (sandbox: Sandbox, clientSecret: string) =>
  (
    await send(`${sandbox.url}/sentinel/api/account/${V1}/app/token?v=2.0`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: tokenForm({ ...sandbox, clientId: 'sandbox-client', clientSecret }),
    })
  ).status;

const loginStatus = async (sandbox: Sandbox, password: string) =>
  (
    await send(`${sandbox.url}/api/account/${V1}/login?v=1.3`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'sandbox-user', password }),
    })
  ).status;

describe('a sandbox that listens beyond loopback', () => {
  let banner: string;
  let sandbox: Sandbox;

  beforeAll(async () => {
    const functions = await folderWith(functionFiles({ greet: GREET }));
    const { child } = run('--host', '0.0.0.0', '--port', '0', '--functions', functions);
    [banner] = await waitForOutput(child.stdout, /[\s\S]*Requests \(/);
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(banner) ?? [];
    sandbox = { url } as Sandbox;
  });

  test('the first line is a warning, and the banner has the addresses that others reach', () => {
    expect(banner).toMatch(WARNING);
    const { port } = new URL(sandbox.url);
    const shown = [...banner.matchAll(/from outside {3}(\S+)\n/g)].map(([, url]) => url);
    expect(shown).toEqual(OUTSIDE.map((address) => `http://${address}:${port}`));
  });

  test('secret and password are random and in the banner, and those of the documentation do not work', async () => {
    const [, secret = ''] = /client secret {2}(\S+)/.exec(banner) ?? [];
    const [, password = ''] = /login {10}sandbox-user (\S+)/.exec(banner) ?? [];
    expect([secret.length, password.length]).toEqual([24, 24]);
    expect(banner).toContain(`client-secret: ${secret}`);
    expect([await tokenStatus(sandbox, secret), await loginStatus(sandbox, password)]).toEqual([200, 200]);
    const documented = [
      await tokenStatus(sandbox, 'sandbox-secret'),
      await loginStatus(sandbox, 'sandbox-password'),
    ];
    for (const status of documented) expect(status).toBeGreaterThanOrEqual(400);
  });

  test('the Domain API answers hosts that the sender of the request reaches', async () => {
    const hostFor = async (host: string, account: string) => {
      const path = `/api/account/${account}/service/faasGW/baseURI.json`;
      const { text } = await send(sandbox.url + path, { headers: { host } });
      return (JSON.parse(text) as { baseURI: string }).baseURI;
    };
    expect(await hostFor('192.168.1.20:9000', V1)).toBe('192.168.1.20:9000');
    expect(await hostFor('sandbox', V1)).toBe('sandbox');
    expect(await hostFor('sandbox:9000', V2)).toBe('fninvocations.localhost:9000');
    // Its name would make clients take the account for one of V2.
    expect(await hostFor('my-functions:9000', V1)).toBe(new URL(sandbox.url).host);
  });
});

test('a secret and a user of one’s own replace the random ones, and the banner does not show them', async () => {
  const own = ['--client-secret', 'my-own-secret', '--user', 'me:my-own-word'];
  const { child } = run('--host', '0.0.0.0', '--port', '0', ...own);
  const [banner] = await waitForOutput(child.stdout, /[\s\S]*Requests \(/);
  child.kill('SIGTERM');
  expect(banner).toMatch(WARNING);
  expect(banner).toContain('(not shown)');
  expect(banner).not.toMatch(/my-own|login /);
});

test('--ready-json warns on stderr, and has the random credentials for the program that started it', async () => {
  const { child, ended } = run('--host', '0.0.0.0', '--port', '0', '--ready-json');
  const [line] = await waitForOutput(child.stdout, /.*\n/);
  const ready = JSON.parse(line) as Sandbox;
  expect(await tokenStatus(ready, ready.clientSecret)).toBe(200);
  expect(await loginStatus(ready, ready.users[0]?.password ?? '')).toBe(200);
  expect(ready.networkUrls).toHaveLength(OUTSIDE.length);
  child.kill('SIGTERM');
  expect((await ended).err).toMatch(WARNING);
});

test.each(['127.0.0.1', '127.1.2.3', 'localhost', 'LOCALHOST', '::1', 'my.localhost'])(
  'a sandbox on the loopback host %s keeps the documented credentials',
  (host) => {
    const { clientSecret, users } = readOptions({ host });
    expect([clientSecret, users]).toEqual([
      'sandbox-secret',
      [{ name: 'sandbox-user', password: 'sandbox-password' }],
    ]);
  },
);

test.each(['0.0.0.0', '::', '192.168.1.20', 'my-machine', '128.0.0.1'])(
  'a sandbox on the host %s gets new random credentials each time',
  (host) => {
    const [first, second] = [readOptions({ host }), readOptions({ host })];
    const secrets = [first, second].flatMap(({ clientSecret, users }) => [clientSecret, users[0]?.password]);
    expect(new Set([...secrets, 'sandbox-secret', 'sandbox-password']).size).toBe(6);
    // Of 144 random bits.
    for (const secret of secrets) expect(secret).toMatch(/^[\w-]{24}$/);
  },
);
