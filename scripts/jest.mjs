/**
 * Starts Jest with ES modules switched on. TEST_NODE names the Node that runs the tests (default: this one). What no
 * other Node ever runs is left to this one: the action, since the runner has one Node for it, and the tests in a browser,
 * to which it is all the same. The projects of jest.config.js build what their tests read.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import process from 'node:process';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const node = process.env.TEST_NODE || process.execPath;
const isOther = node !== process.execPath;
const packages = '<rootDir>/packages';
const ignored = ['/node_modules/', `${packages}/action/`, `${packages}/node-red/test/(editor|dialogs)`];
const less = isOther ? ['--testPathIgnorePatterns', ...ignored] : [];
const { status } = spawnSync(
  node,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    jest,
    ...process.argv.slice(2),
    ...less,
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
