import { Worker } from 'node:worker_threads';
import { codeOf } from '../errors.js';
import type { InvocationReport, Job, LogEntry, Outcome, WorkerMessage } from './protocol.js';

/** As much memory as the platform gives a function. */
const MEMORY_MB = 256;

/**
 * Node ends a worker at its limit with 16 MB to spare; what outgrows that at one stroke ends the whole process.
 * With the default young generation an ordinary leak can do that, with a small one it cannot.
 */
const YOUNG_MEMORY_MB = 4;

export interface WorkerRun {
  readonly job: Job;
  /** All of the function's process.env: nothing of this process's own environment reaches a function. */
  readonly environment: Readonly<Record<string, string>>;
  readonly executionLimitMs: number;
  /** Called when the function itself is called, after its code was loaded. */
  readonly onStarted: () => void;
}

/** An invocation under way. */
export interface RunningWorker {
  readonly report: Promise<InvocationReport>;
  /** Ends it; resolves when its thread is gone. */
  stop(): Promise<void>;
}

function startWorker({ job, environment }: WorkerRun): Worker {
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: job,
    env: { ...environment },
    // Only what is printed through the console counts; the rest must not soil the sandbox's own output.
    stdout: true,
    stderr: true,
    execArgv: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MEMORY_MB },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  return worker;
}

function crash(message: string): Outcome {
  return { kind: 'runtime-error', message, details: message };
}

function crashOf(error: unknown): Outcome {
  if (codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY') {
    return crash(`The function used more than ${MEMORY_MB} MB of memory`);
  }
  return crash(`The function crashed: ${String(error)}`);
}

function timeout(limitMs: number): Outcome {
  const message = `The function did not end within ${limitMs / 1000} seconds`;
  return { kind: 'timeout', message, details: message };
}

/** Runs one invocation in a thread of its own, which is gone soon after the report, whatever the function does. */
export function runInWorker(run: WorkerRun): RunningWorker {
  const { executionLimitMs, onStarted } = run;
  const worker = startWorker(run);
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let resolveOutcome: (outcome: Outcome) => void = () => undefined;
  const outcome = new Promise<Outcome>((resolve) => {
    resolveOutcome = resolve;
  });
  const logs: LogEntry[] = [];
  let limit: NodeJS.Timeout | undefined;

  const end = (how: Outcome) => {
    clearTimeout(limit);
    // What it still says is too late: a timer set by it would outlive the invocation.
    worker.removeAllListeners('message');
    resolveOutcome(how);
    void worker.terminate();
  };
  worker.on('message', (message: WorkerMessage) => {
    if (message.type === 'outcome') end(message.outcome);
    else if (message.type === 'log') logs.push(message.entry);
    else if (message.type === 'started') onStarted();
    // Starting a thread is the sandbox's own time, not the function's.
    else limit = setTimeout(() => end(timeout(executionLimitMs)), executionLimitMs);
  });
  worker.on('error', (error) => end(crashOf(error)));
  worker.on('exit', (code) => end(crash(`The function ended its own process (exit code ${code})`)));
  return {
    report: outcome.then((how) => ({ outcome: how, logs })),
    stop: async () => {
      end({ kind: 'stopped' });
      await gone;
    },
  };
}
