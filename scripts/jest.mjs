/**
 * Starts Jest with ES modules switched on. TEST_NODE names the Node that runs the tests (default: this one); the
 * action's bundle is run by this one in any case, since the runner has one Node for it. The Node-RED package is built
 * anew, since its tests load it as Node-RED does.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import process from 'node:process';
import './build-node-red.mjs';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const { status } = spawnSync(
  process.env.TEST_NODE || process.execPath,
  ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, ACTION_NODE: process.execPath } },
);
process.exitCode = status ?? 1;
