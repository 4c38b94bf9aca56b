import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const PACKAGE = join(import.meta.dirname, '..');

/** The specifiers after `from`, `import` and `require` in a file. */
function importsOf(text: string): string[] {
  const found = text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)['"]([^'"]+)['"]/g);
  return [...found].map(([, specifier = '']) => specifier);
}

test('importsOf finds every form of import', () => {
  const text = `import a from './a.js'; import 'b'; await import('c'); require("d"); export * from '../../core/e.js';`;
  expect(importsOf(text)).toEqual(['./a.js', 'b', 'c', 'd', '../../core/e.js']);
});

test('the sandbox imports nothing from the other packages, so that it cannot share their mistakes', async () => {
  const { dependencies } = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  expect(Object.keys(dependencies).filter((name) => name.startsWith('@lp-faas/'))).toEqual([]);
  const files = await readdir(join(PACKAGE, 'src'), { recursive: true });
  const sources = files.filter((file) => file.endsWith('.ts'));
  expect(sources.length).toBeGreaterThan(50);
  for (const file of sources) {
    const imports = importsOf(await readFile(join(PACKAGE, 'src', file), 'utf8'));
    const outside = imports.filter((specifier) => {
      if (!specifier.startsWith('.')) return specifier.startsWith('@lp-faas/');
      return !join(PACKAGE, 'src', file, '..', specifier).startsWith(join(PACKAGE, 'src'));
    });
    expect([file, outside]).toEqual([file, []]);
  }
});
