import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PACKAGE } from './support/node-red.js';

const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');

describe('outside of the repository', () => {
  const root = join(PACKAGE, '../..');
  const { repository } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as {
    repository: { url: string };
  };
  const [, name = ''] = /github\.com\/([\w-]+\/[\w-]+)\.git$/.exec(repository.url) ?? [];
  const page = `https://github.com/${name}/blob/main/`;
  const raw = `https://raw.githubusercontent.com/${name}/main/`;
  const languages = readdirSync(join(PACKAGE, 'locales'));
  const helps = languages.flatMap((language) =>
    ['account', 'invoke'].map((type) =>
      readFileSync(join(PACKAGE, 'locales', language, `liveperson-functions-${type}.html`), 'utf8'),
    ),
  );
  const markdown = [...readme.matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)/g)].map(([, mark, url = '']) => ({
    mark,
    url,
  }));
  const links = [
    ...markdown,
    ...helps.flatMap((help) =>
      [...help.matchAll(/href="([^"]+)"/g)].map(([, url = '']) => ({ mark: '', url })),
    ),
  ];

  test('every link and picture of README and help is absolute, since the Flow Library resolves others elsewhere', () => {
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter(({ url }) => !url.startsWith('https://'))).toEqual([]);
    expect(readme).not.toMatch(/<(?:img|a) /);
  });

  test('every link into the repository names a file that exists, and pictures are linked as they are', () => {
    const inside = links.filter(({ url }) => url.includes('lp-faas'));
    expect(inside.length).toBeGreaterThan(15);
    for (const { mark, url } of inside) {
      const base = mark === '!' ? raw : page;
      expect([url, url.startsWith(base)]).toEqual([url, true]);
      const [file = ''] = url.slice(base.length).split('#');
      expect([url, existsSync(join(root, file))]).toEqual([url, true]);
    }
  });

  test('each of the six steps has a picture', () => {
    const [, steps = ''] = /## Six steps[^\n]*\n([\s\S]*?)\n## /.exec(readme) ?? [];
    const parts = steps.split(/^\*\*\d\.\*\*/m).slice(1);
    expect(parts).toHaveLength(6);
    for (const part of parts) expect(part).toMatch(/!\[[^\]]+\]\(/);
  });

  test('the sandbox is named by its scoped package, since another package has its short name', () => {
    const folder = join(PACKAGE, 'examples');
    const examples = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    for (const text of [readme, ...helps, ...examples])
      expect(text).not.toMatch(/npx (?:-\S+ )*lp-faas-sandbox/);
    expect(examples.join().match(/npx @lp-faas\/sandbox\b/g)).toHaveLength(examples.length);
  });
});
