import type { ErrorCauseFields } from './error-cause.js';

/** A call that ran out of time, or was aborted, in any step. */
type InterruptionCode = 'timeout' | 'aborted';

/** Why an account's host was not found. */
export type DomainErrorCode =
  | 'domain-unresolved'
  | 'domain-untrusted'
  | 'domain-unavailable'
  | InterruptionCode;

/** Why there is no access token. */
export type TokenErrorCode =
  | 'credentials-rejected'
  | 'token-malformed'
  | 'token-unavailable'
  | InterruptionCode;

/** Why an invocation failed; `function-failed` belongs to `FunctionFailedError` alone. */
export type InvocationErrorCode =
  | 'unauthorized'
  | 'forbidden'
  | 'function-not-found'
  | 'bad-request'
  | 'rate-limited'
  | 'gateway-error'
  | 'unexpected-response'
  | 'network-error'
  | InterruptionCode;

/** Every way in which a call can fail: a closed set, the same in the library, the Action and Node-RED. */
export type FunctionsErrorCode =
  | 'invalid-options'
  | DomainErrorCode
  | TokenErrorCode
  | InvocationErrorCode
  | 'function-failed';

/** The step that failed: checking the options, finding the hosts, getting the token, or the invocation. */
export type Phase = 'options' | 'domain' | 'token' | 'invocation';

/**
 * How certain it is that the function did not run.
 *
 * - `not-sent`: the request never left, the function did not run.
 * - `rejected`: the gateway refused the request, the function did not run.
 * - `unknown`: sent, but without a conclusive answer; the function may have run.
 * - `executed`: the function ran.
 */
export type Delivery = 'not-sent' | 'rejected' | 'unknown' | 'executed';

/** Why the customer's function failed. */
export type FunctionFailureKind = 'threw' | 'runtime-error' | 'timeout' | 'log-limit' | 'unknown';

/** One bad option. */
export interface OptionProblem {
  /** The option's name, such as `accountId` or `credentials.clientSecret`. */
  readonly option: string;
  /** What is wrong and what is allowed; never the value, which may be a misplaced secret. */
  readonly problem: string;
}

/** The details of an error. */
export interface FunctionsErrorDetails<
  Code extends FunctionsErrorCode = FunctionsErrorCode,
  Step extends Phase = Phase,
> {
  /** What went wrong. */
  readonly code: Code;
  /** The step that failed. */
  readonly phase: Step;
  /** What failed and where; one sentence without its full stop. */
  readonly problem: string;
  /** What to do about it; sentences. */
  readonly hint: string;
  /** Default `not-sent`. */
  readonly delivery?: Delivery | undefined;
  /** Whether the same call may succeed later. Default `false`. */
  readonly transient?: boolean | undefined;
  /** The HTTP status of the response; missing without one. */
  readonly status?: number | undefined;
  /** The request id of the invocation (`X-Request-ID`), for LivePerson's support. */
  readonly requestId?: string | undefined;
  /** The platform's own error code, such as `com.liveperson.faas.es.notdeployed`. */
  readonly platformCode?: string | undefined;
  /** The platform's `Retry-After`, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** HTTP requests of the invocation so far. Default 0. */
  readonly attempts?: number | undefined;
  /** What caused it: any error, of which an `ErrorCause` is kept. Redact it before, if it may hold a secret. */
  readonly cause?: unknown;
}

/** The fields of an error, as `toJSON` returns them. */
export interface FunctionsErrorFields {
  /** The name of the class. */
  readonly name: string;
  /** What failed, where, and what to do. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  /** What went wrong. */
  readonly code: FunctionsErrorCode;
  /** The step that failed. */
  readonly phase: Phase;
  /** How certain it is that the function did not run. */
  readonly delivery: Delivery;
  /** Whether the same call may succeed later and the function certainly did not run. */
  readonly retryable: boolean;
  /** HTTP requests of the invocation; 0 when it failed before the first. */
  readonly attempts: number;
  /** The HTTP status of the response; missing without one. */
  readonly status?: number;
  /** The request id of the invocation (`X-Request-ID`), for LivePerson's support. */
  readonly requestId?: string;
  /** The platform's own error code, such as `com.liveperson.faas.es.notdeployed`. */
  readonly platformCode?: string;
  /** The platform's `Retry-After`, in milliseconds. */
  readonly retryAfterMs?: number;
  /** What caused it; missing if there is nothing. */
  readonly cause?: ErrorCauseFields;
  /** Of an `OptionsError`. */
  readonly problems?: readonly OptionProblem[];
  /** Of a `FunctionFailedError`. */
  readonly kind?: FunctionFailureKind;
}
