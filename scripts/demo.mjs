/** The demo on a fresh clone: install, build, show. */
import process from 'node:process';
import { install, step } from './steps.mjs';

const isReady = install() && step('build', 'pnpm', ['run', 'build']);
process.exitCode = isReady && step('demo', 'node', ['scripts/demo/show.mjs']) ? 0 : 1;
