import { writeFileSync } from 'node:fs';
import type { JobFiles, JobOutcome, Secrets } from '@lp-faas/job';
import type { Runner } from '../runner.js';
import { MAX_RESULT_LENGTH, outputsOf, type ResultPlace } from './outputs.js';
import { textsToMask } from './result-masks.js';

/** What outcomes are published with. */
export interface PublishOptions {
  readonly runner: Runner;
  readonly files: JobFiles;
  readonly secrets: Secrets;
}

/** Sets every output, and writes the result to a file, which holds it however long it is. */
export function publishOutcome(outcome: JobOutcome, masksResult: boolean, to: PublishOptions): void {
  const { runner } = to;
  const isMasked = !masksResult || maskTexts(outcome, to.secrets);
  const isTruncated = !isMasked || outcome.resultJson.length > MAX_RESULT_LENGTH;
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
function maskTexts({ resultJson }: JobOutcome, secrets: Secrets): boolean {
  const texts = resultJson === '' ? [] : textsToMask(resultJson);
  for (const text of texts ?? []) secrets.mask(text);
  return texts !== undefined;
}

/** The function has run: a full disk must not take its result from the outputs too. */
function saveResult({ resultJson }: JobOutcome, { files, runner }: PublishOptions): string {
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
