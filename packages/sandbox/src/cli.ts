import { readFileSync } from 'node:fs';
import process from 'node:process';
import { readArguments, type StartCommand, UsageError } from './cli/arguments.js';
import { banner, exposureLines, problemLines, readyLine } from './cli/banner.js';
import { lateEventLines, requestLines } from './cli/request-lines.js';
import { paintFor } from './cli/terminal-text.js';
import { USAGE } from './cli/usage.js';
import { SandboxError } from './errors.js';
import type { CompletedRequest, LateEvent } from './journal.js';

const NAME = 'lp-faas-sandbox';
const USAGE_ERROR = 2;

function write(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  stream.write(lines.map((line) => `${line}\n`).join(''));
}

/** Keeps the sandbox running when the reader of its output goes away, for example `head`. */
function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

async function serve(command: StartCommand): Promise<void> {
  const { options, readyJson, quiet } = command;
  // With --ready-json, stdout is only for the program that started the sandbox.
  const stream = readyJson ? process.stderr : process.stdout;
  const paint = paintFor(stream);
  const stopped = nextSignal();
  const show = (request: CompletedRequest) =>
    write(stream, requestLines(request, { paint, columns: stream.columns }));
  const showLate = (event: LateEvent) => write(stream, lateEventLines(event, paint));
  // Loaded only here: --help and a wrong option need none of the server's modules.
  const { startSandbox } = await import('./sandbox.js');
  const sandbox = await startSandbox({
    ...options,
    onRequest: quiet ? undefined : show,
    onLateEvent: quiet ? undefined : showLate,
  });
  if (readyJson || quiet) write(process.stderr, exposureLines(sandbox, paintFor(process.stderr)));
  const problems = await sandbox.checkFunctions();
  if (readyJson) write(process.stdout, [readyLine(sandbox, command)]);
  if (readyJson || quiet) write(process.stderr, problemLines(problems, paintFor(process.stderr)));
  else write(process.stdout, banner(sandbox, problems, command, paint));
  await stopped;
  await sandbox.close();
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

/**
 * Runs the command line.
 *
 * @returns the exit code: 0; 1 if the sandbox could not start; 2 for a usage error
 */
export async function main(args: readonly string[]): Promise<number> {
  ignoreClosedPipes();
  try {
    const command = readArguments(args);
    if (command.kind === 'start') await serve(command);
    else process.stdout.write(command.kind === 'help' ? USAGE : `${version()}\n`);
    return 0;
  } catch (error) {
    return reportError(error);
  }
}
