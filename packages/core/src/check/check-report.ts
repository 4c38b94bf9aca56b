import {
  CallRules,
  checkBoolean,
  checkFunction,
  checkSignal,
  milliseconds,
  type RulesOf,
} from '../checks.js';
import type { AnyFunctionsError } from '../errors.js';
import type { Shape } from './shape.js';

/**
 * The steps of a check, in order: the options are valid; the account's hosts are found; a token is obtained; its
 * claims fit the account; the gateway accepts it.
 */
export const CHECK_STEP_NAMES = ['options', 'domains', 'token', 'claims', 'gateway'] as const;

/** One of {@link CHECK_STEP_NAMES}. */
export type CheckStepName = (typeof CHECK_STEP_NAMES)[number];

/** How one step went. */
export interface CheckStep {
  /** Which step. */
  readonly name: CheckStepName;
  /** `warning`: it works, but see `hint`. `skipped`: a step before it failed. */
  readonly outcome: 'ok' | 'warning' | 'failed' | 'skipped';
  /** Milliseconds; 0 when it was skipped. */
  readonly durationMs: number;
  /** What was found, or what failed: a sentence without its full stop. Holds no secret and no token. */
  readonly detail: string;
  /** What to do about it; missing when there is nothing to do. */
  readonly hint?: string;
  /** What a step found, by name, for texts in another language. Missing when it failed or found nothing to tell. */
  readonly facts?: Readonly<Record<string, string | number>>;
  /** Which hint a warning has. */
  readonly warning?: CheckWarning;
  /** The error of a step that failed. */
  readonly error?: AnyFunctionsError;
}

/**
 * Why a step warns: the hosts come from the region; the token is for another account, lacks the scope, or shows that
 * this machine's clock is ahead or behind.
 */
export type CheckWarning = 'region' | 'other-account' | 'missing-scope' | 'clock-ahead' | 'clock-behind';

/** What a check found. */
export interface CheckReport {
  /** Whether no step failed: functions can be invoked. */
  readonly ok: boolean;
  /** All five, in order. */
  readonly steps: readonly CheckStep[];
  /** What the platform answered, to attach to an issue; only with the option `report`. */
  readonly platform?: PlatformReport;
}

/**
 * What the platform answered to a check, to attach to an issue: LivePerson's documents leave much open. It is redacted
 * by construction: it is made of names from closed lists, numbers, types, and names of headers and fields that cannot
 * be ids or secrets. It holds no account id, no host name of yours, no credentials, no token and no text of a response.
 */
export interface PlatformReport {
  /** The version of this format. */
  readonly format: 1;
  /** The version of the library. */
  readonly library: string;
  /** The version of Node.js. */
  readonly node: string;
  /** The platform's generation, from the gateway's host name. */
  readonly generation: 'v1' | 'v2' | 'unknown';
  /** How each step went, without its texts. */
  readonly steps: readonly Pick<CheckStep, 'name' | 'outcome' | 'durationMs'>[];
  /** Every request of the check, in the order of their ends. */
  readonly exchanges: readonly PlatformExchange[];
  /** The token as it was issued; missing without one. */
  readonly token?: PlatformToken;
}

/** One request, and what became of it. */
export interface PlatformExchange {
  /** What was asked for. */
  readonly request:
    | 'host of faasGW'
    | 'host of sentinel'
    | 'host of an unknown service'
    | 'token'
    | 'isImplemented'
    | 'isImplemented without a token';
  /** The host; parts that are not LivePerson's own words are `*`. */
  readonly host: string;
  /** Milliseconds until the response was complete, or the request failed. */
  readonly durationMs: number;
  /** Why there was no response: the kind of the failure, and the system's code. */
  readonly failure?: string;
  /** The HTTP status; missing without a response. */
  readonly status?: number;
  /** The names of the response's headers. */
  readonly headers?: readonly string[];
  /** The media type of the response, with `charset=utf-8` if it says so; `another` if it is unusual, or `missing`. */
  readonly contentType?: string;
  /** The length of the body, in characters. */
  readonly length?: number;
  /** Types of the body; `empty` or `not JSON` for another body. */
  readonly body?: Shape;
  /** Whether the response has the request id that was sent. */
  readonly requestId?: 'echoed' | 'another' | 'missing';
  /** The form of `Retry-After`. */
  readonly retryAfter?: 'seconds' | 'date' | 'another' | 'missing' | undefined;
  /** The platform's or OAuth's own error code, if it is of the documented form. */
  readonly errorCode?: string;
}

/** The form of a token. */
export interface PlatformToken {
  /** Whether the token is a JWT. */
  readonly kind: 'JWT' | 'opaque';
  /** Names and types in the header of a JWT. */
  readonly header?: Shape;
  /** Names and types of the claims of a JWT. */
  readonly claims?: Shape;
  /** From `iat` to `exp`, in seconds. */
  readonly lifetimeS?: number;
  /** What the answer says in `expires_in`, in seconds. */
  readonly expiresInS?: number;
}

/** Options of a check. */
export interface CheckOptions {
  /** Ends the check; the step under way then fails with `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether to report what the platform answered, redacted, to attach to an issue. The check then uses no cached host
   * and no cached token, and sends two more requests that must be refused: for the host of a service that does not
   * exist, and a question without a token. Default `false`.
   */
  readonly report?: boolean | undefined;
  /** Milliseconds for the whole check; replaces the client's `deadlineMs`. */
  readonly deadlineMs?: number | undefined;
  /** Called with each step as soon as it is over. What it throws is ignored. */
  readonly onStep?: ((step: CheckStep) => void) | undefined;
}

export const CHECK_RULES = new CallRules({
  signal: checkSignal,
  deadlineMs: milliseconds,
  report: checkBoolean,
  onStep: checkFunction,
} satisfies RulesOf<CheckOptions>);

/** What a step found when it did not fail. */
export interface Finding {
  readonly detail: string;
  readonly facts?: Readonly<Record<string, string | number>>;
  /** What to check; makes the step's outcome `warning`. */
  readonly hint?: string;
  readonly warning?: CheckWarning;
}
