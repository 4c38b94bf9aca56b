import type { Generation } from '../accounts.js';

/** What a function gets as its first argument. */
export interface FunctionInput {
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly payload?: unknown;
}

/** What becomes of an invocation that logs more than the platform allows. */
export type LogLimit = 'fail' | 'drop';

/** What an instance gets to do. */
export interface Job {
  /** Absolute path of the function's index.js. */
  readonly file: string;
  readonly generation: Generation;
  readonly input: FunctionInput;
  readonly logLimit: LogLimit;
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

/** How a function failed: it threw, its code is broken, it took too long or it logged too much. */
export type FailureKind = 'threw' | 'runtime-error' | 'timeout' | 'log-limit';

/** What is known of a failure: the function's own text, and with it the place in its code. */
interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
  readonly details: string;
  /** Set when what the function threw is no Error. */
  readonly thrown?: 'value';
}

/**
 * How an invocation ended. `json` is the result, ready to send. `throttled`: every instance that the function may have was busy.
 * `unavailable`: the sandbox itself could not run it, for example because it was closed meanwhile.
 */
export type Outcome =
  | { readonly kind: 'returned'; readonly json: string }
  | Failure
  | { readonly kind: 'throttled' }
  | { readonly kind: 'unavailable'; readonly message: string };

/** What is known of an invocation once it is over. */
export interface InvocationReport {
  readonly outcome: Outcome;
  /** What the function wrote to its console, up to the platform's limit. */
  readonly logs: readonly LogEntry[];
}

/** What the secret storage answers: a secret as it is stored, or why there is none. */
export type SecretAnswer =
  | { readonly kind: 'found'; readonly value: unknown }
  | { readonly kind: 'missing' }
  | { readonly kind: 'invalid' | 'failed'; readonly reason: string };

/** What a function may ask the secret storage. An `update` changes a secret that exists. */
export type SecretRequest =
  | { readonly operation: 'read'; readonly key: string }
  | { readonly operation: 'update'; readonly key: string; readonly value: unknown };

/** What the sandbox tells an instance. */
export type ToInstance =
  | { readonly type: 'invoke'; readonly job: Job }
  | { readonly type: 'secret'; readonly n: number; readonly answer: SecretAnswer };

/**
 * What an instance tells. `ready`: it may be given an invocation. `started`: the function is called now.
 * `outcome`: `spent` means that it must serve no other invocation; `loaded` names files that it has loaded.
 */
export type FromInstance =
  | { readonly type: 'ready' }
  | { readonly type: 'started' }
  | { readonly type: 'log'; readonly entry: LogEntry }
  | { readonly type: 'secret'; readonly n: number; readonly request: SecretRequest }
  | {
      readonly type: 'outcome';
      readonly outcome: Outcome;
      readonly spent: boolean;
      readonly loaded: readonly string[];
    };
