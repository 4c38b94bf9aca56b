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

test('the bundle has no undici, which the action never uses: who asks for a class of it is told', () => {
  const texts = readdirSync(committed).map((name) => readFileSync(join(committed, name), 'utf8'));
  expect(texts.join('')).not.toContain('extends DispatcherBase');
  const undici = createRequire(BUNDLE)('./undici.js') as Record<string, unknown>;
  for (const name of ['Client', 'ProxyAgent', 'buildConnector'])
    expect(() => undici[name]).toThrow(`${name} of undici is not in the action's bundle`);
  // Whatever else is taken from undici would be undefined.
  const taken = [...readFileSync(BUNDLE, 'utf8').matchAll(/undici_js_namespaceObject\.(\w+)/g)];
  expect([...new Set(taken.map(([, name]) => name))].sort()).toEqual(Object.keys(undici));
});

/** A package of each kind: in the main file, in a chunk, and with a licence that it does not bring along itself. */
const NEEDED = {
  'packages/action/dist': ['@actions/core', '@actions/http-client', '@redis/client', 'jwt-decode'],
  'packages/cli/dist': ['@humanwhocodes/momoa', '@redis/client', 'read', 'undici', 'jwt-decode'],
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
