import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');
const page = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');

test('every file that the architecture page links to exists', () => {
  const links = [...page.matchAll(/\]\((\.\.\/[^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(15);
  expect(links.filter((path) => !existsSync(join(ROOT, 'docs', path)))).toEqual([]);
});

test('every shortcut of the architecture page is in the file that it names', () => {
  const source = (path: string): string => readFileSync(join(ROOT, 'packages/core/src', path), 'utf8');
  expect(source('invocation/gateway.ts')).toMatch(/class AccessSource[\s\S]*\bknown\(\)/);
  expect(source('tokens/token-source.ts')).toMatch(/\bready\(\)/);
  expect(source('invocation/admission.ts')).toMatch(/class Admission[\s\S]*\bslotNow\(/);
  expect(source('invocation/gateway-request.ts')).toContain('class AddressCache');
});

test('the picture of core on the architecture page has every file and folder of it', () => {
  const [, picture = ''] = /every import points down:\n\n```mermaid\n(.*?)```/s.exec(page) ?? [];
  const shown = [...picture.matchAll(/\["([^"]+)"\]/g)].flatMap(([, names = '']) => names.split(', '));
  const parts = readdirSync(join(ROOT, 'packages/core/src'), { withFileTypes: true }).map((entry) =>
    entry.isDirectory() ? `${entry.name}/` : entry.name.replace('.ts', ''),
  );
  expect(shown.toSorted()).toEqual(parts.toSorted());
});
