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

// A block on one of these needs a test that runs it first.
test.each(['SECURITY.md', 'docs/migrate.md', 'docs/security-model.md', 'docs/set-up-liveperson.md'])(
  '%s has no block of code, since no test would run it',
  (page) => {
    expect(blocksOf(page)).toEqual([]);
  },
);
