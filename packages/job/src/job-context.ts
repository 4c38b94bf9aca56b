import type { PlatformReport } from '@lp-faas/core';
import type { JobPorts } from './ports.js';
import type { Secrets } from './secrets.js';

/** The ports, the secrets and the cancel signal of a running job. */
export interface JobContext extends JobPorts {
  readonly secrets: Secrets;
  /** Aborts when the job is cancelled. */
  readonly signal: AbortSignal;
  /** Called with what the platform answered to a check, if someone wants to know. */
  readonly onPlatformReport?: (report: PlatformReport) => void;
}
