import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'acorn';
import { pack } from './support/installed.js';

interface Manifest {
  readonly name: string;
  readonly license: string;
  readonly keywords: readonly string[];
  readonly dependencies?: object;
  readonly engines: { readonly node: string };
  readonly 'node-red': { readonly version: string; readonly nodes: Readonly<Record<string, string>> };
}

let folder: string;
let root: string;
let manifest: Manifest;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lp-faas-scorecard-'));
  execFileSync('tar', ['-xzf', await pack(folder), '-C', folder]);
  root = join(folder, 'package');
  manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Call {
  readonly type: string;
  readonly callee: { readonly property?: { readonly name?: string } };
  readonly arguments: readonly [{ readonly value?: unknown }, { readonly properties: readonly Property[] }];
}
interface Property {
  readonly key: { readonly name: string };
}

/** Every node of a syntax tree. */
function* all(tree: unknown): Generator<Call> {
  if (typeof tree !== 'object' || tree === null) return;
  if ('type' in tree) yield tree as Call;
  for (const child of Object.values(tree)) yield* all(child);
}

/** The name and the definition of each `registerType` in a page, read without running it, as the library reads it. */
function registered(page: string): { type: unknown; keys: string[] }[] {
  const scripts = [...page.matchAll(/<script type="text\/javascript">([\s\S]*?)<\/script>/g)];
  const trees = scripts.map(([, code = '']) => parse(code, { ecmaVersion: 'latest' }));
  return [...all(trees)]
    .filter(({ type, callee }) => type === 'CallExpression' && callee.property?.name === 'registerType')
    .map(({ arguments: [type, { properties }] }) => ({
      type: type.value,
      keys: properties.map(({ key }) => key.name),
    }));
}

test('the manifest has what the Flow Library asks for', () => {
  expect(manifest.name).toMatch(/^@[a-z-]+\/node-red-/);
  expect(manifest.license).toBe('MIT');
  expect(manifest.keywords).toContain('node-red');
  expect(manifest['node-red'].version).toBe('>=4.0.0');
  // The oldest Node of the newest Node-RED, 22.9, and the newest Node must both be let in: no upper bound.
  expect(manifest.engines.node).toBe('>=20.19');
  expect(manifest.dependencies ?? {}).toEqual({});
});

test('each node is defined in a page beside its file, to be read without running it', () => {
  for (const [type, file] of Object.entries(manifest['node-red'].nodes)) {
    expect(file).toMatch(/\.js$/);
    const [found, ...others] = registered(readFileSync(join(root, file.replace(/js$/, 'html')), 'utf8'));
    expect(others).toEqual([]);
    expect(found?.type).toBe(type);
    expect(found?.keys).toEqual(expect.arrayContaining(['category', 'color', 'icon', 'defaults', 'label']));
  }
});

test('every node is used in an example, and the examples use only nodes of Node-RED itself beside', () => {
  const core = [
    'tab',
    'comment',
    'inject',
    'debug',
    'http in',
    'http response',
    'catch',
    'change',
    'switch',
    'delay',
    'split',
  ];
  const used = readdirSync(join(root, 'examples')).flatMap((file) =>
    (JSON.parse(readFileSync(join(root, 'examples', file), 'utf8')) as { type: string }[]).map(
      ({ type }) => type,
    ),
  );
  const own = Object.keys(manifest['node-red'].nodes);
  expect(own.filter((type) => !used.includes(type))).toEqual([]);
  expect(used.filter((type) => !core.includes(type) && !own.includes(type))).toEqual([]);
});

test('the tarball holds what runs and what is read, and nothing else', () => {
  expect(readdirSync(root).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'examples', 'package.json']);
  const files = readdirSync(join(root, 'dist'), { recursive: true }).map(String);
  expect(files.filter((file) => /\.(ts|map|tsbuildinfo)$/.test(file))).toEqual([]);
  expect(readFileSync(join(root, 'README.md'), 'utf8').length).toBeGreaterThan(500);
});
