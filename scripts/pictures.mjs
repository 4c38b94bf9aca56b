/**
 * Takes the pictures in docs/images anew, from the real thing: the action, the command line and the sandbox run, and the
 * editor's tests of Node-RED show what they test. Needs Chromium and a font with emoji, on Debian the packages `chromium`
 * and `fonts-noto-color-emoji`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { takePictures } from './pictures/take.mjs';
import { root } from './steps.mjs';

await takePictures(join(root, 'docs/images'));

/** The tests of what the README of Node-RED shows. */
const TESTS = 'Node-RED 5 (a flow built by hand|a Catch node receives|the filter of the palette)';

const args = ['scripts/jest.mjs', 'packages/node-red/test/editor', '-t', TESTS];
const env = { ...process.env, PICTURES: '1' };
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env });
process.exitCode = status ?? 1;
