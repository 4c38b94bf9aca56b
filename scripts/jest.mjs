/**
 * Starts Jest with ES modules switched on; the projects of jest.config.js build what their tests read.
 *
 *   node scripts/jest.mjs [--tier=fast|light|browser|heavy|per-node] [JEST'S OWN ARGUMENTS]
 *
 * TEST_NODE names the Node that runs the tests (default: this one). Another one does not run what is only for this one.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { root } from './steps.mjs';
import { ONE_NODE, TIERS } from './tiers.mjs';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const node = process.env.TEST_NODE || process.execPath;

const given = process.argv.slice(2);
const name = given.find((arg) => arg.startsWith('--tier='))?.slice('--tier='.length);
const tier = name === undefined ? {} : TIERS[name];
if (tier === undefined) throw new Error(`There is no tier "${name}": take ${Object.keys(TIERS).join(', ')}.`);

/** A pattern that matches this file, or all files of this folder. */
const pattern = (path) => join(root, path).replace(/[.+^$(){}[\]|?*]/g, '\\$&');
const own = given.filter((arg) => !arg.startsWith('--tier='));
const only = (tier.only ?? []).map(pattern);
const without = [...(tier.without ?? []), ...(node === process.execPath ? [] : ONE_NODE)].map(pattern);
const { status } = spawnSync(
  node,
  [
    '--experimental-vm-modules',
    // A rejection that nothing handles is a defect of what is tested.
    '--unhandled-rejections=strict',
    '--disable-warning=ExperimentalWarning',
    jest,
    ...only,
    ...(tier.options ?? []),
    ...own,
    ...(without.length > 0 ? ['--testPathIgnorePatterns', '/node_modules/', ...without] : []),
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
