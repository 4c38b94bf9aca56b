import type { Generation } from '../accounts.js';

/** What a function gets as its first argument. */
export interface FunctionInput {
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly payload?: unknown;
}

/** What a worker gets to do. */
export interface Job {
  /** Absolute path of the function's index.js. */
  readonly file: string;
  readonly generation: Generation;
  readonly input: FunctionInput;
}

/** One line that a function wrote to its console. */
export interface LogEntry {
  readonly level: 'Debug' | 'Info' | 'Warn' | 'Error';
  readonly message: string;
  /** The further arguments, as text. */
  readonly extras: readonly string[];
  /** Unix milliseconds. */
  readonly timestamp: number;
}

/** How a function failed: it threw, its code is broken, or it took too long. */
export type FailureKind = 'threw' | 'runtime-error' | 'timeout';

/**
 * How an invocation ended. `json` is the result, ready to send; `message` is the function's own text,
 * `details` adds the place in its code; `stopped` means that the sandbox was closed meanwhile.
 */
export type Outcome =
  | { readonly kind: 'returned'; readonly json: string }
  | { readonly kind: FailureKind; readonly message: string; readonly details: string }
  | { readonly kind: 'stopped' };

/** What is known of an invocation once it is over. */
export interface InvocationReport {
  readonly outcome: Outcome;
  /** The first lines that the function wrote: as many as the platform keeps, 10. */
  readonly logs: readonly LogEntry[];
}

/** What a worker tells. `ready`: it may start loading the code. `started`: the function is called now. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'started' }
  | { readonly type: 'log'; readonly entry: LogEntry }
  | { readonly type: 'outcome'; readonly outcome: Outcome };
