import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ROOT, read } from './support/repository.js';

const page = read('CONTRIBUTING.md');
const { scripts, packageManager } = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  packageManager: string;
};

test('every command of CONTRIBUTING.md exists', () => {
  const npm = [...page.matchAll(/^npm (?:run )?([\w:]+)/gm)].map(([, name = '']) => name);
  const pnpm = [...page.matchAll(/pnpm@12 run (\w+)/g)].map(([, name = '']) => name);
  expect([npm, pnpm]).toEqual([
    ['demo', 'test', 'test:fast', 'test:watch'],
    ['jest', 'typecheck', 'lint', 'bundle', 'pictures', 'mutate'],
  ]);
  for (const name of [...npm, ...pnpm]) expect(Object.keys(scripts)).toContain(name);
  expect(packageManager).toMatch(/^pnpm@12\./);
});

test('every issue form has a name, a description and a body', () => {
  for (const name of ['bug', 'idea', 'platform-report']) {
    const form = parse(read(`.github/ISSUE_TEMPLATE/${name}.yml`)) as Record<string, unknown>;
    expect(Object.keys(form)).toEqual(['name', 'description', 'body']);
  }
});

test('every file that CONTRIBUTING.md names exists', () => {
  const named = [...read('CONTRIBUTING.md').matchAll(/`((?:packages|scripts|docs|test)\/[\w./-]+\.\w+)`/g)];
  const files = named.map(([, path = '']) => path);
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
