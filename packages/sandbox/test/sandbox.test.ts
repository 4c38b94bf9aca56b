import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { folderWith, functionFiles, V2 } from './support.js';

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
    const ends = await Promise.all(answers.map(async (answer) => (await answer).text()));
    await sandbox[Symbol.asyncDispose]();
    console.log(ends.join('\\n'));
  `;

  test('close answers running calls, ends their processes and lets the process exit by itself', async () => {
    const functions = await folderWith(functionFiles({ endless: 'async function lambda() { for (;;); }' }));
    const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, functions]);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const end = '{"code":"com.liveperson.faas.evg.general","message":"The sandbox is closing"}\n';
    expect([out, err, await ended]).toEqual([end.repeat(3), '', 0]);
  });
});
