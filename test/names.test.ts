import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { filesOfRepository, ROOT, read } from './support/repository.js';

let folder: string;
const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });
const copied = (path: string): string => readFileSync(join(folder, path), 'utf8');
const script = (name: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(folder, `scripts/${name}.mjs`), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lp-faas-names-'));
  for (const path of filesOfRepository()) cpSync(join(ROOT, path), join(folder, path));
  git('init', '--quiet');
  git('add', '--all');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const manifests = (): Record<string, { name: string; version: string; repository?: { url: string } }> =>
  Object.fromEntries(
    filesOfRepository()
      .filter((path) => /^(?:packages\/[^/]+\/|benchmarks\/)?package\.json$/.test(path))
      .map((path) => [path, JSON.parse(copied(path))]),
  );

test('every package has the version of the whole', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  expect(Object.values(manifests()).length).toBeGreaterThan(6);
  for (const manifest of Object.values(manifests()))
    expect([manifest.name, manifest.version]).toEqual([manifest.name, version]);
});

describe('set-version', () => {
  test('writes the version into every manifest and into the library', () => {
    expect(script('set-version', '12.34.56').status).toBe(0);
    for (const manifest of Object.values(manifests())) expect(manifest.version).toBe('12.34.56');
    expect(copied('packages/core/src/version.ts')).toContain("VERSION = '12.34.56'");
  });

  test.each(['1.2', 'v1.2.3', 'latest', ''])('refuses what is no version: %j', (version) => {
    const { status, stderr } = script('set-version', version);
    expect([status, stderr]).toEqual([1, `set-version: "${version}" is no version: give one as 1.2.3.\n`]);
  });
});

describe('set-repository', () => {
  const [, current = ''] =
    /github\.com\/(.+)\.git/.exec(JSON.parse(read('package.json')).repository.url) ?? [];
  const [owner = '', name = ''] = current.split('/');

  test('leaves no mention of the name before, in any spelling', () => {
    expect(script('set-repository', 'acme-corp/functions.action').status).toBe(0);
    const built = ':!packages/action/dist';
    const grep = (text: string): string =>
      spawnSync('git', ['grep', '-nIiF', text, '--', '.', built], { cwd: folder, encoding: 'utf8' }).stdout;
    for (const text of [current, `${owner}%2F${name}`, `${owner}/${name}`.toLowerCase()])
      expect(grep(text)).toBe('');
    // Wherever a link, an action reference or a manifest names a repository of ours, it is the new one.
    expect(grep('acme-corp/functions.action').split('\n').length).toBeGreaterThan(20);
    for (const [path, { repository }] of Object.entries(manifests())) {
      if (repository !== undefined)
        expect([path, repository.url]).toEqual([
          path,
          'git+https://github.com/acme-corp/functions.action.git',
        ]);
    }
  });

  test('can be repeated with another name', () => {
    expect(script('set-repository', current).status).toBe(0);
    for (const path of ['README.md', 'SECURITY.md', 'package.json'])
      expect(copied(path)).toBe(path === 'package.json' ? copied(path) : read(path));
  });

  test.each(['acme', 'acme/', 'https://github.com/acme/it', 'a/b/c', ''])(
    'refuses what is no repository: %j',
    (text) => {
      const { status, stderr } = script('set-repository', text);
      expect([status, stderr]).toEqual([
        1,
        `set-repository: "${text}" is no repository: give one as OWNER/NAME.\n`,
      ]);
    },
  );
});

test('every script that the page on releasing names exists', () => {
  const page = read('docs/releasing.md');
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...page.matchAll(/(?:npm|pnpm@12) run ([\w-]+)/g)].map(([, script = '']) => script);
  expect(named.length).toBeGreaterThan(4);
  for (const script of named) expect(Object.keys(scripts)).toContain(script);
  for (const [, path = ''] of page.matchAll(/node (scripts\/[\w-]+\.mjs)/g)) {
    expect(filesOfRepository()).toContain(path);
  }
});

test('every action of ours that a document or an example uses is the one of this repository', () => {
  const { repository } = JSON.parse(read('package.json')) as { repository: { url: string } };
  const [, current = ''] = /github\.com\/(.+)\.git/.exec(repository.url) ?? [];
  const used = filesOfRepository()
    .filter((path) => /\.(?:md|ya?ml)$/.test(path))
    .flatMap((path) =>
      [...read(path).matchAll(/uses:\s*([\w.-]+\/lp-faas-invoke)@/g)].map(([, name]) => name),
    );
  expect(new Set(used)).toEqual(new Set([current]));
});
