import { type ChildProcess, fork } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Generation } from '../accounts.js';

/** As much memory as the platform gives a function. */
export const MEMORY_MB = 256;

const MAIN = fileURLToPath(new URL('../function-runtime/main.js', import.meta.url));

const NODE_OPTIONS = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  `--max-old-space-size=${MEMORY_MB}`,
  // What is only young counts as well; Node's default would let it grow to half as much again.
  '--max-semi-space-size=4',
];

export interface InstanceOptions {
  readonly generation: Generation;
  /** All of the function's process.env: nothing of this process's own environment reaches a function. */
  readonly environment: Readonly<Record<string, string>>;
  /** The project's folder, where LivePerson's own runner starts functions too. */
  readonly cwd: string;
}

/**
 * Starts a process of its own. A thread costs as much time to start, but what a thread allocates at one stroke can
 * end the whole sandbox, and no limit of Node's prevents it.
 */
export function spawnInstance({ generation, environment, cwd }: InstanceOptions): ChildProcess {
  // Without it, Windows finds neither its sockets nor its random numbers.
  const system = process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {};
  return fork(MAIN, [generation, String(MEMORY_MB * 1024 * 1024), String(process.pid)], {
    cwd,
    env: { ...system, ...environment },
    execArgv: NODE_OPTIONS,
    serialization: 'json',
    // Only what is logged through the console counts; the rest must not soil the sandbox's own output.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
