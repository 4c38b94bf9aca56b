import { run } from './run.js';
import { githubRunner } from './runner.js';

/** A step whose event loop runs dry half way must not be green: failed until proven done. */
process.exitCode = 1;

let isFinished = false;
process.once('beforeExit', () => {
  if (isFinished) return;
  const message = 'The step ended before it was finished. This is a defect of the action: please report it.';
  githubRunner.error({ title: 'LivePerson Functions: unfinished', message });
});

/** On cancel the runner sends SIGINT (on Windows Ctrl+C), and ends what still runs ten seconds later. */
const cancelling = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const) {
  process.on(name, () => cancelling.abort(new Error(`The step was cancelled (${name})`)));
}

run(githubRunner, process.env, cancelling.signal)
  .then((isSuccess) => {
    if (isSuccess) process.exitCode = 0;
  })
  .catch((error: unknown) => {
    const message = error instanceof Error ? error.message : 'something that is not an error was thrown';
    githubRunner.error({ title: 'LivePerson Functions: the step failed', message });
  })
  .finally(() => {
    isFinished = true;
  });
