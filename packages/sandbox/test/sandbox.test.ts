import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import {
  folderWith,
  functionFiles,
  invoke,
  invokeUuid,
  sandboxWith,
  tokenFor,
  uuidOf,
  V1,
  V2,
} from './support.js';

test('200 invocations, 20 at a time, on both generations: none is lost, none runs twice', async () => {
  const both =
    'async function lambda(input, callback) { callback?.(null, input.payload); return input.payload; }';
  const sandbox = await sandboxWith({ functions: await folderWith(functionFiles({ both })) });
  const tokens = { [V1]: await tokenFor(sandbox, V1), [V2]: await tokenFor(sandbox, V2) };
  const pending = Array.from({ length: 200 }, (_, n) => n);
  const results: number[] = [];
  const lane = async () => {
    for (let n = pending.shift(); n !== undefined; n = pending.shift()) {
      const account = n % 2 === 0 ? V1 : V2;
      const body = JSON.stringify({ timestamp: 0, payload: n });
      const uuid = uuidOf(sandbox, account, 'both');
      const answer = await invokeUuid(sandbox, account, uuid, { token: String(tokens[account]), body });
      results.push(Number(answer.text));
    }
  };
  await Promise.all(Array.from({ length: 20 }, lane));
  expect(results.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  expect(sandbox.executions()).toEqual({
    [uuidOf(sandbox, V1, 'both')]: 100,
    [uuidOf(sandbox, V2, 'both')]: 100,
  });
  // With their threads gone, shortly after the answers, their places are free again.
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await invoke(sandbox, V1, 'both', 'once more')).text).toBe('"once more"');
});

describe('close', () => {
  const SCRIPT = `
    import { startSandbox } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)};
    const sandbox = await startSandbox({ functions: process.argv[1] });
    const call = (path, headers, body) => fetch(sandbox.url + path, { method: 'POST', headers, body });
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: sandbox.clientId, client_secret: sandbox.clientSecret });
    const { access_token } = await (await call('/sentinel/api/account/${V2}/app/token', {}, form)).json();
    const path = '/api/account/${V2}/lambdas/' + sandbox.functions.find((f) => f.account === '${V2}').uuid + '/invoke';
    const answers = [1, 2, 3].map(() => call(path, { authorization: 'Bearer ' + access_token }, '{"timestamp":0}'));
    while (Object.values(sandbox.executions())[0] !== 3) await new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all([sandbox.close(), sandbox.close()]);
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    await sandbox[Symbol.asyncDispose]();
    console.log(JSON.stringify(statuses));
  `;

  test('answers functions that still run, leaves no worker behind and lets the process end by itself', async () => {
    const functions = await folderWith(functionFiles({ endless: 'async function lambda() { for (;;); }' }));
    const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, functions]);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    expect([out, err, await ended]).toEqual(['[502,502,502]\n', '', 0]);
  });
});
