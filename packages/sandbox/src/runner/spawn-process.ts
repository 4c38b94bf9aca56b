import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import process from 'node:process';
import type { Readable } from 'node:stream';
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

/** With a group of its own, what a function has started can be killed together with it. */
const HAS_PROCESS_GROUPS = process.platform !== 'win32';

export interface ProcessOptions {
  readonly generation: Generation;
  /** The function's whole process.env. The environment of the sandbox does not reach a function. */
  readonly environment: Readonly<Record<string, string>>;
  /** The project's folder, in which LivePerson's local runner starts functions too. */
  readonly cwd: string;
  /** Path of the node executable. */
  readonly nodePath: string;
  /** Listens for a debugger on this port of 127.0.0.1, and with `waits` runs nothing before one is attached. */
  readonly inspect?: { readonly port: number; readonly waits: boolean };
}

export interface FunctionChild {
  readonly child: ChildProcess;
  /** Messages in both directions, one JSON text per line. Descriptor 3 of the process. */
  readonly channel: Socket;
  /** What Node says about the debugger; null without one. */
  readonly stderr: Readable | null;
}

/**
 * Starts the process of a function. A thread takes as long to start, but one large allocation in a thread can end the
 * whole sandbox, and Node's resource limits do not prevent that.
 */
export function spawnProcess(options: ProcessOptions): FunctionChild {
  const { generation, environment, cwd, nodePath, inspect } = options;
  // Sockets and random numbers do not work on Windows without it.
  const system = process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {};
  const inspector = inspect ? [`--inspect${inspect.waits ? '-wait' : ''}=127.0.0.1:${inspect.port}`] : [];
  // What a debugger needs, such as a heap snapshot, is not the function's memory.
  const memoryBytes = inspect ? Number.POSITIVE_INFINITY : MEMORY_MB * 1024 * 1024;
  const args = [...inspector, ...NODE_OPTIONS, MAIN, generation, String(memoryBytes), String(process.pid)];
  const child = spawn(nodePath, args, {
    cwd,
    env: { ...system, ...environment },
    // Logs come over the channel. What a function writes to the streams must not mix with the sandbox's output.
    // Not Node's own channel: rubbish in it is an error that nothing can catch.
    stdio: ['ignore', 'ignore', inspect ? 'pipe' : 'ignore', 'pipe'],
    detached: HAS_PROCESS_GROUPS,
    windowsHide: true,
  });
  return { child, channel: child.stdio[3] as Socket, stderr: child.stderr };
}

/** Kills a process and those that it has started, as far as they stayed in its process group. */
export function killProcess({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    if (HAS_PROCESS_GROUPS) process.kill(-pid, 'SIGKILL');
    else
      spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' }).on('error', () => undefined);
  } catch {
    // All of them have exited already.
  }
}
