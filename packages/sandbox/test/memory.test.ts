import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import { untilExited, waitUntil } from './processes.js';
import { folderWith, functionFiles, invoke, sandboxWith, V1, V2 } from './support.js';

const TOO_MUCH = {
  leak: 'function lambda() { const all = []; for (;;) all.push(new Array(1000).fill(Math.random())); }',
  // The longest array that V8 still stores as one block; a longer one is a table, and takes seconds to fill.
  'one-array': 'function lambda() { return new Array(33_500_000).fill(1.5).length; }',
  'one-text': `async function lambda() {
  const text = JSON.stringify('\\u0001'.repeat(60_000_000));
  await new Promise(() => {});
  return text.length;
}`,
  buffers: 'function lambda() { const all = []; for (;;) all.push(Buffer.alloc(8 * 1024 * 1024, 1)); }',
  'one-buffer': `async function lambda() {
  const all = Buffer.alloc(700 * 1024 * 1024, 1);
  await new Promise(() => {});
  return all.length;
}`,
};

const ENOUGH = `async function lambda(input, callback) {
  const all = [];
  while (process.memoryUsage().heapUsed < 200 * 1024 * 1024) all.push(new Array(1000).fill(Math.random()));
  callback?.(null, 'enough');
  return 'enough';
}`;

describe('the memory limit', () => {
  let sandbox: Sandbox | undefined;
  const openSandbox = async () => {
    const functions = await folderWith(functionFiles({ ...TOO_MUCH, enough: ENOUGH }));
    sandbox ??= await sandboxWith({ functions });
    return sandbox;
  };

  test.each(Object.keys(TOO_MUCH))('a function that outgrows 256 MB fails alone: %s', async (name) => {
    const { status, text } = await invoke(await openSandbox(), V1, name);
    expect([status, JSON.parse(text)]).toEqual([
      901,
      {
        errorCode: 'com.liveperson.faas.handler.runtime-exception',
        errorMsg: 'The function used more than 256 MB of memory',
      },
    ]);
  });

  test.each([V1, V2])('a function may use 200 MB (account %s)', async (account) => {
    expect((await invoke(await openSandbox(), account, 'enough')).text).toBe('"enough"');
  });
});

/** Starts a sandbox in a process of its own, which prints its URL, credentials and functions. */
const HOST = `
  import { startSandbox } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)};
  const { url, clientId, clientSecret, functions } = await startSandbox({ functions: process.argv[1] });
  console.log(JSON.stringify({ url, clientId, clientSecret, functions }));
`;

test('when the sandbox is killed, warm processes and endless functions exit as well', async () => {
  const functions = await folderWith(
    functionFiles({
      endless: `const { writeFileSync } = require('node:fs');
async function lambda({ payload }) { writeFileSync(payload, String(process.pid)); for (;;); }`,
      pid: 'async function lambda() { return process.pid; }',
    }),
  );
  const child = spawn(process.execPath, ['--input-type=module', '-e', HOST, functions]);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const sandbox = JSON.parse(line.toString()) as Sandbox;
  const warm = Number((await invoke(sandbox, V2, 'pid')).text);
  const lost = invoke(sandbox, V2, 'endless', `${functions}/pid`).catch(() => 'lost');
  const file = `${functions}/pid`;
  await waitUntil(() => existsSync(file) && readFileSync(file, 'utf8') !== '');
  child.kill('SIGKILL');
  expect(await lost).toBe('lost');
  await untilExited(warm, Number(readFileSync(file, 'utf8')));
});
