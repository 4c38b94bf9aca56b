// First, because an old Node cannot load the others.
import './old-node.js';

import { run } from './run.js';
import { githubRunner } from './runner.js';

/** Signals that cancel a step: the runner sends SIGINT (on Windows Ctrl+C), and kills the process ten seconds later. */
const CANCEL_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

const OUTSIDE_RUNNER = `lp-faas-invoke: GITHUB_ACTIONS is not "true", so this is not a runner of GitHub Actions. Nothing was sent.
The action masks its secrets by printing them as commands for the runner, so here they would be readable.
In a shell or another CI, use the command lp-faas of @lp-faas/cli; in a program, the library @lp-faas/core.
`;

/** A step fails until it has succeeded: Node exits with 0 when the event loop runs out of work too early. */
process.exitCode = 1;

// act, Gitea and Forgejo set it, too.
if (process.env['GITHUB_ACTIONS'] === 'true') runStep();
else process.stderr.write(OUTSIDE_RUNNER);

function runStep(): void {
  let isFinished = false;
  process.once('beforeExit', () => {
    if (isFinished) return;
    const message =
      'The process exited before the step was complete. This is a bug in the action: please report it.';
    githubRunner.error({ title: 'LivePerson Functions: incomplete', message });
  });
  run(githubRunner, process.env, cancelSignal())
    .then((isSuccess) => {
      if (isSuccess) process.exitCode = 0;
    })
    .catch((error: unknown) => {
      const message = error instanceof Error ? error.message : 'A value that is not an Error was thrown';
      githubRunner.error({ title: 'LivePerson Functions: the step failed', message });
    })
    .finally(() => {
      isFinished = true;
    });
}

/** Aborts when the step is cancelled, or when its log is no longer read: then the runner is gone. */
function cancelSignal(): AbortSignal {
  const cancelling = new AbortController();
  for (const name of CANCEL_SIGNALS) {
    process.on(name, () => cancelling.abort());
  }
  process.stdout.on('error', () => cancelling.abort());
  process.stderr.on('error', () => undefined);
  return cancelling.signal;
}
