import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../dist/index.js';
import { later } from './support.js';

const BIN = fileURLToPath(new URL('../bin/lp-faas-sandbox.js', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
}

interface Surroundings {
  /** Where it is started; unless given, in an empty folder. */
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-cwd-'));
  later(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The command, started in a folder that has nothing to do with the package. */
export function run(...args: string[]): Running {
  return runIn({}, ...args);
}

export function runIn({ cwd = emptyFolder(), env }: Surroundings, ...args: string[]): Running {
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env: { ...process.env, ...env } });
  later(async () => {
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

/** Resolves once the output so far has a match. */
export function seen(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<RegExpExecArray> {
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

/** The command, once it listens. */
export async function ready(...args: string[]) {
  const running = run('--port', '0', '--ready-json', ...args);
  const [line] = await seen(running.child.stdout, /.*\n/);
  const told = JSON.parse(line) as Pick<Sandbox, 'url' | 'accounts' | 'functions'>;
  // What the tests' helpers need of a sandbox in this process, of one in another.
  const sandbox = { ...told, clientId: 'sandbox-client', clientSecret: 'sandbox-secret' } as Sandbox;
  return { ...running, line, told, sandbox };
}

export const GREET = `async function lambda(input, callback) {
  console.info('greeting', { to: 'someone' });
  callback?.(null, 'hello');
  return 'hello';
}`;
