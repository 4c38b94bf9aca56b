import type { CheckedInput } from './invocation-input.js';

/** What is fixed for one invocation, however often it is sent. */
export interface Invocation {
  readonly input: CheckedInput;
  readonly isIdempotent: boolean;
  readonly requestId: string;
  readonly timestamp: number;
}

/** A function's answer, and what it took to get it. */
export interface Answer {
  readonly result: unknown;
  readonly resultJson: string;
  readonly status: number;
  readonly requestId: string;
  readonly attempts: number;
  readonly host: string;
  readonly generation: 'v1' | 'v2';
}

/** How far an invocation has come. */
export interface Progress {
  /** HTTP requests of the invocation that were started. */
  attempts: number;
  /** Failures that count against the limit. */
  failures: number;
  isReplayed: boolean;
  mayHaveRun: boolean;
}
