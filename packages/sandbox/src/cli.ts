import { readFileSync } from 'node:fs';
import process from 'node:process';
import { type Command, readArguments } from './cli/arguments.js';
import { runCommand } from './cli/exec.js';
import { invokeOnce } from './cli/invoke.js';
import { UsageError } from './cli/option-values.js';
import { ignoreClosedPipes, write } from './cli/output.js';
import { serve } from './cli/serve.js';
import { USAGE } from './cli/usage.js';
import { SandboxError } from './errors.js';

const NAME = 'lp-faas-sandbox';
const USAGE_ERROR = 2;

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function reportError(error: unknown): number {
  if (error instanceof UsageError || (error instanceof SandboxError && error.code === 'invalid-options')) {
    write(process.stderr, [`${NAME}: ${error.message} See ${NAME} --help.`]);
    return USAGE_ERROR;
  }
  if (!(error instanceof SandboxError)) throw error;
  write(process.stderr, [`${NAME}: ${error.message}`]);
  return 1;
}

async function run(command: Command): Promise<number> {
  switch (command.kind) {
    case 'start':
      await serve(command);
      return 0;
    case 'exec':
      return await runCommand(command);
    case 'invoke':
      return await invokeOnce(command);
    default:
      process.stdout.write(command.kind === 'help' ? USAGE : `${version()}\n`);
      return 0;
  }
}

/**
 * Runs the command line.
 *
 * @returns the exit code: 0; 1 if the sandbox could not start; 2 for a usage error; that of the command with `exec`, and
 *   one for each outcome with `invoke`
 */
export async function main(args: readonly string[]): Promise<number> {
  ignoreClosedPipes();
  try {
    return await run(readArguments(args));
  } catch (error) {
    return reportError(error);
  }
}
