import { type ChildProcess, fork } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Generation } from '../accounts.js';

/** The platform's memory limit for a function. */
export const MEMORY_MB = 256;

const MAIN = fileURLToPath(new URL('../function-runtime/main.js', import.meta.url));

const NODE_OPTIONS = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  `--max-old-space-size=${MEMORY_MB}`,
  // The young generation counts as well. With Node's default it could add half of the limit again.
  '--max-semi-space-size=4',
];

export interface ProcessOptions {
  readonly generation: Generation;
  /** The function's whole process.env. The environment of the sandbox does not reach a function. */
  readonly environment: Readonly<Record<string, string>>;
  /** The project's folder, in which LivePerson's local runner starts functions too. */
  readonly cwd: string;
}

/**
 * Starts the process of a function. A thread takes as long to start, but one large allocation in a thread can end the
 * whole sandbox, and Node's resource limits do not prevent that.
 */
export function spawnProcess({ generation, environment, cwd }: ProcessOptions): ChildProcess {
  // Sockets and random numbers do not work on Windows without it.
  const system = process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {};
  return fork(MAIN, [generation, String(MEMORY_MB * 1024 * 1024), String(process.pid)], {
    cwd,
    env: { ...system, ...environment },
    execArgv: NODE_OPTIONS,
    serialization: 'json',
    // Logs come over the channel. What a function writes to the streams must not mix with the sandbox's output.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
