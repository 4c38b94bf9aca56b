import { NOT_UTF8, whyUnreadable } from '../inputs/input-file.js';
import type { InputProblem, Inputs } from '../inputs/inputs.js';
import type { ParseResult } from '../parsers.js';
import { checkPayload } from '../payload.js';
import type { JobFiles } from '../ports.js';
import { EarlierRun } from './earlier-run.js';
import { readLines } from './lines.js';

/** A checked batch: every line is JSON, and the results of an earlier run match the lines. */
export interface BatchPlan {
  readonly payloadsFile: string;
  /** Empty without an earlier run. */
  readonly resumeFile: string;
  readonly earlier: EarlierRun;
  /** The number of lines with a payload. */
  readonly lines: number;
  readonly concurrency: number;
}

const MAX_LISTED = 5;

interface PlanResult {
  /** Missing when the inputs describe no batch, or are invalid. */
  readonly plan?: BatchPlan;
  readonly problems: readonly InputProblem[];
}

/** Reads and checks the files of a batch; sends nothing. */
export async function planBatch(inputs: Inputs, files: JobFiles): Promise<PlanResult> {
  const { 'payloads-file': path, 'resume-file': resumePath, concurrency, idempotent } = inputs;
  if (path === '') {
    return { problems: resumePath === '' ? [] : [ofResume('requires payloads-file')] };
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
      if (!earlier.matches(found)) changed.push(found.line);
    }
  } catch (error) {
    return { lines, problems: [ofPayloads(problemOf(error))] };
  }
  const problems = [
    lines === 0 && ofPayloads('contains no payload'),
    invalid.length > 0 &&
      ofPayloads(`must be JSON Lines, one JSON value per line: ${listOf(invalid)} not valid JSON`),
    changed.length > 0 && ofResume(`does not match payloads-file: ${listOf(changed)} different`),
    known < earlier.size &&
      ofResume(`does not match payloads-file: it has ${earlier.size - known} more lines`),
  ];
  return { lines, problems: problems.filter((problem) => problem !== false) };
}

const ofPayloads = (problem: string): InputProblem => ({ input: 'payloads-file', problem });

/** The subject and verb of a sentence on some lines, such as `lines 1, 2 and 4 are`. */
function listOf(lines: readonly number[]): string {
  if (lines.length === 1) return `line ${lines[0]} is`;
  const rest = lines.length - MAX_LISTED;
  const listed = rest > 0 ? lines.slice(0, MAX_LISTED) : lines.slice(0, -1);
  return `lines ${listed.join(', ')} and ${rest > 0 ? `${rest} more` : lines.at(-1)} are`;
}

function problemOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? NOT_UTF8 : whyUnreadable(error);
}
