import process from 'node:process';
import type { FunctionChange } from '../functions/project-watcher.js';
import type { CompletedRequest, LateEvent } from '../journal.js';
import type { SandboxOptions } from '../options.js';
import type { StartCommand } from './arguments.js';
import { banner, changeLines, debuggerLines, exposureLines, problemLines, readyLine } from './banner.js';
import { write } from './output.js';
import { lateEventLines, requestLines } from './request-lines.js';
import { paintFor } from './terminal-text.js';

/** Listeners that print each request to a stream. */
export function printRequests(stream: NodeJS.WriteStream): Pick<SandboxOptions, 'onRequest' | 'onLateEvent'> {
  const paint = paintFor(stream);
  return {
    onRequest: (request: CompletedRequest) =>
      write(stream, requestLines(request, { paint, columns: stream.columns })),
    onLateEvent: (event: LateEvent) => write(stream, lateEventLines(event, paint)),
  };
}

/** @param onlyProblems prints a change only if the function cannot run after it */
function printChanges(stream: NodeJS.WriteStream, onlyProblems: boolean) {
  const paint = paintFor(stream);
  return (change: FunctionChange) => {
    if (!onlyProblems || change.problems.length > 0) write(stream, changeLines(change, paint));
  };
}

function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** Runs a sandbox until a signal ends it. */
export async function serve(command: StartCommand): Promise<void> {
  const { options, readyJson, quiet } = command;
  // With --ready-json, stdout is only for the program that started the sandbox.
  const stream = readyJson ? process.stderr : process.stdout;
  const stopped = nextSignal();
  // Loaded only here: --help and a wrong option need none of the server's modules.
  const { startSandbox } = await import('../sandbox.js');
  const sandbox = await startSandbox({
    ...options,
    ...(!quiet && printRequests(stream)),
    onFunctionChange: printChanges(quiet ? process.stderr : stream, quiet),
  });
  if (readyJson || quiet) {
    write(process.stderr, [...exposureLines(sandbox, paintFor(process.stderr)), ...debuggerLines(sandbox)]);
  }
  // The program that started the sandbox need not wait for the check.
  if (readyJson) write(process.stdout, [readyLine(sandbox, command)]);
  const problems = await sandbox.checkFunctions();
  if (readyJson || quiet) write(process.stderr, problemLines(problems, paintFor(process.stderr)));
  else write(process.stdout, banner(sandbox, problems, command, paintFor(stream)));
  await stopped;
  await sandbox.close();
}
