/** Builds the command line: one file, and two that it loads when they are needed: undici, and the client of the shared cache. */
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
 * The two parts of undici that the library uses, without fetch, WebSocket, caches and mocks, are a file of their own, which
 * is loaded when the first connection of a batch is made: loading it takes a tenth of the time of an invocation
 * (`benchmarks/run.mjs action`). The exact version is pinned by the lockfile.
 */
const PARTS_OF_UNDICI = `
  export { default as Client } from 'undici/lib/dispatcher/client.js';
  export { default as buildConnector } from 'undici/lib/core/connect.js';`;
const LOADED_LATER = `
  module.exports = {
    get Client() { return require('./undici.cjs').Client; },
    get buildConnector() { return require('./undici.cjs').buildConnector; },
  };`;
const undiciApart = {
  name: 'undici-apart',
  setup(build) {
    build.onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'later' }));
    build.onResolve({ filter: /^\.\/undici\.cjs$/ }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /^undici$/, namespace: 'later' }, () => ({ contents: LOADED_LATER }));
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
  const shared = {
    absWorkingDir: folder,
    bundle: true,
    platform: 'node',
    // An ES module that imports node:http makes Node load its own fetch and WebSocket; CommonJS does not.
    format: 'cjs',
    target: 'node20.19',
    legalComments: 'inline',
    logLevel: 'warning',
  };
  await build({
    ...shared,
    entryPoints: { 'lp-faas': 'build/main.js', 'redis-client': '../core/node_modules/@redis/client' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    plugins: [undiciApart, cacheApart],
  });
  await build({
    ...shared,
    stdin: { contents: PARTS_OF_UNDICI, resolveDir: join(folder, '../core') },
    outfile: 'dist/undici.cjs',
  });
  writeFileSync(join(folder, 'dist/licenses.txt'), await licensesOf([join(folder, 'build/main.js')]));
}

/** Builds it when its inputs or its output are not those of the last build. */
export const refreshCli = () => rebuildIfChanged(root, 'cli', [...INPUTS, 'packages/cli/dist'], buildCli);

if (argv[1] === fileURLToPath(import.meta.url)) await buildCli();
