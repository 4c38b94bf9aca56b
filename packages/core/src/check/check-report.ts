import type { AnyFunctionsError } from '../errors.js';

/**
 * The steps of a check, in order: the options are valid; the account's hosts are found; a token is obtained; its
 * claims fit the account; the gateway accepts it.
 */
export const CHECK_STEP_NAMES = ['options', 'domains', 'token', 'claims', 'gateway'] as const;

/** One of {@link CHECK_STEP_NAMES}. */
export type CheckStepName = (typeof CHECK_STEP_NAMES)[number];

/** How one step went. */
export interface CheckStep {
  readonly name: CheckStepName;
  /** `warning`: it works, but see `hint`. `skipped`: a step before it failed. */
  readonly outcome: 'ok' | 'warning' | 'failed' | 'skipped';
  /** Milliseconds; 0 when it was skipped. */
  readonly durationMs: number;
  /** What was found, or what failed: a sentence without its full stop. Holds no secret and no token. */
  readonly detail: string;
  /** What to do about it; missing when there is nothing to do. */
  readonly hint?: string;
  /** The error of a step that failed. */
  readonly error?: AnyFunctionsError;
}

/** What a check found. */
export interface CheckReport {
  /** Whether no step failed: functions can be invoked. */
  readonly ok: boolean;
  /** All five, in order. */
  readonly steps: readonly CheckStep[];
}

/** Options of a check. */
export interface CheckOptions {
  /** Ends the check; the step under way then fails with `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Called with each step as soon as it is over. What it throws is ignored. */
  readonly onStep?: ((step: CheckStep) => void) | undefined;
}

/** What a step found when it did not fail. */
export interface Finding {
  readonly detail: string;
  /** What to check; makes the step's outcome `warning`. */
  readonly hint?: string;
}
