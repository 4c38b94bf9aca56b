import { CallRules, type Check, checkHeaderText, must, oneOf, type RulesOf } from '../checks.js';
import type { Delivery, FunctionFailureKind, OptionProblem, Phase } from '../errors.js';
import { isRecord } from '../json.js';

/** What is special about an error; everything else is as the library throws it. */
export interface FakeErrorDetails {
  /** How certain it is that the function did not run. Default: what is usual for the code. */
  readonly delivery?: Delivery | undefined;
  /** The request id. Default: the one of the call. */
  readonly requestId?: string | undefined;
  /** HTTP requests of the invocation. Default: what is usual for the code. */
  readonly attempts?: number | undefined;
  /** The HTTP status. Default: what is usual for the code. */
  readonly status?: number | undefined;
  /** The platform's own code, of an error of the gateway. */
  readonly platformCode?: string | undefined;
  /** The platform's own message, of an error of the gateway. */
  readonly platformMessage?: string | undefined;
  /** Milliseconds of `Retry-After`. */
  readonly retryAfterMs?: number | undefined;
  /** Of `function-failed`. Default `threw`. */
  readonly kind?: FunctionFailureKind | undefined;
  /** Of `invalid-options`. Default: one of the option `payload`. */
  readonly problems?: readonly OptionProblem[] | undefined;
  /** The step of a `timeout` or `aborted`. Default `invocation`. */
  readonly phase?: Exclude<Phase, 'options'> | undefined;
}

const wholeNumber: Check = (value) => must(Number.isInteger(value) && Number(value) >= 0, 'a whole number');

const isProblem = (value: unknown): boolean =>
  isRecord(value) && typeof value['option'] === 'string' && typeof value['problem'] === 'string';

export const DETAIL_RULES = new CallRules(
  {
    delivery: oneOf('not-sent', 'rejected', 'unknown', 'executed'),
    requestId: checkHeaderText,
    attempts: wholeNumber,
    status: wholeNumber,
    platformCode: checkHeaderText,
    platformMessage: (value) => must(typeof value === 'string', 'a string'),
    retryAfterMs: wholeNumber,
    kind: oneOf('threw', 'runtime-error', 'timeout', 'log-limit', 'unknown'),
    problems: (value) =>
      must(Array.isArray(value) && value.every(isProblem), 'a list of { option, problem }'),
    phase: oneOf('domain', 'token', 'invocation'),
  } satisfies RulesOf<FakeErrorDetails>,
  'details',
);
