import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import { Registry } from '@lp-faas/testing/registry';
import { buildCli } from '../scripts/build-cli.mjs';
import { buildNodeRed } from '../scripts/build-node-red.mjs';
import { installByPalette } from './support/palette.js';
import { ROOT, read } from './support/repository.js';

const run = promisify(execFile);
const { version } = JSON.parse(read('package.json')) as { version: string };
const PUBLIC = [
  '@lp-faas/cli',
  '@lp-faas/core',
  '@lp-faas/node-red-liveperson-functions',
  '@lp-faas/sandbox',
];
const ACCOUNT = {
  LP_ACCOUNT_ID: '12345678',
  LP_CLIENT_ID: 'sandbox-client',
  LP_CLIENT_SECRET: 'sandbox-secret',
};

let registry: Registry;
let sandbox: Sandbox;
let printed: string;

beforeAll(async () => {
  await Promise.all([buildCli(), buildNodeRed()]);
  [registry, sandbox] = await Promise.all([
    Registry.start(),
    startSandbox({ functions: join(ROOT, 'examples/functions') }),
  ]);
  printed = await registry.publish();
}, 180_000);

afterAll(async () => {
  await sandbox?.close();
  await registry?.[Symbol.asyncDispose]();
});

/** Runs a command as a stranger in an empty folder of their own. */
async function stranger(folder: string, command: string, args: readonly string[], env = {}): Promise<string> {
  const options = { cwd: folder, env: { ...registry.env, ...env }, timeout: 120_000 };
  return (await run(command, args, options)).stdout;
}

test('a release publishes the public packages, each in one version, and a repeated one nothing', async () => {
  expect(
    printed
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('@lp-faas'))
      .sort(),
  ).toEqual(PUBLIC.map((name) => `${name}@${version} is published`));
  const again = await registry.publish();
  expect(again.trim().split('\n').sort()).toEqual(
    PUBLIC.map((name) => `${name}@${version} is published already`),
  );
}, 120_000);

test.each(PUBLIC)(
  'the manifest of %s has ranges that npm understands, and its files exist',
  async (name) => {
    const folder = registry.newFolder(`manifest-${name.split('/')[1]}`);
    await stranger(folder, 'npm', ['pack', `${name}@${version}`]);
    const [tarball = ''] = readdirSync(folder);
    await run('tar', ['-xzf', tarball], { cwd: folder });
    const manifest = readFileSync(join(folder, 'package/package.json'), 'utf8');
    expect(manifest).not.toMatch(/"(?:workspace|catalog|link|file):/);
    expect(existsSync(join(folder, 'package/LICENSE'))).toBe(true);
    expect(existsSync(join(folder, 'package/README.md'))).toBe(true);
  },
  60_000,
);

test('a stranger installs @lp-faas/core, and the first example of its README runs', async () => {
  const folder = registry.newFolder('core');
  await stranger(folder, 'npm', ['init', '--yes']);
  await stranger(folder, 'npm', ['install', '@lp-faas/core']);
  const [, example = ''] = /```js\n(.*?)```/s.exec(read('packages/core/README.md')) ?? [];
  writeFileSync(join(folder, 'example.mjs'), example.replace('http://127.0.0.1:8787', sandbox.url));
  const secret = { LP_CLIENT_SECRET: ACCOUNT.LP_CLIENT_SECRET };
  expect(await stranger(folder, process.execPath, ['example.mjs'], secret)).toContain(
    "{ greeting: 'Hello Ada' }",
  );
}, 120_000);

test('a stranger calls a function with npx @lp-faas/cli, and nothing else installed', async () => {
  const folder = registry.newFolder('cli');
  const env = { ...ACCOUNT, LP_DOMAIN_API: sandbox.url };
  expect(await stranger(folder, 'npx', ['--yes', '@lp-faas/cli', 'check'], env)).toContain('{"ok":true,');
  expect(readdirSync(folder)).toEqual([]);
}, 120_000);

test('a stranger starts npx @lp-faas/sandbox with functions of their own', async () => {
  const folder = registry.newFolder('sandbox');
  cpSync(join(ROOT, 'examples/functions/hello-v1'), join(folder, 'functions/hello'), { recursive: true });
  const args = ['--yes', '@lp-faas/sandbox', '--functions', 'functions', '--port', '0', '--ready-json'];
  const child = spawn('npx', args, {
    cwd: folder,
    env: registry.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const ready = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (line: Buffer) => resolve(line.toString()));
      child.once('exit', (code) => reject(new Error(`It ended with ${code}`)));
    });
    expect(JSON.parse(ready)).toMatchObject({ functions: [{ name: 'hello' }] });
  } finally {
    // npx does not pass signals on to what it started.
    process.kill(-(child.pid as number), 'SIGTERM');
    await new Promise((resolve) => child.once('close', resolve));
  }
}, 120_000);

test('a stranger installs the nodes with the palette manager of Node-RED', async () => {
  const name = '@lp-faas/node-red-liveperson-functions';
  const entry = await installByPalette(name, registry.newFolder('node-red'), registry.env);
  expect(entry).toMatchObject({ name, version });
  expect(entry.nodes.map(({ types, enabled, err }) => [types[0], enabled, err]).sort()).toEqual([
    ['liveperson-functions-account', true, undefined],
    ['liveperson-functions-invoke', true, undefined],
  ]);
}, 120_000);
