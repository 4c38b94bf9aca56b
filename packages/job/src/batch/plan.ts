import { whyUnreadable } from '../inputs/input-file.js';
import type { InputProblem, Inputs } from '../inputs/inputs.js';
import type { JobRequest } from '../inputs/job-request.js';
import type { Shard } from '../inputs/shard.js';
import type { ParseResult } from '../parsers.js';
import type { JobFiles } from '../ports.js';
import { EarlierRun, resumeRules } from './earlier-run.js';
import { type HeaderRecord, headerOf } from './header.js';
import { checkPayloads } from './payloads-check.js';

/** A checked batch: every line is JSON, and the results of an earlier run match the lines. */
export interface BatchPlan {
  readonly payloadsFile: string;
  /** Empty without an earlier run. */
  readonly resumeFile: string;
  readonly earlier: EarlierRun;
  /** The first record of the result-file. */
  readonly header: HeaderRecord;
  /** The number of lines with a payload. */
  readonly lines: number;
  readonly concurrency: number;
  /** Milliseconds of throttling without any accepted line, after which the batch ends. */
  readonly maxThrottledMs: number;
  /** The part of the lines that the batch invokes; all of them without one. */
  readonly shard: Shard | undefined;
}

interface PlanResult {
  /** Missing when the inputs describe no batch, or are invalid. */
  readonly plan?: BatchPlan;
  readonly problems: readonly InputProblem[];
}

/** Reads and checks the files of a batch; sends nothing. */
export async function planBatch(
  inputs: Inputs,
  request: JobRequest,
  files: JobFiles,
  signal: AbortSignal,
): Promise<PlanResult> {
  const { 'payloads-file': path, 'resume-file': resumePath, concurrency, shard } = inputs;
  const { 'max-throttled': maxThrottledMs } = inputs;
  if (path === '') return { problems: withoutBatch(inputs) };
  const payloads = files.find(path);
  const resume = resumePath === '' ? { value: '' } : files.find(resumePath);
  if ('problem' in payloads || 'problem' in resume) {
    return { problems: [...problemsOf('payloads-file', payloads), ...problemsOf('resume-file', resume)] };
  }
  const header = headerOf(request, shard);
  // An invalid input may be a misplaced secret, so no message may name what this run would invoke.
  const expected = request.problems.length > 0 ? undefined : header;
  const earlier = await readEarlier(resume.value, expected, inputs, signal);
  if ('problem' in earlier) return { problems: problemsOf('resume-file', earlier) };
  const { lines, problems } = await checkPayloads(payloads.value, { earlier: earlier.value, shard, signal });
  const paths = { payloadsFile: payloads.value, resumeFile: resume.value };
  const plan = {
    ...paths,
    earlier: earlier.value,
    header: { ...header, lines },
    lines,
    concurrency,
    shard,
    maxThrottledMs,
  };
  return { plan, problems };
}

/** What only a batch can use; without one it is a mistake. */
const withoutBatch = (inputs: Inputs): InputProblem[] =>
  Object.entries({
    'resume-file': inputs['resume-file'] !== '',
    resume: inputs.resume.length > 0,
    shard: inputs.shard !== undefined,
  })
    .filter(([, isGiven]) => isGiven)
    .map(([input]) => ({ input, problem: 'requires payloads-file' }));

const problemsOf = (input: string, parsed: ParseResult<unknown>): InputProblem[] =>
  'problem' in parsed ? [{ input, ...parsed }] : [];

async function readEarlier(
  path: string,
  expected: HeaderRecord | undefined,
  inputs: Inputs,
  signal: AbortSignal,
): Promise<ParseResult<EarlierRun>> {
  if (path === '') return { value: EarlierRun.none() };
  const rules = resumeRules(inputs);
  return await EarlierRun.read(path, expected, rules, signal).catch((error: unknown) => ({
    problem: whyUnreadable(error),
  }));
}
