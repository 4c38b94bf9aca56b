/** Builds the Node-RED package: one CommonJS file a node, with core inside, beside what the editor loads. */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../packages/node-red', import.meta.url));
const { build } = createRequire(join(folder, 'package.json'))('esbuild');
const dist = join(folder, 'dist');

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
// The package's sources are ES modules; Node-RED 4 wants its nodes as CommonJS.
writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
await build({
  absWorkingDir: folder,
  entryPoints: ['src/liveperson-functions-account.ts', 'src/liveperson-functions-invoke.ts'],
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  legalComments: 'inline',
  // Node-RED calls what a file exports, not an object that holds it.
  footer: { js: 'module.exports = module.exports.register;' },
  logLevel: 'warning',
});
for (const page of readdirSync(join(folder, 'src')).filter((name) => name.endsWith('.html'))) {
  cpSync(join(folder, 'src', page), join(dist, page));
}
for (const asset of ['icons', 'locales'].filter((name) => existsSync(join(folder, name)))) {
  cpSync(join(folder, asset), join(dist, asset), { recursive: true });
}
