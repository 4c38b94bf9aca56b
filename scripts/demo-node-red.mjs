/** Node-RED with the nodes, and a local LivePerson for them: install, build, start. Ctrl+C ends it. */
import process from 'node:process';
import { install, step } from './steps.mjs';

// Ctrl+C goes to all processes of the terminal: the one that has something to tidy up ends first.
process.on('SIGINT', () => undefined);
const isReady = install() && step('build', 'pnpm', ['run', 'build']);
process.exitCode = isReady && step('demo', 'node', ['scripts/demo/node-red.mjs']) ? 0 : 1;
