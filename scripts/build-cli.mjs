/** Builds the command line: one file with everything that it needs. */
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { rebuildIfChanged } from './fingerprint.mjs';
import { licensesOf } from './licenses.mjs';
import { root } from './steps.mjs';

const folder = join(root, 'packages/cli');
const INPUTS = [
  'scripts/build-cli.mjs',
  'scripts/licenses.mjs',
  'pnpm-lock.yaml',
  ...['core/dist', 'job/dist', 'cli/build'].map((name) => `packages/${name}`),
];

export async function buildCli() {
  const { build } = createRequire(join(folder, 'package.json'))('esbuild');
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  await build({
    absWorkingDir: folder,
    entryPoints: { 'lp-faas': 'build/main.js' },
    outdir: 'dist',
    bundle: true,
    // What few commands need is a chunk of its own: the client of the shared cache, the question for the secret.
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    legalComments: 'inline',
    // CommonJS packages inside an ES module still ask for Node's own modules.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    logLevel: 'warning',
  });
  writeFileSync(join(folder, 'dist/licenses.txt'), await licensesOf([join(folder, 'build/main.js')]));
}

/** Builds it when its inputs or its output are not those of the last build. */
export const refreshCli = () => rebuildIfChanged(root, 'cli', [...INPUTS, 'packages/cli/dist'], buildCli);

if (argv[1] === fileURLToPath(import.meta.url)) await buildCli();
