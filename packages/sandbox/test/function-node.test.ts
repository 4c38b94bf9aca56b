import { chmod, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startSandbox } from '../dist/index.js';
import { folderWith, functionFiles, invoke, sandboxWith, V1, V2 } from './support.js';

/** A program of the given text in a new folder. */
async function program(script: string): Promise<string> {
  const file = join(await folderWith({ node: `#!/bin/sh\n${script}\n` }), 'node');
  await chmod(file, 0o755);
  return file;
}

const CODE = `function lambda(input, callback) {
  const result = [process.versions.node, String(process.env.CHOSEN)];
  callback?.(null, result);
  return result;
}`;

describe('the option node', () => {
  test('functions run on the Node.js of the sandbox by default', async () => {
    const sandbox = await sandboxWith({ functions: await folderWith(functionFiles({ it: CODE })) });
    expect(sandbox.nodeVersion).toBe(process.versions.node);
    expect(JSON.parse((await invoke(sandbox, V1, 'it')).text)).toEqual([process.versions.node, 'undefined']);
  });

  test('functions run on the Node.js that is given, and are checked with it', async () => {
    const node = await program(`CHOSEN=yes exec '${process.execPath}' "$@"`);
    const functions = await folderWith(functionFiles({ it: CODE, broken: 'function {' }));
    const sandbox = await sandboxWith({ functions, node });
    expect(sandbox.nodeVersion).toBe(process.versions.node);
    for (const account of [V1, V2]) {
      expect(JSON.parse((await invoke(sandbox, account, 'it')).text)).toEqual([process.versions.node, 'yes']);
    }
    expect(await sandbox.checkFunctions()).toMatchObject([{ name: 'broken' }]);
  });

  test.each([
    ['echo v18.20.0', /is Node 18\.20\.0\. Functions need Node 20\.19, 22\.12 or newer here\.$/],
    ['echo v22.11.0', /is Node 22\.11\.0\./],
    ['echo v21.7.0', /is Node 21\.7\.0\./],
    ['echo hello', /is not Node\.js\. Give the path of a node executable\.$/],
    ['exit 3', /cannot be run .* Give the path of a node executable\.$/s],
  ])('startSandbox rejects a program that says: %s', async (script, message) => {
    await expect(startSandbox({ node: await program(script) })).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringMatching(message),
    });
  });

  test('startSandbox rejects a path that does not exist', async () => {
    await expect(startSandbox({ node: '/nowhere/node' })).rejects.toThrow(
      '/nowhere/node cannot be run (spawn /nowhere/node ENOENT). Give the path of a node executable.',
    );
  });

  test('an invocation says so when the program is gone, and the next ones run when it is back', async () => {
    const node = await program(`exec '${process.execPath}' "$@"`);
    const sandbox = await sandboxWith({ functions: await folderWith(functionFiles({ it: CODE })), node });
    await rename(node, `${node}-gone`);
    for (const account of [V1, V2]) {
      const { status, text } = await invoke(sandbox, account, 'it');
      expect(status).toBe(502);
      expect(text).toContain('The process for the function could not be started: ');
      expect(text).toContain(`spawn ${node} ENOENT`);
    }
    await rename(`${node}-gone`, node);
    for (const account of [V1, V2]) expect((await invoke(sandbox, account, 'it')).status).toBe(200);
  });

  test.each(['echo v20.19.0', 'echo v22.12.0', 'echo v24.0.0', 'echo v26.1.0'])(
    'a supported version is accepted: %s',
    async (script) => {
      const sandbox = await sandboxWith({ node: await program(script) });
      expect(sandbox.nodeVersion).toBe(script.slice('echo v'.length));
    },
  );
});
