import { writeFileSync } from 'node:fs';
import { describeFileError, type JobFiles, type JobOutcome, type Secrets } from '@lp-faas/job';
import type { Runner } from '../runner.js';
import { MAX_RESULT_LENGTH, outputsOf, type ResultPlace } from './outputs.js';
import { textsToMask } from './result-masks.js';

/** Options of {@link publishOutcome}. */
export interface PublishOptions {
  readonly runner: Runner;
  readonly files: JobFiles;
  readonly secrets: Secrets;
}

/** Sets every output, and writes the complete result to a file. */
export function publishOutcome(outcome: JobOutcome, masksResult: boolean, to: PublishOptions): void {
  const { runner } = to;
  const isMasked = !masksResult || maskTexts(outcome, to.secrets);
  const isTruncated = !isMasked || outcome.resultJson.length > MAX_RESULT_LENGTH;
  const resultFile = outcome.resultFile || saveResult(outcome, to);
  const place: ResultPlace = { resultFile, isTruncated };
  for (const [name, value] of Object.entries(outputsOf(outcome, place))) runner.setOutput(name, value);
  if (!isTruncated) return;
  const reason = isMasked
    ? `The result is too long for an output (${outcome.resultJson.length} characters)`
    : 'The result has too many strings to mask';
  runner.warning({
    title: 'LivePerson Functions: result only in a file',
    message: `${reason}. Read it from result-file.`,
  });
}

/** Masks the result before any of it is published; returns whether all of it could be masked. */
function maskTexts({ resultJson }: JobOutcome, secrets: Secrets): boolean {
  const texts = resultJson === '' ? [] : textsToMask(resultJson);
  for (const text of texts ?? []) secrets.mask(text);
  return texts !== undefined;
}

/** Writes the result-file. It never throws: after a full disk, the outputs must still have the result. */
function saveResult({ resultJson }: JobOutcome, { files, runner }: PublishOptions): string {
  if (resultJson === '') return '';
  try {
    const file = files.newResultFile('json');
    // Readable only by the user that runs the job.
    writeFileSync(file, resultJson, { mode: 0o600, flag: 'wx' });
    return file;
  } catch (error) {
    const message = `The result-file could not be written: ${describeFileError(error)}. Check ${files.resultFolder}.`;
    runner.warning({ title: 'LivePerson Functions: no result-file', message });
    return '';
  }
}
