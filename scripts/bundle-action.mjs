/**
 * Bundles the built action into FOLDER with ncc: index.js, package.json (ES modules) and licenses.txt.
 *
 *   node scripts/bundle-action.mjs FOLDER
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { licensesOf } from './licenses.mjs';
import { root } from './steps.mjs';

const action = join(root, 'packages/action');
const ncc = createRequire(join(action, 'package.json'))('@vercel/ncc');
const target = resolve(process.argv[2] ?? join(action, 'dist'));

const { code, assets, err } = await ncc(join(action, 'build/index.js'), {
  cache: false,
  quiet: true,
});
if (err) throw err;
// ncc ends well although a module is missing; the bundle would only fail at its user's.
if (code.includes('webpackMissingModule')) throw new Error('The bundle lacks a module.');

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const files = {
  'index.js': code,
  'licenses.txt': await licensesOf([join(action, 'build/index.js')]),
  ...Object.fromEntries(Object.entries(assets).map(([n, a]) => [n, a.source])),
};
for (const [name, source] of Object.entries(files)) {
  mkdirSync(dirname(join(target, name)), { recursive: true });
  writeFileSync(join(target, name), source);
}
