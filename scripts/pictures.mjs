/**
 * Takes the pictures of Node-RED in docs/images anew, from the real editor: its tests show what they test, and take the
 * pictures on the way. Needs Chromium, as those tests do.
 */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { root } from './steps.mjs';

/** The tests of what the README shows. */
const TESTS = 'Node-RED 5 (a flow built by hand|a Catch node receives|the filter of the palette)';

const args = ['scripts/jest.mjs', 'packages/node-red/test/editor', '-t', TESTS];
const env = { ...process.env, PICTURES: '1' };
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env });
process.exitCode = status ?? 1;
