/**
 * Packs every public package and publishes it to npm's registry. One that is there already is left alone, so that a
 * release which failed half way can be repeated. Build before.
 *
 *   npx -y pnpm@12 exec node scripts/publish-packages.mjs [OPTIONS OF npm publish]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { root } from './steps.mjs';

const packages = readdirSync(join(root, 'packages'))
  .map((name) => join(root, 'packages', name))
  .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }))
  .filter(({ manifest }) => manifest.private !== true);

/** What only the workspace understands: a range of another package, or of the catalog. */
const OF_THE_WORKSPACE = /"(?:workspace|catalog):/;

function pack(folder, target) {
  execFileSync('pnpm', ['pack', '--pack-destination', target], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [file] = readdirSync(target);
  const manifest = execFileSync('tar', ['-xzOf', join(target, file), 'package/package.json'], {
    encoding: 'utf8',
  });
  if (OF_THE_WORKSPACE.test(manifest)) throw new Error(`${file} has a range that npm does not understand`);
  return join(target, file);
}

const isPublished = (id) =>
  spawnSync('npm', ['view', id, 'version'], { encoding: 'utf8' }).stdout.trim() !== '';

for (const { folder, manifest } of packages) {
  const id = `${manifest.name}@${manifest.version}`;
  if (isPublished(id)) {
    console.log(`${id} is published already`);
    continue;
  }
  const target = mkdtempSync(join(tmpdir(), 'lp-faas-publish-'));
  try {
    const args = ['publish', pack(folder, target), '--access', 'public', ...process.argv.slice(2)];
    execFileSync('npm', args, { stdio: ['ignore', 'inherit', 'inherit'] });
    console.log(`${id} is published`);
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
}
