import {
  describeFileError,
  type JobFiles,
  type JobOutcome,
  type Secrets,
  withLoss,
  writeNewFile,
} from '@lp-faas/job';
import type { Runner } from '../runner.js';
import { MAX_RESULT_LENGTH, outputsOf } from './outputs.js';
import { textsToMask } from './result-masks.js';

/** Options of {@link publishOutcome}. */
export interface PublishOptions {
  readonly runner: Runner;
  readonly files: JobFiles;
  readonly secrets: Secrets;
}

/** An outcome as it was published. */
export interface Publication {
  /** The outcome, which names what was lost. */
  readonly outcome: JobOutcome;
  /** Whether all outputs were set and the result was saved; the step fails otherwise. */
  readonly isComplete: boolean;
  /** The names of the outputs that have the result or lead to it. */
  readonly resultOutputs: readonly string[];
}

/** Sets every output, and writes the complete result to a file. It never throws: what is lost is in the outcome. */
export function publishOutcome(
  outcome: JobOutcome,
  masksResult: boolean,
  { runner, files, secrets }: PublishOptions,
): Publication {
  const tooMuch = whyOnlyInFile(outcome, masksResult, secrets);
  const saved = saveResult(outcome, files);
  const isLost = tooMuch !== undefined && saved.problem !== undefined;
  const known = isLost ? withLoss(outcome, `its result was lost: ${tooMuch}. ${saved.problem}`) : outcome;
  const place = { resultFile: saved.file, isTruncated: tooMuch !== undefined };
  try {
    runner.setOutputs(outputsOf(known, place));
  } catch (error) {
    const kept = saved.file === '' ? '' : `; the result-file is ${saved.file}`;
    const problem = `its outputs could not be written (GITHUB_OUTPUT): ${describeFileError(error)}${kept}`;
    const lost = withLoss(known, problem);
    setWithoutResult(lost, saved.file, runner);
    return { outcome: lost, isComplete: false, resultOutputs: [] };
  }
  if (!isLost) warnOfPlace(tooMuch, saved.problem, runner);
  const resultOutputs = [
    ...(place.isTruncated ? [] : ['result']),
    ...(saved.file === '' ? [] : ['result-file']),
  ];
  return { outcome: known, isComplete: !isLost, resultOutputs };
}

/** Sets the outputs but the result: it may be what found no room. */
function setWithoutResult(outcome: JobOutcome, resultFile: string, runner: Runner): void {
  try {
    runner.setOutputs(outputsOf(outcome, { resultFile, isTruncated: true }));
  } catch {
    // Log and annotation say what happened.
  }
}

function warnOfPlace(tooMuch: string | undefined, problem: string | undefined, runner: Runner): void {
  if (problem !== undefined) {
    runner.warning({ title: 'LivePerson Functions: no result-file', message: problem });
  } else if (tooMuch !== undefined) {
    const message = `The result is not in the output result: ${tooMuch}. Read it from result-file.`;
    runner.warning({ title: 'LivePerson Functions: result only in a file', message });
  }
}

/** Returns why the result must not be in the outputs. Otherwise it is masked, if it must be, and can be published. */
function whyOnlyInFile(
  { resultJson }: JobOutcome,
  masksResult: boolean,
  secrets: Secrets,
): string | undefined {
  const texts = masksResult && resultJson !== '' ? textsToMask(resultJson) : [];
  for (const text of texts ?? []) secrets.mask(text);
  if (texts === undefined) return 'it has too many strings to mask';
  return resultJson.length > MAX_RESULT_LENGTH
    ? `it is too long for an output (${resultJson.length} characters)`
    : undefined;
}

/** Writes the result-file, unless a batch has one already. */
function saveResult(
  { resultJson, resultFile }: JobOutcome,
  files: JobFiles,
): { file: string; problem?: string } {
  if (resultFile !== '' || resultJson === '') return { file: resultFile };
  try {
    const file = files.newResultFile('json');
    writeNewFile(file, resultJson);
    return { file };
  } catch (error) {
    const reason = describeFileError(error);
    const problem = `The result-file could not be written: ${reason}. Check ${files.resultFolder}.`;
    return { file: '', problem };
  }
}
