import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');

/** The sandbox is for Node alone, and every supported version can `require` an ES module. */
const ES_ONLY = ['CJSResolvesToESM', 'NoResolution'];

describe.each<[string, readonly string[]]>([
  ['core', []],
  ['sandbox', ES_ONLY],
])('the package %s', (name, accepted) => {
  const folder = join(root, 'packages', name);
  const target = mkdtempSync(join(tmpdir(), 'lp-faas-packed-'));
  let tarball = new Uint8Array();

  beforeAll(async () => {
    // pnpm writes real version ranges where the workspace has `catalog:`.
    await run('pnpm', ['pack', '--pack-destination', target], { cwd: folder });
    const [file = ''] = readdirSync(target);
    tarball = readFileSync(join(target, file));
  });
  afterAll(() => rmSync(target, { recursive: true, force: true }));

  test('a packed package passes publint', async () => {
    const bytes = new Uint8Array(tarball);
    const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test('a packed package has correct types for import and require', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
    const problems = 'problems' in analysis ? analysis.problems : [{ kind: 'no types at all' }];
    expect(problems.filter(({ kind }) => !accepted.includes(kind))).toEqual([]);
  });

  test('a packed package contains licence, code and types, no tests, and version ranges that npm understands', () => {
    const packed = createPackageFromTarballData(new Uint8Array(tarball));
    const files = packed.listFiles().map((path) => path.replace(`/node_modules/@lp-faas/${name}/`, ''));
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'dist/index.js', 'dist/index.d.ts']));
    expect(files.filter((path) => path.includes('test'))).toEqual([]);
    const { dependencies } = JSON.parse(packed.readFile(`/node_modules/@lp-faas/${name}/package.json`));
    for (const range of Object.values(dependencies)) expect(range).toMatch(/^[~^]?\d+\.\d+/);
  });
});

test('core can be loaded with require', async () => {
  const script = `
    const { FunctionsClient, VERSION } = require('@lp-faas/core');
    console.log(typeof FunctionsClient, VERSION, typeof require('@lp-faas/core/transport').UndiciTransport);
  `;
  const { stdout } = await run(process.execPath, ['--input-type=commonjs', '--eval', script], {
    cwd: join(root, 'packages/core'),
  });
  expect(stdout).toMatch(/^function \d+\.\d+\.\d+ function\n$/);
});

test('import and require of core give the same classes', async () => {
  const script = `
    const required = [require('@lp-faas/core'), require('@lp-faas/core/transport')];
    Promise.all([import('@lp-faas/core'), import('@lp-faas/core/transport')]).then(([core, transport]) => {
      console.log(core.FunctionsError === required[0].FunctionsError);
      console.log(transport.UndiciTransport === required[1].UndiciTransport);
    });
  `;
  const { stdout } = await run(process.execPath, ['--input-type=commonjs', '--eval', script], {
    cwd: join(root, 'packages/core'),
  });
  expect(stdout).toBe('true\ntrue\n');
});

test('core has two dependencies and no side effects', () => {
  const read = readFileSync(join(root, 'packages/core/package.json'), 'utf8');
  const { dependencies, sideEffects } = JSON.parse(read) as Record<string, object>;
  expect(Object.keys(dependencies ?? {})).toEqual(['jwt-decode', 'undici']);
  expect(sideEffects).toBe(false);
});
