import { Worker } from 'node:worker_threads';
import type { InvocationReport, Job, LogEntry, Outcome, WorkerMessage } from './protocol.js';

/** As much memory as the platform gives a function. */
const MEMORY_MB = 256;

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
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  return worker;
}

function crash(message: string): Outcome {
  return { kind: 'runtime-error', message, details: message };
}

function crashOf(error: unknown): Outcome {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return crash(`The function used more than ${MEMORY_MB} MB of memory`);
  }
  return crash(`The function crashed: ${error instanceof Error ? error.message : String(error)}`);
}

function timeout(limitMs: number): Outcome {
  const message = `The function did not end within ${limitMs / 1000} seconds`;
  return { kind: 'timeout', message, details: message };
}

/** Runs one invocation in a thread of its own, which is gone soon after the report, whatever the function does. */
export function runInWorker(run: WorkerRun): RunningWorker {
  const worker = startWorker(run);
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const logs: LogEntry[] = [];
  let end: (outcome: Outcome) => void = () => undefined;
  const report = new Promise<InvocationReport>((resolve) => {
    let limit: NodeJS.Timeout | undefined;
    end = (outcome) => {
      clearTimeout(limit);
      resolve({ outcome, logs: [...logs] });
      void worker.terminate();
    };
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'outcome') end(message.outcome);
      else if (message.type === 'log') logs.push(message.entry);
      else if (message.type === 'started') run.onStarted();
      // Starting a thread is the sandbox's own time, not the function's.
      else limit = setTimeout(() => end(timeout(run.executionLimitMs)), run.executionLimitMs);
    });
    worker.on('error', (error) => end(crashOf(error)));
    worker.on('exit', (code) => end(crash(`The function ended its own process (exit code ${code})`)));
  });
  return {
    report,
    stop: async () => {
      end({ kind: 'stopped' });
      await gone;
    },
  };
}
