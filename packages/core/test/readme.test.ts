import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { startSandbox } from '@lp-faas/sandbox';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '..');

const readme = readFileSync(join(folder, 'README.md'), 'utf8');
const [invoking = '', more = '', waiting = '', reporting = ''] = [
  ...readme.matchAll(/```js\n(.*?)```/gs),
].map(([, code]) => code);

/** Runs an unmodified example against its own sandbox and returns its standard output. */
async function outputOf(code: string, secret: string): Promise<string> {
  await using sandbox = await startSandbox({ functions: join(folder, '../../examples/functions') });
  return await outputAt(sandbox.url, code, secret);
}

async function outputAt(url: string, code: string, secret: string): Promise<string> {
  const script = code.replace('http://127.0.0.1:8787', url);
  const env = { PATH: process.env['PATH'], LP_CLIENT_SECRET: secret };
  const args = ['--input-type=module', '--eval', script];
  return (await run(process.execPath, args, { cwd: folder, env })).stdout;
}

test.each([
  ['prints the result', 'sandbox-secret', "{ greeting: 'Hello Ada' } 1\n"],
  [
    'prints code, delivery and hint of an error',
    'not-the-secret',
    'credentials-rejected not-sent false Check ',
  ],
])('the first example of the README %s', async (_, secret, expected) => {
  expect(await outputOf(invoking, secret)).toContain(expected);
});

test('the second example of the README checks the account, invokes an event and a list of inputs', async () => {
  const lines = (await outputOf(more, 'sandbox-secret')).trim().split('\n');
  expect(lines.slice(0, 5).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'options ok',
    'domains ok',
    'token ok',
    'claims ok',
    'gateway ok',
  ]);
  expect(lines.slice(5)).toEqual([
    "{ greeting: 'Hello Ada' }",
    "0 { greeting: 'Hello Ada' }",
    "1 { greeting: 'Hello Grace' }",
    "2 { greeting: 'Hello Edsger' }",
  ]);
});

test('the third example of the README waits for a function, and prints each poll', async () => {
  const replies = [json(404, {}), json(404, {}), json(200, 'hello')];
  await using platform = await ScriptedPlatform.start({
    invocation: (response, request) => replies.shift()?.(response, request),
  });
  const withoutPauses = `
    const { setTimeout: set } = globalThis;
    globalThis.setTimeout = (callback, ms) => set(callback, ms === 1000 || ms === 2000 ? 0 : ms);
  `;
  const output = await outputAt(platform.url, withoutPauses + waiting, 'a-secret');
  expect(output).toMatch(/^Poll 1: not found, \d+ ms left\nPoll 2: not found, \d+ ms left\nhello\n$/);
});

test('the fourth example of the README prints a report with neither secret nor account', async () => {
  const output = await outputOf(reporting, 'sandbox-secret');
  const { exchanges } = JSON.parse(output) as { exchanges: { request: string; status: number }[] };
  expect(exchanges.map(({ request, status }) => [request, status]).slice(-3)).toEqual([
    ['isImplemented', 200],
    ['host of an unknown service', 404],
    ['isImplemented without a token', 401],
  ]);
  expect(output).not.toMatch(/sandbox-|12345678/);
});
