import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT, CREDENTIALS, LAMBDA, type ScriptedPlatform } from '@lp-faas/testing/scripted-platform';

export const COMMAND = join(import.meta.dirname, '../../bin/lp-faas.js');

const KILL_AFTER_MS = 30_000;

export interface Ended {
  /** The exit code; the signal's name when one ended it. */
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ShellOptions {
  /** Added to the environment, which has PATH only. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Buffer;
  /** A file that standard output goes to. */
  readonly stdoutFile?: string;
  readonly cwd?: string;
  readonly onStart?: (child: ChildProcess) => void;
  /** A person at a terminal may still type. */
  readonly keepsStdinOpen?: boolean;
}

/** Runs a program as a shell does, and waits for its end. */
export function start(
  program: string,
  args: readonly string[],
  { env, stdin, stdoutFile, cwd, onStart, keepsStdinOpen = false }: ShellOptions = {},
): Promise<Ended> {
  const output = stdoutFile === undefined ? 'pipe' : openSync(stdoutFile, 'w');
  const child = spawn(program, args, {
    ...{ cwd, env: { PATH: process.env['PATH'], ...env }, timeout: KILL_AFTER_MS },
    stdio: [stdin === undefined && !keepsStdinOpen ? 'ignore' : 'pipe', output, 'pipe'],
  });
  onStart?.(child);
  if (!keepsStdinOpen) child.stdin?.on('error', () => undefined).end(stdin);
  const texts = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => {
    texts.stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    texts.stderr += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? signal, ...texts }));
  });
}

export const lpFaas = (args: readonly string[], options?: ShellOptions): Promise<Ended> =>
  start(process.execPath, [COMMAND, ...args], options);

/** The environment of a user who invokes one function of the platform. */
export const environmentOf = (platform: Pick<ScriptedPlatform, 'url'>): Record<string, string> => ({
  LP_ACCOUNT_ID: ACCOUNT,
  LP_CLIENT_ID: CREDENTIALS.clientId,
  LP_CLIENT_SECRET: CREDENTIALS.clientSecret,
  LP_DOMAIN_API: platform.url,
  LP_LAMBDA_UUID: LAMBDA,
});
