import { type FailOn, type JobOutcome, passes } from '@lp-faas/job';

/** The exit codes, which docs/cli.md lists. A signal adds its number to 128, as shells do. */
export const EXIT = {
  success: 0,
  /** The function ran and failed, was not as expected, or its result was lost. */
  failed: 1,
  usage: 2,
  /** The function did not run. */
  didNotRun: 3,
  /** The function may have run. */
  mayHaveRun: 4,
} as const;

const SIGNALS: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15, SIGBREAK: 21 };

/** @param signal the signal that cancelled the run, if one did */
export function exitCodeOf(outcome: JobOutcome, failOn: FailOn, signal: string | undefined): number {
  if (signal !== undefined && outcome.outcome === 'aborted') return 128 + (SIGNALS[signal] ?? 0);
  if (outcome.outcome === 'invalid-options') return EXIT.usage;
  if (passes(outcome, failOn)) return EXIT.success;
  if (outcome.failureDelivery === 'unknown') return EXIT.mayHaveRun;
  return outcome.failureDelivery === 'executed' ? EXIT.failed : EXIT.didNotRun;
}
