import { run } from './run.js';
import { githubRunner } from './runner.js';

/** A step fails until it has succeeded: Node exits with 0 when the event loop runs out of work too early. */
process.exitCode = 1;

let isFinished = false;
process.once('beforeExit', () => {
  if (isFinished) return;
  const message =
    'The process exited before the step was complete. This is a bug in the action: please report it.';
  githubRunner.error({ title: 'LivePerson Functions: incomplete', message });
});

/** To cancel a step, the runner sends SIGINT (on Windows Ctrl+C), and kills the process ten seconds later. */
const cancelling = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const) {
  process.on(name, () => cancelling.abort(new Error(`The step was cancelled (${name})`)));
}

run(githubRunner, process.env, cancelling.signal)
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
