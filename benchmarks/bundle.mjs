import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ncc = createRequire(import.meta.url)('@vercel/ncc');

/** Bundles a file of bundles/ as the action is bundled; answers the bundle's path in a temporary folder. */
export async function bundle(name) {
  const entry = fileURLToPath(new URL(`bundles/${name}`, import.meta.url));
  const { code, assets } = await ncc(entry, { cache: false, quiet: true });
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-benchmark-'));
  for (const [asset, { source }] of Object.entries(assets)) writeFileSync(join(folder, asset), source);
  const target = join(folder, `index${extname(name)}`);
  writeFileSync(target, code);
  return target;
}
