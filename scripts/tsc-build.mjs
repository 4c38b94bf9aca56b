import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { root } from './steps.mjs';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** tsc -b looks at its own records alone, and would not notice that someone removed the output. */
function isOutputMissing() {
  const { references } = readJson(join(root, 'tsconfig.json'));
  return references.some(({ path }) => {
    const config = join(root, path.endsWith('.json') ? path : `${path}/tsconfig.json`);
    const output = join(dirname(config), readJson(config).compilerOptions.outDir);
    // One file in packages/core/cjs is committed.
    return !existsSync(output) || readdirSync(output).every((name) => name === 'package.json');
  });
}

const manifest = createRequire(import.meta.url).resolve('typescript/package.json');

/** The compiler, as a file for Node. */
export const TSC = join(dirname(manifest), readJson(manifest).bin.tsc);

/** Compiles every package whose sources changed. The compiler prints its own errors. */
export function buildPackages() {
  const args = [TSC, '-b', ...(isOutputMissing() ? ['--force'] : [])];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('The sources do not compile; no test was run.');
}
