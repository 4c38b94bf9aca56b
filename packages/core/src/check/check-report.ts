import type { FunctionsError } from '../errors.js';

/**
 * The steps of a check, in order: the options make sense; the account's hosts are found; a token is given; its
 * claims fit the account; the gateway takes it.
 */
export const CHECK_STEP_NAMES = ['options', 'domains', 'token', 'claims', 'gateway'] as const;

/** One of {@link CHECK_STEP_NAMES}. */
export type CheckStepName = (typeof CHECK_STEP_NAMES)[number];

/** How one step went. */
export interface CheckStep {
  readonly name: CheckStepName;
  /** `warning`: it works, but something is worth a look. `skipped`: a step before it failed. */
  readonly outcome: 'ok' | 'warning' | 'failed' | 'skipped';
  /** Milliseconds that it took; 0 when it was skipped. */
  readonly durationMs: number;
  /** What was found, or what failed: a sentence without its full stop. Holds no secret and no token. */
  readonly detail: string;
  /** What to do about it; missing when it is well. */
  readonly hint?: string;
  /** The error of a step that failed. */
  readonly error?: FunctionsError;
}

/** What a check found. */
export interface CheckReport {
  /** Whether no step failed: functions can be invoked. */
  readonly ok: boolean;
  /** All five, in order. */
  readonly steps: readonly CheckStep[];
}

/** How a check is made. */
export interface CheckOptions {
  /** Ends the check; the step under way then fails with `aborted`. */
  readonly signal?: AbortSignal;
  /** TraceMessage of each step as soon as it is over. What it throws is dropped. */
  readonly onStep?: (step: CheckStep) => void;
}

/** What a step found when it did not fail. */
export interface Finding {
  readonly detail: string;
  /** What is worth a look; makes the step's outcome `warning`. */
  readonly hint?: string;
}
