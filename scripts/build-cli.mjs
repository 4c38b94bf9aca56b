/** Builds the command line: one file with everything that it needs, and one for the client of the shared cache. */
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

/**
 * The two parts of undici that the library uses, without fetch, WebSocket, caches and mocks, which take time to load:
 * `benchmarks/run.mjs action` shows how long the command takes. The exact version is pinned by the lockfile.
 */
const partsOfUndici = {
  name: 'parts-of-undici',
  setup(build) {
    const contents = `
      export { default as Client } from 'undici/lib/dispatcher/client.js';
      export { default as buildConnector } from 'undici/lib/core/connect.js';`;
    build.onResolve({ filter: /^undici$/ }, ({ resolveDir }) => ({
      ...{ path: 'undici', namespace: 'parts', pluginData: resolveDir },
    }));
    build.onLoad({ filter: /^undici$/, namespace: 'parts' }, ({ pluginData }) => ({
      ...{ contents, resolveDir: pluginData },
    }));
  },
};

/** The client of the shared cache is a file of its own, which is loaded only when there is one. */
const cacheApart = {
  name: 'cache-apart',
  setup(build) {
    build.onResolve({ filter: /^@redis\/client$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './redis-client.cjs', external: true } : undefined,
    );
  },
};

export async function buildCli() {
  const { build } = createRequire(join(folder, 'package.json'))('esbuild');
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  await build({
    absWorkingDir: folder,
    entryPoints: { 'lp-faas': 'build/main.js', 'redis-client': '../core/node_modules/@redis/client' },
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    // An ES module that imports node:http makes Node load its own fetch and WebSocket; CommonJS does not.
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    target: 'node20.19',
    plugins: [partsOfUndici, cacheApart],
    legalComments: 'inline',
    logLevel: 'warning',
  });
  writeFileSync(join(folder, 'dist/licenses.txt'), await licensesOf([join(folder, 'build/main.js')]));
}

/** Builds it when its inputs or its output are not those of the last build. */
export const refreshCli = () => rebuildIfChanged(root, 'cli', [...INPUTS, 'packages/cli/dist'], buildCli);

if (argv[1] === fileURLToPath(import.meta.url)) await buildCli();
