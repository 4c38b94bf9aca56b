import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import {
  CHANNEL_BROKEN,
  crashOf,
  ENDED_WITH_DEBUGGER,
  SANDBOX_CLOSING,
  startFailure,
  timeout,
} from './process-outcomes.js';
import type {
  AfterAnswerEvent,
  FunctionCall,
  FunctionOutcome,
  InvocationReport,
  LogEntry,
  MessageFromProcess,
  MessageToProcess,
  RefusedCall,
} from './protocol.js';
import { readMessages } from './read-messages.js';
import { killProcess, type ProcessOptions, spawnProcess } from './spawn-process.js';
import { type DebuggerEvent, watchDebugger } from './watch-debugger.js';

export interface FunctionInvocation {
  readonly call: FunctionCall;
  readonly executionLimitMs: number;
  /** Called when the function itself is called, after its code was loaded. */
  readonly onStarted: () => void;
  /** Called for what the function does after its answer. */
  readonly onAfterAnswer?: (event: AfterAnswerEvent) => void;
}

interface ActiveInvocation extends FunctionInvocation {
  readonly logs: LogEntry[];
  readonly refused: RefusedCall[];
  timer?: NodeJS.Timeout;
  readonly resolve: (report: InvocationReport) => void;
}

/** How long a process may live on when its end of the channel is closed: on its way out it closes it, too. */
const EXIT_GRACE_MS = 1000;

/** Answers a request of the function's process to the sandbox. */
export type ServeRequest = (service: string, request: unknown) => Promise<unknown>;

/** A process of one function. Runs one invocation at a time, any number of them. */
export class FunctionProcess {
  /** Resolves when the process has exited. */
  readonly gone: Promise<void>;
  /** Resolves when the process can take an invocation, or has exited before. */
  readonly started: Promise<void>;
  readonly #child: ChildProcess;
  readonly #channel: Socket;
  readonly #serve: ServeRequest;
  readonly #loaded: string[] = [];
  #isReady = false;
  #onReady: () => void = () => undefined;
  #isUsable = true;
  /** The outcome of further invocations, once the process is not usable any more. */
  #unusableReason: FunctionOutcome = SANDBOX_CLOSING;
  #current: ActiveInvocation | undefined;
  /** The invocation that was answered last. */
  #answered: FunctionInvocation | undefined;
  #hasPendingWork = false;
  #isDebuggerAttached = false;

  constructor(options: ProcessOptions, serve: ServeRequest) {
    this.#serve = serve;
    const { child, channel, stderr } = spawnProcess(options);
    this.#child = child;
    this.#channel = channel;
    this.#listen();
    if (stderr) watchDebugger(stderr, (event) => this.#onDebugger(event));
    this.gone = new Promise((resolve) => {
      this.#child.on('exit', (code, signal) => {
        this.#retire(crashOf(code, signal));
        resolve();
      });
      this.#child.on('error', (error) => {
        this.#retire(startFailure(error));
        // A process that never started does not emit `exit`.
        if (this.#child.pid === undefined) resolve();
      });
    });
    const ready = new Promise<void>((resolve) => {
      this.#onReady = resolve;
    });
    this.started = Promise.race([ready, this.gone]);
  }

  /** Whether the process is alive and its last invocation left it in a good state. */
  get isUsable(): boolean {
    return this.#isUsable;
  }

  /** Whether the function still waited for something of its own when it answered, such as a request or a timer. */
  get hasPendingWork(): boolean {
    return this.#hasPendingWork;
  }

  /** Whether the process has been able to take an invocation. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Whether a debugger is attached, or was at the end of the process. */
  get isDebuggerAttached(): boolean {
    return this.#isDebuggerAttached;
  }

  /** The project's files that the process has loaded, as far as known. */
  get loaded(): readonly string[] {
    return this.#loaded;
  }

  /** Never rejects: the report says how the function failed. */
  invoke(invocation: FunctionInvocation): Promise<InvocationReport> {
    return new Promise((resolve) => {
      this.#current = { ...invocation, logs: [], refused: [], resolve };
      if (!this.#isUsable) this.#end(this.#unusableReason);
      else if (this.#isReady) this.#begin(this.#current);
    });
  }

  /** Kills the process and with it its invocation. Resolves when it has exited. */
  async stop(): Promise<void> {
    this.#retire(SANDBOX_CLOSING);
    await this.gone;
  }

  /** Lets the process go on with its pending work, and kills it after the time. It takes no further invocation. */
  linger(maxMs: number): void {
    this.#isUsable = false;
    this.#send({ type: 'linger' });
    const timer = setTimeout(() => void this.stop(), maxMs);
    void this.gone.then(() => clearTimeout(timer));
  }

  #listen(): void {
    readMessages(this.#channel, {
      onMessage: (message) => this.#onMessage(message),
      onRubbish: () => this.#retire(CHANNEL_BROKEN),
    });
    // An error here means that the process is exiting, or that the function has closed the channel.
    this.#channel.on('error', () => undefined);
    this.#channel.on('close', () => {
      const timer = setTimeout(() => this.#retire(CHANNEL_BROKEN), EXIT_GRACE_MS);
      void this.gone.then(() => clearTimeout(timer));
    });
  }

  #onMessage(message: MessageFromProcess): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#onReady();
        if (this.#current) this.#begin(this.#current);
        break;
      case 'started':
        this.#current?.onStarted();
        break;
      case 'log':
        this.#current?.logs.push(message.entry);
        break;
      case 'request':
        void this.#answer(message.n, message.service, message.request);
        break;
      case 'refused':
        if (this.#current) this.#current.refused.push(message.refused);
        else this.#answered?.onAfterAnswer?.(message);
        break;
      case 'late-error':
        (this.#answered ?? this.#current)?.onAfterAnswer?.({ type: 'late-error', error: message.error });
        if (message.fatal) this.#retire(crashOf(1, null));
        break;
      case 'outcome':
        this.#loaded.push(...message.loaded);
        this.#hasPendingWork = message.pending;
        if (message.spent) this.#retire(message.outcome);
        else this.#end(message.outcome);
    }
  }

  #onDebugger(event: DebuggerEvent): void {
    if (event === 'exiting') this.#retire(ENDED_WITH_DEBUGGER);
    else this.#isDebuggerAttached = event === 'attached';
    if (this.#isReady && this.#current) this.#limit(this.#current);
  }

  /** The execution limit counts from here: the start of the process does not count. */
  #begin(current: ActiveInvocation): void {
    this.#limit(current);
    this.#send({ type: 'invoke', call: current.call });
  }

  /** Starts the execution limit, anew when a debugger has gone. While one is attached there is none. */
  #limit(current: ActiveInvocation): void {
    const { executionLimitMs } = current;
    clearTimeout(current.timer);
    if (this.#isDebuggerAttached) return;
    current.timer = setTimeout(() => this.#retire(timeout(executionLimitMs)), executionLimitMs);
  }

  async #answer(n: number, service: string, request: unknown): Promise<void> {
    this.#send({ type: 'answer', n, answer: await this.#serve(service, request) });
  }

  #send(message: MessageToProcess): void {
    if (this.#channel.writable) this.#channel.write(`${JSON.stringify(message)}\n`);
  }

  #end(outcome: FunctionOutcome): void {
    const current = this.#current;
    if (!current) return;
    this.#current = undefined;
    this.#answered = current;
    clearTimeout(current.timer);
    current.resolve({ outcome, logs: current.logs, refused: current.refused });
  }

  #retire(outcome: FunctionOutcome): void {
    if (this.#isUsable) this.#unusableReason = outcome;
    this.#isUsable = false;
    this.#end(outcome);
    killProcess(this.#child);
  }
}
