import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../dist/index.js';
import { addCleanup } from './support.js';

const BIN = fileURLToPath(new URL('../bin/lp-faas-sandbox.js', import.meta.url));

interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface RunningCommand {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<CommandResult>;
}

interface CommandOptions {
  /** Default: a new empty folder. */
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-cwd-'));
  addCleanup(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the command in a folder that is not part of the package. */
export function run(...args: string[]): RunningCommand {
  return runIn({}, ...args);
}

export function runIn({ cwd = emptyFolder(), env }: CommandOptions, ...args: string[]): RunningCommand {
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env: { ...process.env, ...env } });
  addCleanup(async () => {
    child.kill('SIGKILL');
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const ended = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(([[code], out, err]) => ({
    code,
    out,
    err,
  }));
  return { child, ended };
}

/** Resolves with the first match in the output so far. Rejects when the output ends without one. */
export function waitForOutput(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let output = '';
    stream.on('data', (part: Buffer) => {
      output += part.toString();
      const match = pattern.exec(output);
      if (match) resolve(match);
    });
    stream.once('end', () => reject(new Error(`No ${pattern} in: ${output}`)));
  });
}

/** Starts the command with --ready-json. Resolves once it listens. */
export async function startReady(...args: string[]) {
  const running = run('--port', '0', '--ready-json', ...args);
  const [line] = await waitForOutput(running.child.stdout, /.*\n/);
  const announced = JSON.parse(line) as Pick<Sandbox, 'url' | 'accounts' | 'functions'>;
  // The parts of a sandbox that the helpers of the tests need.
  const sandbox = { ...announced, clientId: 'sandbox-client', clientSecret: 'sandbox-secret' } as Sandbox;
  return { ...running, line, announced, sandbox };
}

export const GREET = `async function lambda(input, callback) {
  console.info('greeting', { to: 'someone' });
  callback?.(null, 'hello');
  return 'hello';
}`;
