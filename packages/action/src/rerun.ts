import type { Inputs } from '@lp-faas/job';
import type { Annotation } from './runner.js';

/**
 * Warns when GitHub runs a batch again that does not resume: it would invoke every line once more, also those that ran
 * in the attempt before. Returns nothing otherwise.
 */
export function rerunAdvice(
  { GITHUB_RUN_ATTEMPT: attempt = '1' }: NodeJS.ProcessEnv,
  inputs: Pick<Inputs, 'payloads-file' | 'resume-file'>,
): Annotation | undefined {
  const isRerun = /^\d+$/.test(attempt) && Number(attempt) > 1;
  if (!isRerun || inputs['payloads-file'] === '' || inputs['resume-file'] !== '') return undefined;
  const message = `This is attempt ${attempt} of the workflow run, and resume-file is not set: the batch starts anew and invokes every line, also those that ran in an earlier attempt. To resume, keep result-file as an artifact and pass it as resume-file; examples/workflows/batch-backfill.yml shows how.`;
  return { title: 'LivePerson Functions: the batch starts anew', message };
}
