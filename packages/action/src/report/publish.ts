import { writeFileSync } from 'node:fs';
import type { JobFiles, Outcome, Secrets } from '@lp-faas/job';
import type { Runner } from '../runner.js';
import { LONGEST_RESULT, outputsOf, type ResultPlace } from './outputs.js';
import { textsToMask } from './result-masks.js';

/** What outcomes are published with. */
export interface Publishing {
  readonly runner: Runner;
  readonly files: JobFiles;
  readonly secrets: Secrets;
}

/** Sets every output, and writes the result to a file, which holds it however long it is. */
export function publish(outcome: Outcome, masksResult: boolean, to: Publishing): void {
  const { runner } = to;
  const isMasked = !masksResult || maskTexts(outcome, to.secrets);
  const isTruncated = !isMasked || outcome.resultJson.length > LONGEST_RESULT;
  const resultFile = outcome.resultFile || saveResult(outcome, to);
  const place: ResultPlace = { resultFile, isTruncated };
  for (const [name, value] of Object.entries(outputsOf(outcome, place))) runner.setOutput(name, value);
  if (!isTruncated) return;
  const why = isMasked
    ? `The result is too long for an output (${outcome.resultJson.length} characters)`
    : 'The result holds too many texts to mask them all, so it is no output';
  runner.warning({
    title: 'LivePerson Functions: result only in a file',
    message: `${why}: read it from result-file`,
  });
}

/** Before anything of the result leaves; answers whether all of it could be masked. */
function maskTexts({ resultJson }: Outcome, secrets: Secrets): boolean {
  const texts = resultJson === '' ? [] : textsToMask(resultJson);
  for (const text of texts ?? []) secrets.mask(text);
  return texts !== undefined;
}

/** The function has run: a full disk must not take its result from the outputs too. */
function saveResult({ resultJson }: Outcome, { files, runner }: Publishing): string {
  if (resultJson === '') return '';
  try {
    const file = files.newResultFile('json');
    // Only this job's user can read it.
    writeFileSync(file, resultJson, { mode: 0o600, flag: 'wx' });
    return file;
  } catch (error) {
    const message = `The result could not be written to a file (${(error as NodeJS.ErrnoException).code})`;
    runner.warning({ title: 'LivePerson Functions: no result-file', message });
    return '';
  }
}
