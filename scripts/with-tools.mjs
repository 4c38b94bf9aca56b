/**
 * Runs scripts/TASK.mjs with the Node of .nvmrc and the pnpm of package.json, whatever this machine has:
 * npm fetches both into its own cache, nothing is installed globally.
 *
 *   node scripts/with-tools.mjs TASK
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const read = (name) => readFileSync(new URL(name, root), 'utf8');
const nodeVersion = read('.nvmrc').trim();
const pnpm = JSON.parse(read('package.json')).packageManager;

const [task, ...args] = process.argv.slice(2);
const command = ['node', `scripts/${task}.mjs`, ...args];
const packages = [`--package=node@${nodeVersion}`, `--package=${pnpm}`];
const npmArgs = ['exec', '--yes', ...packages, '--', ...command];

// npm tells where it lives; calling it through Node needs no shell, on Windows neither.
const npmCli = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined;
const [file, before] = npmCli ? [process.execPath, [npmCli]] : ['npm', []];
// Ctrl+C goes to all processes of the terminal: this one waits for those that have something to tidy up.
process.on('SIGINT', () => undefined);
const { status, error } = spawnSync(file, [...before, ...npmArgs], {
  cwd: fileURLToPath(root),
  stdio: 'inherit',
  env: {
    ...process.env,
    npm_config_loglevel: 'error',
    CALLERS_NODE: process.execPath,
    CALLERS_NODE_VERSION: process.versions.node,
  },
  shell: npmCli === undefined && process.platform === 'win32',
});
if (error) console.error(`npm could not be started: ${error.message}`);
process.exitCode = status ?? 1;
