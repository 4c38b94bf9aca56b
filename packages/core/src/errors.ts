import { inspect } from 'node:util';
import { causeFields, ErrorCause } from './error-cause.js';
import type {
  Delivery,
  DomainErrorCode,
  FunctionFailureKind,
  FunctionsErrorCode,
  FunctionsErrorDetails,
  FunctionsErrorFields,
  InvocationErrorCode,
  OptionProblem,
  Phase,
  TokenErrorCode,
} from './error-fields.js';

export type { ErrorCause, ErrorCauseFields } from './error-cause.js';
export type {
  Delivery,
  DomainErrorCode,
  FunctionFailureKind,
  FunctionsErrorCode,
  FunctionsErrorDetails,
  FunctionsErrorFields,
  InvocationErrorCode,
  OptionProblem,
  Phase,
  TokenErrorCode,
} from './error-fields.js';

const BRAND = Symbol.for('@lp-faas/core/error');

/** Gives a class its name in a way that a minifier cannot change, and that also begins the stack. */
function named(errors: { readonly prototype: Error }, name: string): void {
  Object.defineProperty(errors.prototype, 'name', { value: name, writable: true, configurable: true });
}

/**
 * The base class of every error that the library throws. No view of it (message, stack, JSON, inspection, causes)
 * shows a secret, a token or a payload.
 */
export class FunctionsError<
  Code extends FunctionsErrorCode = FunctionsErrorCode,
  Step extends Phase = Phase,
> extends Error {
  static {
    named(FunctionsError, 'FunctionsError');
  }
  /** What went wrong; branch on it. */
  readonly code: Code;
  /** The step that failed. */
  readonly phase: Step;
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
  /** What caused it, such as the error of a socket, or the reason of an aborted signal; missing if there is nothing. */
  declare readonly cause?: ErrorCause;

  constructor(details: FunctionsErrorDetails<Code, Step>) {
    const { cause } = details;
    // A text of the platform at its end may bring its own full stop.
    const problem = details.problem.replace(/[.\s]+$/, '');
    super(
      `${problem}${/[!?…]$/.test(problem) ? '' : '.'} ${details.hint}`,
      cause === undefined ? {} : { cause: new ErrorCause(causeFields(cause)) },
    );
    const delivery = details.delivery ?? 'not-sent';
    this.code = details.code;
    this.phase = details.phase;
    this.delivery = delivery;
    this.retryable = details.transient === true && (delivery === 'not-sent' || delivery === 'rejected');
    this.problem = problem;
    this.hint = details.hint;
    this.attempts = details.attempts ?? 0;
    if (details.status !== undefined) this.status = details.status;
    if (details.requestId !== undefined) this.requestId = details.requestId;
    if (details.platformCode !== undefined) this.platformCode = details.platformCode;
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** Returns the fields by name, for structured logs. */
  toJSON(): FunctionsErrorFields {
    const { name, message, hint, code, phase, delivery, retryable, attempts } = this;
    const { status, requestId, platformCode, retryAfterMs, cause } = this;
    return {
      ...{ name, message, hint, code, phase, delivery, retryable, attempts },
      ...(status !== undefined && { status }),
      ...(requestId !== undefined && { requestId }),
      ...(platformCode !== undefined && { platformCode }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(cause !== undefined && { cause: Object.freeze(cause.toJSON()) }),
    };
  }

  /** Returns what `console.log` shows: the stack and the fields. */
  [inspect.custom](): string {
    const { name: _, message: __, ...fields } = this.toJSON();
    return `${this.stack ?? this.message} ${inspect(fields)}`;
  }
}

/** A bad option or input; nothing was sent. */
export class OptionsError extends FunctionsError<'invalid-options', 'options'> {
  static {
    named(OptionsError, 'OptionsError');
  }
  /** The name of the class. */
  declare readonly name: 'OptionsError';
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
    this.problems = Object.freeze(problems.map(({ option, problem }) => Object.freeze({ option, problem })));
  }

  override toJSON(): FunctionsErrorFields {
    return { ...super.toJSON(), problems: this.problems };
  }
}

/** The account's hosts could not be found, or must not be trusted. */
export class DomainError extends FunctionsError<DomainErrorCode, 'domain'> {
  static {
    named(DomainError, 'DomainError');
  }
  /** The name of the class. */
  declare readonly name: 'DomainError';
}

/** No access token could be obtained. */
export class TokenError extends FunctionsError<TokenErrorCode, 'token'> {
  static {
    named(TokenError, 'TokenError');
  }
  /** The name of the class. */
  declare readonly name: 'TokenError';
}

/** The invocation itself failed. */
export class InvocationError extends FunctionsError<InvocationErrorCode | 'function-failed', 'invocation'> {
  static {
    named(InvocationError, 'InvocationError');
  }
  /** The name of the class. */
  declare readonly name: 'InvocationError' | 'FunctionFailedError';
}

/** The customer's function ran and failed (status 901). */
export class FunctionFailedError extends InvocationError {
  static {
    named(FunctionFailedError, 'FunctionFailedError');
  }
  /** The name of the class. */
  declare readonly name: 'FunctionFailedError';
  /** Always `function-failed`. */
  declare readonly code: 'function-failed';
  /** Always `executed`: the function ran. */
  declare readonly delivery: 'executed';
  /** Why it failed. */
  readonly kind: FunctionFailureKind;

  constructor(
    details: Omit<FunctionsErrorDetails<'function-failed', 'invocation'>, 'code' | 'delivery'>,
    kind: FunctionFailureKind,
  ) {
    super({ ...details, code: 'function-failed', delivery: 'executed' });
    this.kind = kind;
  }

  override toJSON(): FunctionsErrorFields {
    return { ...super.toJSON(), kind: this.kind };
  }
}

/**
 * Every error of the library. Its `code` narrows: after `error.code === 'function-failed'`, `error.kind` is known, and
 * after `error.code === 'invalid-options'`, `error.problems`. So do `name` and `phase`.
 */
export type AnyFunctionsError =
  | OptionsError
  | DomainError
  | TokenError
  | FunctionFailedError
  | (InvocationError & {
      /** The name of the class. */
      readonly name: 'InvocationError';
      /** Why the invocation failed. */
      readonly code: InvocationErrorCode;
    });

const CLASS_OF = {
  options: FunctionsError,
  domain: DomainError,
  token: TokenError,
  invocation: InvocationError,
};

/** Makes an error of the class that belongs to its phase; the caller sees to it that its code does, too. */
export function errorOf(details: FunctionsErrorDetails): AnyFunctionsError {
  const made: FunctionsError = new CLASS_OF[details.phase](details as FunctionsErrorDetails<never, never>);
  return made as AnyFunctionsError;
}

/** Whether a value is an error of this library, also of another copy of it. */
export function isFunctionsError(error: unknown): error is AnyFunctionsError {
  return typeof error === 'object' && error !== null && BRAND in error;
}
