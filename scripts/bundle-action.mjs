/**
 * Bundles the built action into FOLDER with ncc: index.js and its chunks, a file in place of each package that is left out,
 * package.json and licenses.txt.
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
 * Packages that come in and are never used, with what is imported of each. Together they would take a quarter of the start
 * of a step (`benchmarks/run.mjs action`), so they stay out.
 *
 * - undici: the action sends all requests with Node's own http. The runner's client has a class of undici to give away, and
 *   the library has its default transport.
 * - tunnel: the proxy agent of the runner's client. Proxies are reached through the library's own tunnel.
 * - exec: the toolkit runs programs to find out the name of the operating system, when it is asked for it.
 */
const ABSENT = {
  undici: { file: 'undici.js', names: ['Client', 'ProxyAgent', 'buildConnector'] },
  tunnel: {
    file: 'tunnel.js',
    names: ['httpOverHttp', 'httpOverHttps', 'httpsOverHttp', 'httpsOverHttps'],
  },
  '@actions/exec': { file: 'exec.js', names: ['getExecOutput'] },
};

const absent = (name, names) => `// The action never uses ${name}, so its bundle has none.
const absent = (name) => {
  throw new Error(\`\${name} of ${name} is not in the action's bundle\`);
};
module.exports = {
${names.map((one) => `  get ${one}() {\n    return absent('${one}');\n  },\n`).join('')}};
`;

const action = join(root, 'packages/action');
const ncc = createRequire(join(action, 'package.json'))('@vercel/ncc');
const target = resolve(process.argv[2] ?? join(action, 'dist'));

const { code, assets, err } = await ncc(join(action, 'bundle.cjs'), {
  cache: false,
  quiet: true,
  filename: 'index.js',
  externals: Object.fromEntries(Object.entries(ABSENT).map(([name, { file }]) => [name, `./${file}`])),
});
if (err) throw err;
// ncc ends well although a module is missing; the bundle would only fail at its user's.
if (code.includes('webpackMissingModule')) throw new Error('The bundle lacks a module.');

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const files = {
  'index.js': code,
  ...Object.fromEntries(Object.entries(ABSENT).map(([name, { file, names }]) => [file, absent(name, names)])),
  'package.json': '{\n  "type": "commonjs"\n}\n',
  'licenses.txt': await licensesOf([join(action, 'build/index.js')], { external: Object.keys(ABSENT) }),
  ...Object.fromEntries(Object.entries(assets).map(([n, a]) => [n, a.source])),
};
for (const [name, source] of Object.entries(files)) {
  mkdirSync(dirname(join(target, name)), { recursive: true });
  writeFileSync(join(target, name), source);
}
