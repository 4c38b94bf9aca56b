import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import type { RequestRecord, Sandbox } from '../dist/index.js';
import { startReady } from './cli-support.js';
import { waitUntil } from './processes.js';
import { folderWith, functionFiles, invoke, send, V1, V2 } from './support.js';

/** Logs too much, and waits for the file in its payload. Returns how often its process has run it. */
const WAITS = `const { existsSync } = require('node:fs');
let count = 0;
async function lambda({ payload }) {
  count += 1;
  for (let i = 0; i < 11; i += 1) console.info(i);
  while (!existsSync(payload)) await new Promise((resolve) => setTimeout(resolve, 5));
  return count;
}`;

let folder: string;
let sandbox: Sandbox;

beforeAll(async () => {
  folder = await folderWith(functionFiles({ waits: WAITS }));
  const options = {
    '--functions': folder,
    '--guess': 'unknown-account=404',
    '--hostnames': 'liveperson',
    '--latency': '30',
    '--token-ttl': '90',
    '--keep-warm': '0',
    '--cold-start': '0.09',
    '--instances': '1',
    '--log-limit': 'drop',
  };
  ({ sandbox } = await startReady(
    ...['--user', 'me:my:own:word', '--user', 'you:word', '--guess', 'v2-unauthorized=401'],
    ...Object.entries(options).flat(),
  ));
});

async function requests(): Promise<RequestRecord[]> {
  const { text } = await send(`${sandbox.url}/_sandbox/requests`);
  return (JSON.parse(text) as { requests: RequestRecord[] }).requests;
}

const domains = (account: string) => send(`${sandbox.url}/api/account/${account}/service/baseURI.json`);

test('--user replaces the default user, can be repeated and allows colons in a password', async () => {
  const logIn = async (username: string, password: string) => {
    const { status } = await send(`${sandbox.url}/api/account/${V2}/login?v=1.3`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    return status;
  };
  expect(await logIn('me', 'my:own:word')).toBe(200);
  expect(await logIn('you', 'word')).toBe(200);
  expect(await logIn('sandbox-user', 'sandbox-password')).toBe(401);
});

test('--guess can be repeated', async () => {
  expect((await domains('99999999')).status).toBe(404);
  expect((await send(`${sandbox.url}/api/account/${V2}/functions`)).status).toBe(401);
});

test('--hostnames liveperson makes the Domain API answer names like the real ones', async () => {
  expect((await domains(V2)).text).toContain('"va.fninvocations.liveperson.net"');
});

test('--latency delays every answer', async () => {
  await domains(V1);
  const durations = (await requests()).map(({ durationMs }) => durationMs ?? 0);
  expect(Math.min(...durations)).toBeGreaterThanOrEqual(29);
});

test('--token-ttl is the lifetime in a token answer', async () => {
  const form = 'grant_type=client_credentials&client_id=sandbox-client&client_secret=sandbox-secret';
  const { text } = await send(`${sandbox.url}/sentinel/api/account/${V1}/app/token?v=2.0&${form}`, {
    method: 'POST',
  });
  expect(JSON.parse(text)).toMatchObject({ expires_in: '90' });
});

test('--instances, --cold-start, --keep-warm and --log-limit apply to V2 functions', async () => {
  const go = join(folder, 'go');
  const first = invoke(sandbox, V2, 'waits', go);
  await waitUntil(async () => {
    const { text } = await send(`${sandbox.url}/_sandbox/requests`);
    return Object.keys((JSON.parse(text) as { executions: object }).executions).length > 0;
  });
  expect((await invoke(sandbox, V2, 'waits', go)).status).toBe(429);
  await writeFile(go, '');
  expect(await first).toMatchObject({ status: 200, text: '1' });
  // A process that stayed warm would count on.
  expect((await invoke(sandbox, V2, 'waits', go)).text).toBe('1');
  const cold = (await requests()).filter(({ service, status }) => service === 'faasGW' && status === 200);
  // The cold start and the latency.
  for (const { durationMs } of cold) expect(durationMs).toBeGreaterThanOrEqual(119);
});
