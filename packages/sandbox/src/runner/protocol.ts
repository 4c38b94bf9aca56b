import type { Generation } from '../accounts.js';

/** The first argument of a function. */
export interface FunctionInput {
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly payload?: unknown;
}

/** What happens to an invocation that exceeds the log limit: it fails, or further entries are dropped. */
export type LogLimit = 'fail' | 'drop';

/** One call of a function, as its process receives it. */
export interface FunctionCall {
  /** Absolute path of the function's index.js. */
  readonly file: string;
  readonly generation: Generation;
  readonly input: FunctionInput;
  readonly logLimit: LogLimit;
  readonly platform: PlatformAccess;
  /** The file of each toolbelt that replaces one of the sandbox, by the name of its module. */
  readonly toolbelts: Readonly<Record<string, string>>;
  readonly http: HttpRules;
}

/** What happens to the function's requests to other hosts. */
export interface HttpRules {
  /** Whether the process asks the sandbox about each request. Stays the same as long as the process lives. */
  readonly isIntercepted: boolean;
  /** Whether a request without a mock is refused. */
  readonly isOffline: boolean;
  /** The path of the file with mocks, as the user knows it. */
  readonly mocksFile: string;
}

/** Where the clients of the toolbelt find the platform. */
export interface PlatformAccess {
  /** URL of the sandbox, which answers all services. */
  readonly url: string;
  readonly account: string;
}

/** One console call of a function. */
export interface LogEntry {
  readonly level: 'Debug' | 'Info' | 'Warn' | 'Error';
  readonly message: string;
  /** The further arguments of the call, as text. */
  readonly extras: readonly string[];
  /** Unix milliseconds. */
  readonly timestamp: number;
}

/** How a function failed: it threw, its code is broken, it exceeded the execution limit or the log limit. */
export type FailureKind = 'threw' | 'runtime-error' | 'timeout' | 'log-limit';

/** A function's failure. */
interface FunctionFailure {
  readonly kind: FailureKind;
  /** The function's own message. */
  readonly message: string;
  /** The message with the position in the function's code. */
  readonly details: string;
  /** Set when the function threw something other than an Error. */
  readonly thrown?: 'value';
}

/**
 * How an invocation ended.
 *
 * - `returned`: the function returned; `json` is its result.
 * - a `FailureKind`: the function failed.
 * - `throttled`: all instances of the function were busy.
 * - `unavailable`: the sandbox could not run the function, for example because it was closing.
 */
export type FunctionOutcome =
  | { readonly kind: 'returned'; readonly json: string }
  | FunctionFailure
  | { readonly kind: 'throttled' }
  | { readonly kind: 'unavailable'; readonly message: string };

/** A call to the outside that failed because the sandbox refused it, or because nothing was there to answer. */
export interface RefusedCall {
  /** Such as `GET https://crm.example/contacts` (without the query) or `Toolbelt.SDEUtil().addSDEs()`. */
  readonly call: string;
  /** Why it failed, and what to do. */
  readonly reason: string;
}

/** An error that a function threw after its answer. The caller never sees it. */
export interface LateError {
  readonly message: string;
  /** The message with the position in the function's code. */
  readonly details: string;
}

/** The outcome and the logs of an invocation. */
export interface InvocationReport {
  readonly outcome: FunctionOutcome;
  /** The function's console calls, up to the platform's limit. */
  readonly logs: readonly LogEntry[];
  /** The function's calls that were refused before it answered, also if it caught the error. */
  readonly refused: readonly RefusedCall[];
}

/** What a function does after its answer. */
export type AfterAnswerEvent =
  | { readonly type: 'late-error'; readonly error: LateError }
  | { readonly type: 'refused'; readonly refused: RefusedCall };

/** The answer of the secret storage: the stored value, or why there is none. */
export type SecretAnswer =
  | { readonly kind: 'found'; readonly value: unknown }
  | { readonly kind: 'missing' }
  | { readonly kind: 'invalid' | 'failed'; readonly reason: string };

/** A function's request to the secret storage. An `update` changes an existing secret. */
export type SecretRequest =
  | { readonly operation: 'read'; readonly key: string }
  | { readonly operation: 'update'; readonly key: string; readonly value: unknown };

/** A call of a method of ContextServiceClient. */
export interface ContextRequest {
  readonly method: string;
  readonly args: readonly unknown[];
}

/** The result of the method, or its error. A result of undefined is absent. */
export type ContextAnswer =
  | { readonly kind: 'result'; readonly value?: unknown }
  | { readonly kind: 'error'; readonly code: string; readonly message: string };

/** A request of a function to another host. */
export interface HttpRequest {
  readonly method: string;
  /** With the query. */
  readonly url: string;
}

/**
 * What happens to the request.
 *
 * - `mock`: this answers it; the body is in base64, null for none.
 * - `none`: it goes out.
 * - `offline`, `invalid`: it is refused, because the sandbox is offline or the mock cannot be read.
 */
export type HttpAnswer =
  | {
      readonly kind: 'mock';
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: string | null;
    }
  | { readonly kind: 'none' | 'offline' }
  | { readonly kind: 'invalid'; readonly reason: string };

/** What the process of a function asks the sandbox for. A `token` is one for the function's account. */
export interface SandboxRequests {
  readonly secret: { readonly request: SecretRequest; readonly answer: SecretAnswer };
  readonly context: { readonly request: ContextRequest; readonly answer: ContextAnswer };
  readonly http: { readonly request: HttpRequest; readonly answer: HttpAnswer };
  readonly token: { readonly request: null; readonly answer: string };
}

export type SandboxRequestName = keyof SandboxRequests;

/** Answers the requests of functions. */
export type SandboxServices<Context> = {
  readonly [name in SandboxRequestName]: (
    context: Context,
    request: SandboxRequests[name]['request'],
  ) => Promise<SandboxRequests[name]['answer']>;
};

/**
 * A message from the sandbox to the process of a function. `n` is the number of the request. After `linger` the process
 * ends as soon as the function has nothing left to wait for.
 */
export type MessageToProcess =
  | { readonly type: 'invoke'; readonly call: FunctionCall }
  | { readonly type: 'linger' }
  | { readonly type: 'answer'; readonly n: number; readonly answer: unknown };

/**
 * A message from the process of a function to the sandbox.
 *
 * - `ready`: the process can take an invocation.
 * - `late-error`: the function threw after its answer. If `fatal`, the process ends.
 * - `started`: the function is called now.
 * - `outcome`: the invocation has ended. If `spent`, the process must not serve another one; `loaded` lists the files
 *   that it has loaded since the last outcome. If `pending`, the function still waits for something of its own.
 */
export type MessageFromProcess =
  | { readonly type: 'ready' }
  | { readonly type: 'started' }
  | { readonly type: 'log'; readonly entry: LogEntry }
  | {
      readonly type: 'request';
      readonly n: number;
      readonly service: SandboxRequestName;
      readonly request: unknown;
    }
  | {
      readonly type: 'outcome';
      readonly outcome: FunctionOutcome;
      readonly spent: boolean;
      readonly loaded: readonly string[];
      readonly pending: boolean;
    }
  | { readonly type: 'refused'; readonly refused: RefusedCall }
  | { readonly type: 'late-error'; readonly error: LateError; readonly fatal: boolean };
