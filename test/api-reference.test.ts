import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { ROOT, read } from './support/repository.js';

const folder = mkdtempSync(join(tmpdir(), 'lp-faas-api-reference-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command of `npm run api-reference`, with options besides. */
function generate(...options: string[]): { status: number | null; report: string } {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const [, ...args] = scripts['api-reference']?.split(' ') ?? [];
  const command = [...args, '--out', join(folder, 'out'), ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
  return { status, report: stdout + stderr };
}

describe('the API reference', () => {
  test('every public symbol of core is documented, and every link between them leads somewhere', () => {
    const { status, report } = generate();
    expect(report).not.toMatch(/warning|error/);
    expect(status).toBe(0);
  });

  test('the API reference has a module for each entry point of the package', () => {
    const { exports } = JSON.parse(read('packages/core/package.json')) as { exports: object };
    const entries = Object.keys(exports).filter((name) => name !== './package.json');
    const modules = entries.map((name) => `_lp-faas_core${name.slice(1).replace('/', '_')}.html`);
    expect(readdirSync(join(folder, 'out/modules')).sort()).toEqual(modules.sort());
    expect(existsSync(join(folder, 'out/classes/_lp-faas_core.FunctionsClient.html'))).toBe(true);
  });

  test('a symbol without a comment and a link to nothing fail the command', () => {
    const source = `
      export const LIMIT = 1;
      /** See {@link Nothing}. */
      export const PAGE = 1;
    `;
    const options = {
      extends: [join(ROOT, 'scripts/api-reference/typedoc.json')],
      name: 'Faults',
      includeVersion: false,
      entryPoints: ['entry.ts'],
      tsconfig: 'tsconfig.json',
    };
    writeFileSync(join(folder, 'entry.ts'), source);
    writeFileSync(
      join(folder, 'tsconfig.json'),
      '{ "files": ["entry.ts"], "compilerOptions": { "types": [] } }',
    );
    writeFileSync(join(folder, 'typedoc.json'), JSON.stringify(options));
    const { status, report } = generate('--options', join(folder, 'typedoc.json'));
    expect(report).toMatch(/LIMIT.*does not have any documentation/);
    expect(report).toMatch(/Failed to resolve link to "Nothing"/);
    expect(status).not.toBe(0);
  });
});
