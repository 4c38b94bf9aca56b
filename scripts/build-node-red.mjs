/**
 * Builds the Node-RED package: one CommonJS file a node, with core inside, and one with the client of the shared cache,
 * beside what the editor loads.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { rebuildIfChanged } from './fingerprint.mjs';
import { licensesOf } from './licenses.mjs';
import { root } from './steps.mjs';

const folder = join(root, 'packages/node-red');
const dist = join(folder, 'dist');
const INPUTS = [
  'scripts/build-node-red.mjs',
  'scripts/licenses.mjs',
  'pnpm-lock.yaml',
  'packages/core/package.json',
  'packages/core/dist',
  ...['src', 'icons', 'locales'].map((name) => `packages/node-red/${name}`),
];

export async function buildNodeRed() {
  const { build } = createRequire(join(folder, 'package.json'))('esbuild');
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  // The package's sources are ES modules; Node-RED 4 wants its nodes as CommonJS.
  writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
  const entryPoints = ['src/liveperson-functions-account.ts', 'src/liveperson-functions-invoke.ts'];
  const options = {
    ...{ absWorkingDir: folder, outdir: 'dist', bundle: true, platform: 'node', format: 'cjs' },
    ...{ target: 'node20.19', legalComments: 'inline', logLevel: 'warning' },
  };
  await build({
    ...options,
    entryPoints,
    plugins: [inOwnFile],
    // Node-RED calls what a file exports, not an object that holds it.
    footer: { js: 'module.exports = module.exports.register;' },
  });
  const client = createRequire(join(root, 'packages/core/package.json')).resolve('@redis/client');
  await build({ ...options, entryPoints: [{ in: client, out: 'redis-client' }] });
  const licenses = await licensesOf(entryPoints.map((path) => join(folder, path)));
  writeFileSync(join(dist, 'licenses.txt'), licenses);
  for (const page of readdirSync(join(folder, 'src')).filter((name) => name.endsWith('.html'))) {
    writeFileSync(join(dist, page), withScripts(readFileSync(join(folder, 'src', page), 'utf8')));
  }
  for (const asset of ['icons', 'locales'].filter((name) => existsSync(join(folder, name)))) {
    cpSync(join(folder, asset), join(dist, asset), { recursive: true });
  }
}

/** Leaves the client of the shared cache in a file of its own, which is loaded only for an account that has one. */
const inOwnFile = {
  name: 'redis-client',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^@redis\/client$/ }, () => ({ path: './redis-client.js', external: true })),
};

/** Puts the scripts that a page refers to into the page: Node-RED serves one page for each node. */
const withScripts = (page) =>
  page.replace(/ src="(editor\/[\w-]+\.js)"><\/script>/g, (_, file) => {
    return `>\n${readFileSync(join(folder, 'src', file), 'utf8')}</script>`;
  });

/** Builds it when its inputs or its output are not those of the last build. */
export const refreshNodeRed = () =>
  rebuildIfChanged(root, 'node-red', [...INPUTS, 'packages/node-red/dist'], buildNodeRed);

if (argv[1] === fileURLToPath(import.meta.url)) await buildNodeRed();
