import { inspect } from 'node:util';

/** Every way in which a call can fail: a closed set, the same in the library, the Action and Node-RED. */
export type FunctionsErrorCode =
  | 'invalid-options'
  | 'domain-unresolved'
  | 'domain-untrusted'
  | 'domain-unavailable'
  | 'credentials-rejected'
  | 'token-malformed'
  | 'token-unavailable'
  | 'unauthorized'
  | 'forbidden'
  | 'function-not-found'
  | 'bad-request'
  | 'rate-limited'
  | 'function-failed'
  | 'gateway-error'
  | 'unexpected-response'
  | 'network-error'
  | 'timeout'
  | 'aborted';

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

/** The details of an error. */
export interface FunctionsErrorDetails {
  readonly code: FunctionsErrorCode;
  readonly phase: Phase;
  /** What failed and where; one sentence without its full stop. */
  readonly problem: string;
  /** What to do about it; sentences. */
  readonly hint: string;
  /** Default `not-sent`. */
  readonly delivery?: Delivery;
  /** Whether the same call may succeed later. Default `false`. */
  readonly transient?: boolean;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly platformCode?: string | undefined;
  /** The platform's `Retry-After`, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** HTTP requests of the invocation so far. Default 0. */
  readonly attempts?: number;
  readonly cause?: unknown;
}

const BRAND = Symbol.for('@lp-faas/core/error');

/**
 * The base class of every error that the library throws. No view of it (message, stack, JSON, inspection, causes)
 * shows a secret, a token or a payload.
 */
export class FunctionsError extends Error {
  /** What went wrong; branch on it. */
  readonly code: FunctionsErrorCode;
  /** The step that failed. */
  readonly phase: Phase;
  /** How certain it is that the function did not run. */
  readonly delivery: Delivery;
  /** Whether the same call may succeed later and the function certainly did not run. */
  readonly retryable: boolean;
  /** What failed and where: the message without the hint. */
  readonly problem: string;
  /** What to do about it. Also the end of the message. */
  readonly hint: string;
  /** HTTP requests of the invocation; 0 when it failed before the first. */
  readonly attempts: number;
  /** The HTTP status of the response, if there was one. */
  readonly status?: number;
  /** The request id of the invocation (`X-Request-ID`), for LivePerson's support. */
  readonly requestId?: string;
  /** The platform's own error code, such as `com.liveperson.faas.es.notdeployed`. */
  readonly platformCode?: string;
  /** The platform's `Retry-After`, in milliseconds. */
  readonly retryAfterMs?: number;

  constructor(details: FunctionsErrorDetails) {
    super(`${details.problem}. ${details.hint}`, details.cause === undefined ? {} : { cause: details.cause });
    const delivery = details.delivery ?? 'not-sent';
    this.name = new.target.name;
    this.code = details.code;
    this.phase = details.phase;
    this.delivery = delivery;
    this.retryable = details.transient === true && (delivery === 'not-sent' || delivery === 'rejected');
    this.problem = details.problem;
    this.hint = details.hint;
    this.attempts = details.attempts ?? 0;
    if (details.status !== undefined) this.status = details.status;
    if (details.requestId !== undefined) this.requestId = details.requestId;
    if (details.platformCode !== undefined) this.platformCode = details.platformCode;
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** Returns the fields by name, for structured logs. */
  toJSON(): Record<string, unknown> {
    const { name, message, code, phase, delivery, retryable, attempts } = this;
    const { status, requestId, platformCode, retryAfterMs } = this;
    const known = { name, message, code, phase, delivery, retryable, attempts };
    return { ...known, status, requestId, platformCode, retryAfterMs };
  }

  [inspect.custom](): string {
    return `${this.stack ?? this.message} ${inspect(this.toJSON())}`;
  }
}

/** A bad option or input; nothing was sent. */
export class OptionsError extends FunctionsError {
  /** Every bad option, not only the first. */
  readonly problems: readonly OptionProblem[];

  constructor(problems: readonly OptionProblem[]) {
    const list = problems.map(({ option, problem }) => `${option} ${problem}`).join('; ');
    super({
      code: 'invalid-options',
      phase: 'options',
      problem: `Invalid options: ${list}`,
      hint: 'Nothing was sent. Correct them.',
    });
    this.problems = problems;
  }
}

/** One bad option. */
export interface OptionProblem {
  /** The option's name, such as `accountId` or `credentials.clientSecret`. */
  readonly option: string;
  /** What is wrong and what is allowed; never the value, which may be a misplaced secret. */
  readonly problem: string;
}

/** The account's hosts could not be found, or must not be trusted. */
export class DomainError extends FunctionsError {}

/** No access token could be obtained. */
export class TokenError extends FunctionsError {}

/** The invocation itself failed. */
export class InvocationError extends FunctionsError {}

/** The customer's function ran and failed (status 901). */
export class FunctionFailedError extends InvocationError {
  declare readonly code: 'function-failed';
  /** Why it failed. */
  readonly kind: FunctionFailureKind;

  constructor(details: Omit<FunctionsErrorDetails, 'code' | 'delivery'>, kind: FunctionFailureKind) {
    super({ ...details, code: 'function-failed', delivery: 'executed' });
    this.kind = kind;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), kind: this.kind };
  }
}

const CLASS_OF = {
  options: InvocationError,
  domain: DomainError,
  token: TokenError,
  invocation: InvocationError,
};

/** Makes an error of the class that belongs to its phase. */
export function errorOf(details: FunctionsErrorDetails): FunctionsError {
  return new CLASS_OF[details.phase](details);
}

/** Whether a value is an error of this library, also of another copy of it. */
export function isFunctionsError(error: unknown): error is FunctionsError {
  return typeof error === 'object' && error !== null && BRAND in error;
}
