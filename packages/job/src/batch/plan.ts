import { NOT_UTF8, whyUnreadable } from '../inputs/input-file.js';
import type { InputProblem, Inputs } from '../inputs/inputs.js';
import type { ParseResult } from '../parsers.js';
import { checkPayload } from '../payload.js';
import type { JobFiles } from '../ports.js';
import { EarlierRun } from './earlier-run.js';
import { readLines } from './lines.js';

/** What a batch is to do, checked: every line is JSON, and an earlier run's results belong to it. */
export interface BatchPlan {
  readonly payloadsFile: string;
  /** Empty when there was no earlier run. */
  readonly resumeFile: string;
  readonly earlier: EarlierRun;
  /** Lines with a payload. */
  readonly lines: number;
  readonly concurrency: number;
}

const MAX_LISTED = 5;

interface PlanResult {
  /** Missing when the inputs ask for no batch, or are wrong. */
  readonly plan?: BatchPlan;
  readonly problems: readonly InputProblem[];
}

/** Plans a batch before anything is sent. */
export async function planBatch(inputs: Inputs, files: JobFiles): Promise<PlanResult> {
  const { 'payloads-file': path, 'resume-file': resumePath, concurrency, idempotent } = inputs;
  if (path === '') {
    return { problems: resumePath === '' ? [] : [ofResume('must not be set without payloads-file')] };
  }
  const payloads = files.find(path);
  const resume = resumePath === '' ? { value: '' } : files.find(resumePath);
  if ('problem' in payloads || 'problem' in resume) {
    return { problems: [...problemsOf('payloads-file', payloads), ...problemsOf('resume-file', resume)] };
  }
  const earlier = await readEarlier(resume.value, idempotent);
  if ('problem' in earlier) return { problems: [ofResume(earlier.problem)] };
  const { lines, problems } = await checkLines(payloads.value, earlier.value);
  const paths = { payloadsFile: payloads.value, resumeFile: resume.value };
  return { plan: { ...paths, earlier: earlier.value, lines, concurrency }, problems };
}

const problemsOf = (input: string, parsed: ParseResult<unknown>): InputProblem[] =>
  'problem' in parsed ? [{ input, problem: parsed.problem }] : [];

const ofResume = (problem: string): InputProblem => ({ input: 'resume-file', problem });

async function readEarlier(path: string, isIdempotent: boolean): Promise<ParseResult<EarlierRun>> {
  if (path === '') return { value: EarlierRun.none() };
  return await EarlierRun.read(path, isIdempotent).catch((error: unknown) => ({ problem: problemOf(error) }));
}

async function checkLines(
  path: string,
  earlier: EarlierRun,
): Promise<{ lines: number; problems: readonly InputProblem[] }> {
  const invalid: number[] = [];
  const changed: number[] = [];
  let lines = 0;
  let known = 0;
  try {
    for await (const found of readLines(path)) {
      lines += 1;
      if (earlier.has(found.line)) known += 1;
      if ('problem' in checkPayload(found.text)) invalid.push(found.line);
      if (!earlier.fits(found)) changed.push(found.line);
    }
  } catch (error) {
    return { lines, problems: [ofPayloads(problemOf(error))] };
  }
  const other = 'does not belong to payloads-file: it';
  const problems = [
    lines === 0 && ofPayloads('has no line with a payload'),
    invalid.length > 0 && ofPayloads(`has lines that are not JSON: ${listOf(invalid)}`),
    changed.length > 0 && ofResume(`${other} has other lines ${listOf(changed)}`),
    known < earlier.size && ofResume(`${other} has ${earlier.size - known} lines more`),
  ];
  return { lines, problems: problems.filter((problem) => problem !== false) };
}

const ofPayloads = (problem: string): InputProblem => ({ input: 'payloads-file', problem });

function listOf(lines: readonly number[]): string {
  const rest = lines.length - MAX_LISTED;
  const list = lines.slice(0, MAX_LISTED).join(', ');
  return rest > 0 ? `${list} and ${rest} more` : list;
}

function problemOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? NOT_UTF8 : whyUnreadable(error);
}
