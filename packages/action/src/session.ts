import type { Masks } from './masks.js';
import type { Runner } from './runner.js';

/** What every part of a step works with. */
export interface Session {
  readonly runner: Runner;
  readonly environment: NodeJS.ProcessEnv;
  readonly masks: Masks;
  /** Aborts when the step is cancelled. */
  readonly signal: AbortSignal;
}
