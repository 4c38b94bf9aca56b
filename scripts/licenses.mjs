import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { root } from './steps.mjs';

/** The licence of the workspace's own packages. */
const OWN = readFileSync(join(root, 'LICENSE'), 'utf8');

/** The package that a file belongs to: its folder and its manifest. */
function packageOf(file) {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    const manifest = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
    // A package may have further manifests inside, which only say what kind of modules a folder has.
    if (manifest.name !== undefined && manifest.version !== undefined) return { folder, manifest };
  }
  throw new Error(`${file} belongs to no package`);
}

function textOf({ folder, manifest: { name, license } }) {
  if (!folder.includes('node_modules')) return OWN;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8');
  const standard = join(root, 'scripts/licenses', `${license}.txt`);
  if (existsSync(standard))
    return `Copyright (c) the authors of ${name}\n\n${readFileSync(standard, 'utf8')}`;
  throw new Error(`${name} has no text of its licence (${license}): put it into ${relative(root, standard)}`);
}

/**
 * The licences of every package that a bundle of these files contains, as one text.
 * @param {string[]} entryPoints
 * @param {{ external?: string[] }} [options] packages that the bundle leaves out
 */
export async function licensesOf(entryPoints, { external = [] } = {}) {
  const { build } = createRequire(join(root, 'packages/cli/package.json'))('esbuild');
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    external,
    ...{ bundle: true, write: false, metafile: true, splitting: true, format: 'esm', outdir: 'unused' },
    ...{ platform: 'node', logLevel: 'silent' },
  });
  const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const files = bundled.filter((path) => existsSync(join(root, path)));
  const packages = new Map(
    files.map((path) => packageOf(join(root, path))).map((found) => [found.manifest.name, found]),
  );
  const sections = [...packages.values()]
    .sort((one, other) => (one.manifest.name < other.manifest.name ? -1 : 1))
    .map((found) => `${found.manifest.name}\n${found.manifest.license}\n${textOf(found).trim()}\n`);
  return sections.join('\n');
}
