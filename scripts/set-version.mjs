/**
 * Writes one version into every place that states it.
 *
 *   npm run set-version 1.2.3
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const [version = ''] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+$/.test(version)) {
  console.error(`set-version: "${version}" is no version: give one as 1.2.3.`);
  process.exit(1);
}

function replaceIn(path, pattern, text) {
  const before = readFileSync(join(root, path), 'utf8');
  if (!pattern.test(before)) throw new Error(`${path} states no version`);
  writeFileSync(join(root, path), before.replace(pattern, text));
}

const manifests = [
  'package.json',
  'benchmarks/package.json',
  ...globSync('packages/*/package.json', { cwd: root }),
];
for (const path of manifests) replaceIn(path, /^( {2}"version": )"[^"]*"/m, `$1"${version}"`);
replaceIn('packages/core/src/version.ts', /(VERSION = )'[^']*'/, `$1'${version}'`);
console.log(`${version} is in ${manifests.length} manifests and in packages/core/src/version.ts.`);
console.log(
  'Next: move the section Unreleased of CHANGELOG.md to it, run `npx -y pnpm@12 run bundle`, and commit.',
);
