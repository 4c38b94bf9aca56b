import { listen } from '@lp-faas/core';
import { formatDuration } from './format-duration.js';
import type { JobLog } from './ports.js';

/** Logs each poll for a function that an account's calls wait for; returns a function that ends that. */
export function logPolls(accountId: string, log: JobLog): () => void {
  return listen('poll', {
    end: ({ accountId: polled, poll, outcome }) => {
      if (polled !== accountId || outcome === undefined) return;
      if (outcome.found) {
        if (poll > 1) log.info(`The function was found (poll ${poll})`);
        return;
      }
      const rest =
        outcome.remainingMs > 0
          ? `waiting for it for ${formatDuration(outcome.remainingMs)} more`
          : 'the wait is over';
      log.info(`The function was not found (poll ${poll}); ${rest}`);
    },
  });
}
