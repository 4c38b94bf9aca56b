import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BUNDLE } from '@lp-faas/testing/bundle';
import { refreshCli } from '../scripts/build-cli.mjs';
import { refreshNodeRed } from '../scripts/build-node-red.mjs';
import { staleFiles } from '../scripts/bundle-freshness.mjs';

const root = join(import.meta.dirname, '..');
const committed = dirname(BUNDLE);

test('the committed bundle equals a fresh build of the sources, byte for byte', () => {
  // To bring it up to date: pnpm run bundle.
  expect(staleFiles()).toEqual([]);
});

describe('a stale bundle is found', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lp-faas-stale-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('when one byte of the committed bundle differs from what the sources build', () => {
    cpSync(committed, join(folder, 'dist'), { recursive: true });
    const places = { root: folder, dist: 'dist', memory: join(folder, 'memory') };
    expect(staleFiles(places)).toEqual([]);
    writeFileSync(join(folder, 'dist/index.js'), '\n', { flag: 'a' });
    expect(staleFiles(places)).toEqual(['index.js']);
  });

  test('when a source changes, or a file of the bundle changes, appears or is gone; and bundles only then', () => {
    const [source, bundled] = [join(folder, 'src/index.js'), join(folder, 'dist/index.js')];
    for (const file of [source, bundled]) {
      mkdirSync(dirname(file));
      writeFileSync(file, 'old');
    }
    let bundles = 0;
    const bundle = (fresh: string): void => {
      bundles += 1;
      cpSync(join(folder, 'src'), fresh, { recursive: true });
    };
    const stale = (): string[] =>
      staleFiles({ root: folder, inputs: ['src'], dist: 'dist', memory: join(folder, 'memory'), bundle });
    expect([stale(), stale(), bundles]).toEqual([[], [], 1]);
    writeFileSync(source, 'new');
    expect([stale(), stale(), bundles]).toEqual([['index.js'], ['index.js'], 2]);
    writeFileSync(bundled, 'new');
    expect([stale(), bundles]).toEqual([[], 3]);
    writeFileSync(join(folder, 'dist/more.js'), '');
    expect(stale()).toEqual(['more.js']);
    rmSync(join(folder, 'dist/more.js'));
    rmSync(bundled);
    expect(stale()).toEqual(['index.js']);
  });
});

test('the bundle misses no module and contains no path of this machine', () => {
  const code = readFileSync(BUNDLE, 'utf8');
  expect(code.length).toBeGreaterThan(100_000);
  expect(code).not.toContain('webpackMissingModule');
  expect(code).not.toContain(root);
});

/** Packages that the bundle leaves out, and a line of each that would show that it is there after all. */
const ABSENT = {
  undici: { file: 'undici.js', line: 'extends DispatcherBase' },
  tunnel: { file: 'tunnel.js', line: 'function TunnelingAgent' },
  '@actions/exec': { file: 'exec.js', line: 'class ToolRunner' },
};

test.each(Object.entries(ABSENT))(
  'the bundle has no %s, which the action never uses: to take a part of it is an error that names both',
  (name, { file, line }) => {
    const texts = readdirSync(committed).map((chunk) => readFileSync(join(committed, chunk), 'utf8'));
    expect(texts.join('')).not.toContain(line);
    const absent = createRequire(BUNDLE)(`./${file}`) as Record<string, unknown>;
    const parts = new RegExp(`_${file.replace('.js', '')}_js_namespaceObject\\.(\\w+)`, 'g');
    // Whatever else is taken from it would be undefined.
    const taken = [...texts.join('').matchAll(parts)].map(([, part = '']) => part);
    expect(Object.keys(absent)).toEqual(expect.arrayContaining(taken));
    for (const part of Object.keys(absent))
      expect(() => absent[part]).toThrow(`${part} of ${name} is not in the action's bundle`);
  },
);

/** A package of each kind: in the main file, in a chunk, and with a licence that it does not bring along itself. */
const NEEDED = {
  'packages/action/dist': ['@actions/core', '@actions/http-client', '@redis/client', 'jwt-decode'],
  'packages/cli/dist': ['lossless-json', '@redis/client', 'read', 'undici', 'jwt-decode'],
  'packages/node-red/dist': ['@redis/client', 'jwt-decode', 'undici'],
};

test.each(Object.entries(NEEDED))('%s ships the licence of every package in it', async (folder, needed) => {
  await Promise.all([refreshCli(), refreshNodeRed()]);
  const texts = readFileSync(join(root, folder, 'licenses.txt'), 'utf8').split(/\r?\n/);
  const code = readdirSync(join(root, folder))
    .filter((name) => /\.c?js$/.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('');
  const path = /node_modules\/\.pnpm\/[^/]+\/node_modules\/((?:@[\w-]+\/)?[\w.-]+)\//g;
  const named = new Set([...code.matchAll(path)].map(([, name = '']) => name));
  for (const name of [...needed, ...named]) expect(texts).toContain(name);
  const isWhole = texts.some((line) => line.includes('END OF TERMS AND CONDITIONS'));
  expect(isWhole).toBe(texts.includes('Apache-2.0'));
});
