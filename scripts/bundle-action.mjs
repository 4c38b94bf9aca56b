/**
 * Bundles the built action into FOLDER with ncc: index.js and its chunks, undici.js, package.json and licenses.txt.
 *
 *   node scripts/bundle-action.mjs FOLDER
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { licensesOf } from './licenses.mjs';
import { root } from './steps.mjs';

/**
 * The action sends all requests with the runner's HTTP client, which is Node's own http. undici comes in with two
 * classes that the action never makes: the runner's client has one to give away, and the library has its default
 * transport. Loading it takes a quarter of the start of a step (`benchmarks/run.mjs action`), so it stays out.
 */
const UNDICI = `// The action sends all requests with Node's own http, so its bundle has no undici.
const absent = (name) => {
  throw new Error(\`\${name} of undici is not in the action's bundle\`);
};
module.exports = {
  get Client() {
    return absent('Client');
  },
  get ProxyAgent() {
    return absent('ProxyAgent');
  },
  get buildConnector() {
    return absent('buildConnector');
  },
};
`;

const action = join(root, 'packages/action');
const ncc = createRequire(join(action, 'package.json'))('@vercel/ncc');
const target = resolve(process.argv[2] ?? join(action, 'dist'));

const { code, assets, err } = await ncc(join(action, 'bundle.cjs'), {
  cache: false,
  quiet: true,
  filename: 'index.js',
  externals: { undici: './undici.js' },
});
if (err) throw err;
// ncc ends well although a module is missing; the bundle would only fail at its user's.
if (code.includes('webpackMissingModule')) throw new Error('The bundle lacks a module.');

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const files = {
  'index.js': code,
  'undici.js': UNDICI,
  'package.json': '{\n  "type": "commonjs"\n}\n',
  'licenses.txt': await licensesOf([join(action, 'build/index.js')], { external: ['undici'] }),
  ...Object.fromEntries(Object.entries(assets).map(([n, a]) => [n, a.source])),
};
for (const [name, source] of Object.entries(files)) {
  mkdirSync(dirname(join(target, name)), { recursive: true });
  writeFileSync(join(target, name), source);
}
