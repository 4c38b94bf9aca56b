import type { ChildProcess } from 'node:child_process';
import type {
  FromInstance,
  InvocationReport,
  Job,
  LogEntry,
  Outcome,
  SecretAnswer,
  SecretRequest,
  ToInstance,
} from './protocol.js';
import { type InstanceOptions, MEMORY_MB, spawnInstance } from './spawn-process.js';

export interface Invocation {
  readonly job: Job;
  readonly executionLimitMs: number;
  /** Called when the function itself is called, after its code was loaded. */
  readonly onStarted: () => void;
}

/** An invocation under way. */
interface Current extends Invocation {
  readonly logs: LogEntry[];
  limit?: NodeJS.Timeout;
  readonly resolve: (report: InvocationReport) => void;
}

/** How Node and the system end a process that is out of memory. */
const OUT_OF_MEMORY: readonly (string | number | null)[] = ['SIGABRT', 'SIGKILL', 'SIGTRAP', 134];

function crashOf(code: number | null, signal: string | null): Outcome {
  const message =
    OUT_OF_MEMORY.includes(signal) || OUT_OF_MEMORY.includes(code)
      ? `The function used more than ${MEMORY_MB} MB of memory`
      : `The function ended its own process (${signal ? `signal ${signal}` : `exit code ${code}`})`;
  return { kind: 'runtime-error', message, details: message };
}

function timeout(limitMs: number): Outcome {
  const message = `The function did not end within ${limitMs / 1000} seconds`;
  return { kind: 'timeout', message, details: message };
}

export const CLOSING: Outcome = { kind: 'unavailable', message: 'The sandbox is closing' };

export function notStarted(error: unknown): Outcome {
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'unavailable', message: `No process could be started for the function: ${reason}` };
}

/** One process that runs one function, one invocation at a time, as often as it is asked to. */
export class Instance {
  /** Resolves when its process is gone. */
  readonly gone: Promise<void>;
  /** Resolves when its process has started, or will not any more. */
  readonly started: Promise<void>;
  readonly #child: ChildProcess;
  readonly #secrets: (request: SecretRequest) => Promise<SecretAnswer>;
  readonly #loaded: string[] = [];
  #isReady = false;
  #onReady: () => void = () => undefined;
  #isUsable = true;
  /** Why it is of no more use, once it is not. */
  #lost: Outcome = CLOSING;
  #current: Current | undefined;

  constructor(options: InstanceOptions, secrets: (request: SecretRequest) => Promise<SecretAnswer>) {
    this.#secrets = secrets;
    this.#child = spawnInstance(options);
    this.#child.on('message', (message: FromInstance) => this.#hear(message));
    this.gone = new Promise((resolve) => {
      this.#child.on('exit', (code, signal) => {
        this.#retire(crashOf(code, signal));
        resolve();
      });
      this.#child.on('error', (error) => {
        this.#retire(notStarted(error));
        // Without a process there will be no exit.
        if (this.#child.pid === undefined) resolve();
      });
    });
    const ready = new Promise<void>((resolve) => {
      this.#onReady = resolve;
    });
    this.started = Promise.race([ready, this.gone]);
  }

  /** It lives, and its last invocation ended in good order. */
  get isUsable(): boolean {
    return this.#isUsable;
  }

  /** The files that it was seen to load. */
  get loaded(): readonly string[] {
    return this.#loaded;
  }

  /** Never rejects: whatever the function does is in the report. */
  invoke(invocation: Invocation): Promise<InvocationReport> {
    return new Promise((resolve) => {
      this.#current = { ...invocation, logs: [], resolve };
      if (!this.#isUsable) this.#end(this.#lost);
      else if (this.#isReady) this.#begin(this.#current);
    });
  }

  /** Ends it, and with it what it is doing. */
  async stop(): Promise<void> {
    this.#retire(CLOSING);
    await this.gone;
  }

  #hear(message: FromInstance): void {
    if (message.type === 'secret') void this.#answerSecret(message.n, message.request);
    else if (message.type === 'ready') {
      this.#isReady = true;
      this.#onReady();
      if (this.#current) this.#begin(this.#current);
    } else if (message.type === 'started') this.#current?.onStarted();
    else if (message.type === 'log') this.#current?.logs.push(message.entry);
    else {
      this.#loaded.push(...message.loaded);
      if (message.spent) this.#retire(message.outcome);
      else this.#end(message.outcome);
    }
  }

  /** The time counts from here: starting a process is the sandbox's own, not the function's. */
  #begin(current: Current): void {
    const { job, executionLimitMs } = current;
    current.limit = setTimeout(() => this.#retire(timeout(executionLimitMs)), executionLimitMs);
    this.#tell({ type: 'invoke', job });
  }

  async #answerSecret(n: number, request: SecretRequest): Promise<void> {
    this.#tell({ type: 'secret', n, answer: await this.#secrets(request) });
  }

  #tell(message: ToInstance): void {
    // That it cannot be told any more is told by its exit.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #end(outcome: Outcome): void {
    const current = this.#current;
    this.#current = undefined;
    clearTimeout(current?.limit);
    current?.resolve({ outcome, logs: current.logs });
  }

  #retire(outcome: Outcome): void {
    if (this.#isUsable) this.#lost = outcome;
    this.#isUsable = false;
    this.#end(outcome);
    this.#child.kill('SIGKILL');
  }
}
