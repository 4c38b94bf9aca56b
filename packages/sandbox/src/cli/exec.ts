import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';
import spawn from 'cross-spawn';
import { errorCode } from '../errors.js';
import type { Sandbox } from '../sandbox.js';
import type { ExecCommand } from './arguments.js';
import { debuggerLines, exposureLines, problemLines } from './banner.js';
import { UsageError } from './option-values.js';
import { write } from './output.js';
import { printRequests } from './serve.js';
import { paintFor } from './terminal-text.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What the command finds in its environment. */
function variablesOf({ url, accounts, clientId, clientSecret, caFile }: Sandbox): Record<string, string> {
  return {
    LP_DOMAIN_API: url,
    LP_ACCOUNT_ID: accounts[0]?.id ?? '',
    LP_CLIENT_ID: clientId,
    LP_CLIENT_SECRET: clientSecret,
    ...(caFile !== undefined && { NODE_EXTRA_CA_CERTS: caFile }),
  };
}

/** Passes the signals on that the sandbox gets. @returns a function that ends it */
function forwardSignals(child: ChildProcess): () => void {
  const forwards = SIGNALS.map((signal) => {
    // Ctrl+C in a terminal reaches the command as well; it must not get it twice.
    const forward = () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    process.on(signal, forward);
    return () => process.off(signal, forward);
  });
  return () => {
    for (const end of forwards) end();
  };
}

/** As a shell reports it: 128 and the signal's number for a command that a signal ended. */
function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

async function waitFor([program = '', ...args]: readonly string[], sandbox: Sandbox): Promise<number> {
  const child = spawn(program, args, {
    stdio: 'inherit',
    env: { ...process.env, ...variablesOf(sandbox) },
  });
  const stopForwarding = forwardSignals(child);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.on('error', (error) => {
        const reason = errorCode(error) === 'ENOENT' ? 'there is no such program' : error.message;
        reject(new UsageError(`exec cannot start "${program}": ${reason}.`));
      });
      child.on('exit', (code, signal) => resolve(exitCodeOf(code, signal)));
    });
  } finally {
    stopForwarding();
  }
}

/**
 * Runs a command with a sandbox beside it.
 *
 * @returns the exit code of the command
 */
export async function runCommand({ options, quiet, command }: ExecCommand): Promise<number> {
  const { startSandbox } = await import('../sandbox.js');
  const paint = paintFor(process.stderr);
  // The output of the command is its own, so the sandbox writes to stderr only.
  await using sandbox = await startSandbox({ ...options, ...(!quiet && printRequests(process.stderr)) });
  write(process.stderr, [...exposureLines(sandbox, paint), ...debuggerLines(sandbox)]);
  write(process.stderr, problemLines(await sandbox.checkFunctions(), paint));
  return await waitFor(command, sandbox);
}
