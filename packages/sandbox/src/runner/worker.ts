/** The worker's side of one invocation: load the function, call it, tell how it went. */
import { parentPort, workerData } from 'node:worker_threads';
import { callLambda } from './call-lambda.js';
import { captureConsole } from './console-capture.js';
import { failure, success } from './failure.js';
import { loadLambda } from './load-lambda.js';
import type { Job, Outcome, WorkerMessage } from './protocol.js';

const tell = (message: WorkerMessage) => parentPort?.postMessage(message);

async function loadAndCall(job: Job): Promise<Outcome> {
  let lambda: Awaited<ReturnType<typeof loadLambda>>;
  try {
    lambda = await loadLambda(job.file, job.generation);
  } catch (error) {
    return failure(error, 'runtime-error');
  }
  tell({ type: 'started' });
  try {
    return success(await callLambda(lambda, job.generation, job.input));
  } catch (error) {
    return failure(error);
  }
}

captureConsole((entry) => tell({ type: 'log', entry }));
// Thrown in a timer or an event, or a rejection that nobody handles: ends the function like a throw in it.
process.on('uncaughtException', (error) => tell({ type: 'outcome', outcome: failure(error) }));
// A function that waits for nothing, yet never answers, must not end before the execution limit says so.
setInterval(() => undefined, 0x7fffffff);

tell({ type: 'ready' });
tell({ type: 'outcome', outcome: await loadAndCall(workerData as Job) });
