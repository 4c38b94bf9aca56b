import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../../dist/index.js';

export interface ProgramResult {
  readonly code: number;
  readonly out: string;
}

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const HOOK = fileURLToPath(new URL('route-to-sandbox.cjs', import.meta.url));

/** Runs a program of LivePerson's as published, in a process whose host names resolve to the sandbox. */
export function runOfficial(
  sandbox: Sandbox,
  [program = '', ...args]: readonly string[],
  { cwd = '.', env = {} }: ProgramOptions = {},
): Promise<ProgramResult> {
  const own = {
    PATH: process.env['PATH'] ?? '',
    NODE_EXTRA_CA_CERTS: sandbox.caFile ?? '',
    SANDBOX_HTTP_PORT: new URL(sandbox.url).port,
    SANDBOX_HTTPS_PORT: new URL(sandbox.httpsUrl ?? '').port,
  };
  return new Promise((resolve) => {
    const options = { cwd, env: { ...own, ...env } };
    const child = execFile(
      process.execPath,
      ['--require', HOOK, program, ...args],
      options,
      (error, out, err) => {
        const code = typeof error?.code === 'number' ? error.code : error ? 1 : 0;
        resolve({ code, out: out + err });
      },
    );
    // The program must not wait for answers to its prompts.
    child.stdin?.end();
  });
}
