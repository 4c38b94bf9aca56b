import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));

/** Runs one command of the workspace with its output shown; true when it ended well. */
export function step(title, command, args, environment = {}) {
  console.log(`\n── ${title}`);
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
    shell: process.platform === 'win32',
  });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  return status === 0;
}

/** Brings node_modules to what the lockfile says. */
export const install = () =>
  step('install', 'pnpm', ['install', '--frozen-lockfile', '--reporter=append-only', '--prefer-offline']);
