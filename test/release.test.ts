import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { anchorsIn, isRelative, linksIn, targetOf } from '../scripts/markdown-links.mjs';
import { filesOfRepository, ROOT } from './support/repository.js';

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const TAG = `v${version}`;
const MAJOR = `v${version.split('.')[0]}`;

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Creates a repository with one commit: the files of this one, as they are. */
function repository() {
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-release-test-'));
  folders.push(folder);
  for (const path of filesOfRepository()) cpSync(join(ROOT, path), join(folder, path));
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 16e6 });
  git('init', '--quiet', '--initial-branch', 'main');
  git('config', 'user.name', 'A release');
  git('config', 'user.email', 'release@example.test');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'All of it');
  const release = (tag: string) =>
    spawnSync(process.execPath, [join(ROOT, 'scripts/release-commit.mjs'), tag], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
  return { folder, git, release };
}

describe('a release', () => {
  test('a release is a commit with only the files that users need, on top of the commit that it was built from', () => {
    const { git, release } = repository();
    const source = git('rev-parse', 'HEAD').trim();
    const { commit, major } = JSON.parse(release(TAG).stdout) as Record<string, string>;
    const files = git('ls-tree', '-r', '--name-only', String(commit)).trim().split('\n');
    expect(files).toEqual(
      expect.arrayContaining([
        ...['action.yml', 'LICENSE', 'README.md', 'SECURITY.md', 'docs/errors.md'],
        ...['packages/action/dist/index.js', 'packages/action/dist/licenses.txt'],
      ]),
    );
    expect(files.filter((path) => /\/(?:src|test)\/|^test\/|^scripts\/|lock/.test(path))).toEqual([]);
    expect(git('show', `${commit}:packages/action/dist/index.js`)).toBe(
      readFileSync(join(ROOT, 'packages/action/dist/index.js'), 'utf8'),
    );
    expect(git('rev-parse', `${commit}^`).trim()).toBe(source);
    expect([major, git('rev-parse', `${TAG}^{commit}`).trim()]).toEqual([MAJOR, commit]);
    expect(git('rev-parse', MAJOR).trim()).toBe(commit);
    expect(git('rev-parse', 'HEAD').trim()).toBe(source);
    expect(git('status', '--porcelain')).toBe('');
  });

  test('a release never changes a version that was released before', () => {
    const { git, release } = repository();
    release(TAG);
    const before = git('rev-parse', TAG);
    const { status, stderr } = release(TAG);
    expect([status, stderr]).toEqual([1, expect.stringContaining('a released version is never changed')]);
    expect(git('rev-parse', TAG)).toBe(before);
  });

  test.each([
    ['a tag that is not a version', 'latest', '"latest" is no version'],
    ['a version other than that of package.json', 'v99.0.0', `package.json says ${version}, not 99.0.0`],
  ])('a release is refused for %s', (_, tag, said) => {
    const { status, stderr } = repository().release(tag);
    expect([status, stderr]).toEqual([1, expect.stringContaining(said)]);
  });

  test('every link and every anchor of what a release ships leads to something that it ships', () => {
    const { git, release } = repository();
    const { commit } = JSON.parse(release(TAG).stdout) as Record<string, string>;
    const files = git('ls-tree', '-r', '--name-only', String(commit)).trim().split('\n');
    const textOf = (path: string): string => git('show', `${commit}:${path}`);
    const pages = new Map(
      files.filter((path) => path.endsWith('.md')).map((path) => [path, textOf(path)] as const),
    );
    const dead = [...pages].flatMap(([page, text]) =>
      linksIn(text)
        .filter(isRelative)
        .filter((link) => {
          const { path, anchor } = targetOf(page, link);
          const isThere = files.some((file) => file === path || file.startsWith(`${path}/`));
          const target = pages.get(path);
          return !isThere || (anchor !== undefined && target !== undefined && !anchorsIn(target).has(anchor));
        })
        .map((link) => `${page}: ${link}`),
    );
    expect(dead).toEqual([]);
  });

  test('a release is made on main alone, and the refusal names the branch', () => {
    const { git, release } = repository();
    git('switch', '--quiet', '--create', 'a-feature');
    const { status, stderr } = release(TAG);
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining('on the branch main, and this is a-feature'),
    ]);
    git('checkout', '--quiet', '--detach');
    expect(release(TAG).stderr).toContain('this is no branch');
  });

  test('a release is refused while a page that it ships has a link to no file', () => {
    const { folder, git, release } = repository();
    writeFileSync(join(folder, 'docs/errors.md'), '[gone](gone.md)');
    git('commit', '--quiet', '--all', '--message', 'A dead link');
    expect(release(TAG).stderr).toContain('docs/errors.md links to gone.md, which is no file');
  });

  test('a release is refused while there are uncommitted changes', () => {
    const { folder, release } = repository();
    writeFileSync(join(folder, 'action.yml'), 'changed');
    expect(release(TAG).stderr).toContain('commit them first');
  });
});
