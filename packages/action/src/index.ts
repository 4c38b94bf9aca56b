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

run(githubRunner, process.env)
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
