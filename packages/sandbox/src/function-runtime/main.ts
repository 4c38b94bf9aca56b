/** An instance: a process that runs one function, one invocation at a time. */
import type { Job, Outcome } from '../runner/protocol.js';
import { callLambda } from './call-lambda.js';
import { listen, tell } from './channel.js';
import { captureConsole, TOO_MANY_LOGS } from './console-capture.js';
import { type Lambda, loadLambda } from './lambda.js';
import { newlyLoadedFiles, provideToolbelt } from './modules.js';
import { failure, success } from './outcome.js';
import { setBusy, startWatching } from './watch.js';

let lambda: Lambda | undefined;
let running = false;

/** Only the first outcome counts: a function may call back, and then throw in a timer. */
function end(outcome: Outcome, spent: boolean): void {
  if (!running) return;
  running = false;
  setBusy(false);
  tell({ type: 'outcome', outcome, spent, loaded: newlyLoadedFiles() });
}

async function load({ file, generation }: Job): Promise<Lambda | undefined> {
  try {
    return await loadLambda(file, generation);
  } catch (error) {
    end(failure(error, 'runtime-error'), true);
    return undefined;
  }
}

async function run(job: Job): Promise<void> {
  running = true;
  setBusy(true);
  beginLogs(job.logLimit);
  lambda ??= await load(job);
  if (!lambda) return;
  tell({ type: 'started' });
  try {
    end(success(await callLambda(lambda, job.generation, job.input)), false);
  } catch (error) {
    end(failure(error), false);
  }
}

/** Thrown in a timer or an event, or a rejection that nobody handles: ends the function like a throw in it. */
function crash(error: unknown): void {
  if (!running) process.exit(1);
  end(failure(error), true);
}

const beginLogs = captureConsole({
  write: (entry) => tell({ type: 'log', entry }),
  onLimit: () => end({ kind: 'log-limit', message: TOO_MANY_LOGS, details: TOO_MANY_LOGS }, true),
});

process.on('uncaughtException', crash);
// Ctrl+C in a terminal reaches every process; the sandbox decides when this one ends.
process.on('SIGINT', () => undefined);

// The sandbox's own process id, because it may be gone before anyone here could look for it.
const [memoryBytes = 0, sandbox = 0] = process.argv.slice(3).map(Number);
startWatching(memoryBytes, sandbox);

provideToolbelt();
listen((job) => void run(job));
tell({ type: 'ready' });
