import { invokeBatch } from './batch/invoke-batch.js';
import { type BatchPlan, planBatch } from './batch/plan.js';
import { checkConnection } from './check-connection.js';
import { describeFileError } from './file-error.js';
import { describeInputs } from './inputs/describe-inputs.js';
import { type InputProblem, type Inputs, readInputs } from './inputs/inputs.js';
import { buildRequest, type JobRequest } from './inputs/job-request.js';
import { findMisspeltInputs } from './inputs/misspelt-inputs.js';
import { invokeOnce } from './invoke-once.js';
import type { JobContext } from './job-context.js';
import { writeJunit } from './junit.js';
import { hideSecrets, type JobOutcome, outcomeOf, withLoss } from './outcome.js';
import type { JobFiles } from './ports.js';
import { secretsOfCache } from './shared-cache.js';

/** The inputs as text. */
export interface GivenInputs {
  /** An input's text, trimmed; empty when it is not set. */
  input(name: string): string;
  /** The names of all inputs that were given, in lower case, known or not. */
  inputNames(): readonly string[];
}

/** The secrets among the inputs, which a face must hide in everything that it shows. */
export function secretInputs(given: GivenInputs): string[] {
  return [given.input('client-secret'), ...secretsOfCache(given.input('shared-cache'))].filter(
    (secret) => secret !== '',
  );
}

/** A job as its inputs describe it, with everything that is wrong with them. */
export interface Job {
  readonly inputs: Inputs;
  readonly request: JobRequest;
  /** Set only for a batch. */
  readonly plan: BatchPlan | undefined;
  /** The file for the outcome in the form of JUnit, if there is to be one. */
  readonly junitPath: string | undefined;
  /** A job with problems must not be run. */
  readonly problems: readonly InputProblem[];
}

/**
 * Reads and checks every input; sends nothing.
 * @param signal aborts the reading of files; the job then has no problems, and its outcome is `aborted`
 */
export async function readJob(
  given: GivenInputs,
  files: JobFiles,
  signal: AbortSignal = new AbortController().signal,
): Promise<Job> {
  const { inputs, problems } = readInputs((name) => given.input(name));
  const request = await buildRequest(inputs, files, signal);
  const { plan, problems: ofBatch } = await planBatch(inputs, request, files, signal);
  const { path: junitPath, problems: ofJunit } = junitOf(inputs, files);
  const misspelt = findMisspeltInputs(given.inputNames());
  const found = [...misspelt, ...problems, ...request.problems, ...ofBatch, ...ofJunit];
  return { inputs, request, plan, junitPath, problems: signal.aborted ? [] : found };
}

/** Runs a job without problems. A failure is returned as an outcome, not thrown; no outcome contains a secret. */
export async function runJob(job: Job, given: GivenInputs, context: JobContext): Promise<JobOutcome> {
  const outcome = hideSecrets(await runMode(job, given, context), context.secrets);
  if (job.junitPath === undefined) return outcome;
  const { target, options } = job.request;
  const subject = { target: job.inputs.mode === 'check' ? 'check' : target, accountId: options.accountId };
  try {
    await writeJunit(job.junitPath, outcome, subject);
    return outcome;
  } catch (error) {
    return withLoss(
      outcome,
      `the file in the form of JUnit could not be written: ${describeFileError(error)}`,
    );
  }
}

function junitOf(inputs: Inputs, files: JobFiles): { path?: string; problems: InputProblem[] } {
  const name = inputs['junit-file'];
  if (name === '') return { problems: [] };
  const placed = files.place(name);
  return 'problem' in placed
    ? { problems: [{ input: 'junit-file', problem: placed.problem }] }
    : { path: placed.value, problems: [] };
}

async function runMode(
  { inputs, request, plan }: Job,
  given: GivenInputs,
  context: JobContext,
): Promise<JobOutcome> {
  if (context.signal.aborted) return cancelledOutcome();
  const lines = describeInputs(inputs, (name) => given.input(name));
  context.log.details('Inputs', lines);
  if (inputs.mode === 'check') return await checkConnection(request, context);
  if (plan === undefined) return await invokeOnce(request, context);
  const options = { failOn: inputs['fail-on'], showsValues: !inputs['mask-result'] };
  return await invokeBatch(request, plan, options, context);
}

function cancelledOutcome(): JobOutcome {
  const errorMessage = 'The run was cancelled before anything was sent.';
  return outcomeOf({ outcome: 'aborted', errorMessage, delivery: 'not-sent', durationMs: 0 });
}
