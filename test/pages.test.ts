import { describe, expect, test } from '@jest/globals';
import { anchorsIn, isRelative, linksIn, targetOf } from '../scripts/markdown-links.mjs';
import { blocksOf } from './support/pages.js';
import { filesOfRepository, read } from './support/repository.js';

const FILES = filesOfRepository();
const PAGES = FILES.filter((path) => path.endsWith('.md'));

describe('every page of the repository', () => {
  test.each(PAGES)('%s has no dead link and no dead anchor', (page) => {
    const dead = linksIn(read(page))
      .filter(isRelative)
      .filter((link) => {
        const { path, anchor } = targetOf(page, link);
        if (!FILES.some((file) => file === path || file.startsWith(`${path}/`))) return true;
        return anchor !== undefined && path.endsWith('.md') && !anchorsIn(read(path)).has(anchor);
      });
    expect(dead).toEqual([]);
  });

  test.each(PAGES)('%s has no link from the root of the site, which GitHub does not resolve', (page) => {
    expect(read(page)).not.toContain('](/');
  });
});

/** The texts of all tests but this one, by path. */
const TESTS = FILES.filter((path) => path.endsWith('.ts') && /(?:^|\/)test\//.test(path))
  .filter((path) => path !== 'test/pages.test.ts')
  .map((path) => [path, read(path)] as const);

/** Whether a test reads a page: by its name, or the README of its own package. */
const isRead = (page: string): boolean => {
  const [, ownPackage] = /^(packages\/[^/]+\/)README\.md$/.exec(page) ?? [];
  const name = page.replace(/^.*?([^/]+\/)?([^/]+)$/, '$1$2');
  return TESTS.some(
    ([path, text]) =>
      text.includes(`${name}'`) ||
      (ownPackage !== undefined && path.startsWith(ownPackage) && text.includes("README.md'")),
  );
};

/** As many characters fit beside each other on GitHub, when the window is 900 pixels wide. */
const WIDEST_LINE = 97;

test('no block of code needs scrolling sideways at 900 pixels, except JSON, whose records and texts have one line', () => {
  const shown = PAGES.filter((page) => page !== 'CHANGELOG.md').flatMap((page) =>
    blocksOf(page)
      .filter(({ language }) => !['json', 'mermaid'].includes(language))
      .flatMap(({ text, shown: output = '' }) => `${text}\n${output}`.split('\n'))
      .map((line) => [page, line]),
  );
  expect(shown.length).toBeGreaterThan(500);
  expect(shown.filter(([, line = '']) => line.length > WIDEST_LINE)).toEqual([]);
});

const WITH_BLOCKS = PAGES.filter((page) => blocksOf(page).some(({ language }) => language !== 'mermaid'));

test.each(WITH_BLOCKS)('%s has blocks of code, and a test that reads them', (page) => {
  expect(isRead(page)).toBe(true);
});

// A block on one of these needs a test that runs it first.
test.each([
  'SECURITY.md',
  'docs/compatibility.md',
  'docs/errors.md',
  'docs/migrate.md',
  'docs/scale.md',
  'docs/security-model.md',
  'docs/set-up-liveperson.md',
])('%s has no block of code, since no test would run it', (page) => {
  expect(blocksOf(page)).toEqual([]);
});
