import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { definitionsIn } from './support/definitions.js';
import { pack } from './support/installed-package.js';
import { PACKAGE } from './support/node-red.js';

/** Resolves Node-RED's own packages, such as the semver that it checks version ranges with. */
const require = createRequire(import.meta.url);
const { satisfies } = createRequire(require.resolve('node-red-5/package.json'))('semver') as {
  satisfies(version: string, range: string): boolean;
};
const versionOf = (name: string) => (require(`${name}/package.json`) as { version: string }).version;

interface Manifest {
  readonly name: string;
  readonly license: string;
  readonly repository: { readonly url: string; readonly directory: string };
  readonly bugs: string;
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

test('the manifest has a scoped name, a license, the repository and the issue tracker', () => {
  expect(manifest.name).toMatch(/^@[a-z-]+\/node-red-/);
  expect(manifest.license).toBe('MIT');
  expect(manifest.keywords).toContain('node-red');
  expect(manifest.repository.url).toMatch(/^git\+https:\/\/github\.com\/[\w-]+\/[\w-]+\.git$/);
  expect(readFileSync(join(PACKAGE, '../..', manifest.repository.directory, 'package.json'), 'utf8')).toBe(
    readFileSync(join(PACKAGE, 'package.json'), 'utf8'),
  );
  expect(manifest.bugs).toBe(manifest.repository.url.replace(/^git\+|\.git$/g, '').concat('/issues'));
});

test('the package accepts the oldest Node.js of the newest Node-RED and later, and every Node-RED from 4 on', () => {
  for (const node of ['20.19.0', '22.9.0', '24.0.0', '26.0.0']) {
    expect([node, satisfies(node, manifest.engines.node)]).toEqual([node, true]);
  }
  for (const nodeRed of ['4.0.0', versionOf('node-red-4'), versionOf('node-red-5'), '6.0.0']) {
    expect([nodeRed, satisfies(nodeRed, manifest['node-red'].version)]).toEqual([nodeRed, true]);
  }
  expect(satisfies('3.1.15', manifest['node-red'].version)).toBe(false);
});

test('the package has no dependencies', () => {
  expect(manifest.dependencies ?? {}).toEqual({});
});

test('every node type has the prefix of the package and a file of its own', () => {
  const types = Object.keys(manifest['node-red'].nodes);
  for (const type of types) expect(type).toMatch(/^liveperson-functions-[a-z]+$/);
  expect(new Set(Object.values(manifest['node-red'].nodes)).size).toBe(types.length);
});

test('the Flow Library can read the definition of each node without running its page', () => {
  for (const [type, file] of Object.entries(manifest['node-red'].nodes)) {
    expect(file).toMatch(/\.js$/);
    const [found, ...others] = definitionsIn(readFileSync(join(root, file.replace(/js$/, 'html')), 'utf8'));
    expect(others).toEqual([]);
    expect(found?.type).toBe(type);
    expect(found?.keys).toEqual(expect.arrayContaining(['category', 'color', 'icon', 'defaults', 'label']));
  }
});

test('the examples use every node of the package, and otherwise only core nodes', () => {
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

test('the tarball contains the built files, the examples and the documents, and nothing else', () => {
  expect(readdirSync(root).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'examples', 'package.json']);
  const files = readdirSync(join(root, 'dist'), { recursive: true }).map(String);
  expect(files.filter((file) => /\.(ts|map|tsbuildinfo)$/.test(file))).toEqual([]);
  expect(readFileSync(join(root, 'README.md'), 'utf8').length).toBeGreaterThan(500);
});
