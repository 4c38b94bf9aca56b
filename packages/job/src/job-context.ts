import type { JobPorts } from './ports.js';
import type { Secrets } from './secrets.js';

/** What every part of a job needs. */
export interface JobContext extends JobPorts {
  readonly secrets: Secrets;
  /** Aborts when the job is cancelled. */
  readonly signal: AbortSignal;
}
