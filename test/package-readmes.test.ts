import { describe, expect, test } from '@jest/globals';
import { anchorsIn, linksIn } from '../scripts/markdown-links.mjs';
import { filesOfRepository, read } from './support/repository.js';

// What npm and the Flow Library show: they resolve relative links elsewhere, or not at all.
const FOLDERS = ['core', 'cli', 'sandbox', 'node-red'];
const FILES = filesOfRepository();
const [, repository = ''] =
  /github\.com\/(.+)\.git/.exec((JSON.parse(read('package.json')) as Manifest).repository.url) ?? [];

interface Manifest {
  readonly name: string;
  readonly repository: { readonly url: string };
}

describe.each(FOLDERS)('the README of packages/%s', (folder) => {
  const text = read(`packages/${folder}/README.md`);
  const { name } = JSON.parse(read(`packages/${folder}/package.json`)) as Manifest;
  const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
  const pages = linksIn(text).filter((link) =>
    link.startsWith(`https://github.com/${repository}/blob/main/`),
  );

  test('begins with the name of the package, and says how to install and use it, and where to go on', () => {
    expect(text.split('\n')[0]).toBe(`# ${name}`);
    expect(text).toMatch(new RegExp(`^npm install (?:--[\\w-]+ )?${name}$`, 'm'));
    expect(headings.slice(0, 2)).toEqual(['Install', expect.stringMatching(/^First use$|first result$/)]);
    expect(headings.at(-1)).toBe('Where to go on');
  });

  test('has absolute links alone, and each into the repository leads to a file and a heading of it', () => {
    expect(linksIn(text).filter((link) => !/^https:\/\/|^http:\/\/127\.0\.0\.1/.test(link))).toEqual([]);
    expect(pages.length).toBeGreaterThan(3);
    const dead = pages.filter((link) => {
      const [path = '', anchor] = link.split('/blob/main/')[1]?.split('#') ?? [];
      return !FILES.includes(path) || (anchor !== undefined && !anchorsIn(read(path)).has(anchor));
    });
    expect(dead).toEqual([]);
  });

  test('says that it is not a product of LivePerson', () => {
    expect(text).toContain('This is not a product of LivePerson, and LivePerson does not support it.');
  });
});
