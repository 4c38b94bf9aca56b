import type { Outcome } from './outcome.js';
import { LONGEST_RESULT, outputsOf, type ResultPlace, writeResultFile } from './outputs.js';
import { textsToMask } from './result-masks.js';
import type { Session } from './session.js';

/** Sets every output, and writes the result to a file, which holds it however long it is. */
export function publish(outcome: Outcome, masksResult: boolean, session: Session): void {
  const { runner } = session;
  const isMasked = !masksResult || maskTexts(outcome, session);
  const isTruncated = !isMasked || outcome.resultJson.length > LONGEST_RESULT;
  const resultFile = outcome.resultFile || saveResult(outcome, session);
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
function maskTexts({ resultJson }: Outcome, { masks }: Session): boolean {
  const texts = resultJson === '' ? [] : textsToMask(resultJson);
  for (const text of texts ?? []) masks.tell(text);
  return texts !== undefined;
}

/** The function has run: a full disk must not take its result from the outputs too. */
function saveResult({ resultJson }: Outcome, { environment, runner }: Session): string {
  if (resultJson === '') return '';
  try {
    return writeResultFile(resultJson, environment);
  } catch (error) {
    const message = `The result could not be written to a file (${(error as NodeJS.ErrnoException).code})`;
    runner.warning({ title: 'LivePerson Functions: no result-file', message });
    return '';
  }
}
