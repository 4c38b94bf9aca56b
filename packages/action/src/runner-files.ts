import { rmSync, writeFileSync } from 'node:fs';
import { describeFileError, type Inputs, type JobFiles, type JobOutcome, outcomeOf } from '@lp-faas/job';
import { outputsOf } from './report/outputs.js';
import type { Runner } from './runner.js';

/** In bytes. A disk with less room takes hardly any result. */
const PROBE_SIZE = 64 * 1024;

/**
 * Checks before anything is sent that the step can report what it did: without its outputs, a function that ran looks
 * as if it had not, and is invoked again. Returns the outcome of a step that must not go on.
 */
export function checkRunnerFiles(
  runner: Runner,
  files: JobFiles,
  mode: Inputs['mode'],
): JobOutcome | undefined {
  try {
    // They stay when the step is killed, and cannot tell what happened.
    runner.setOutputs(outputsOf(killedOutcome(mode), { resultFile: '', isTruncated: false }));
  } catch (error) {
    return refusedOutcome("The outputs cannot be written to the runner's file (GITHUB_OUTPUT)", error);
  }
  try {
    const file = files.newResultFile('json');
    writeFileSync(file, ' '.repeat(PROBE_SIZE), { flag: 'wx' });
    rmSync(file);
  } catch (error) {
    return refusedOutcome(`No file can be written in ${files.resultFolder}`, error);
  }
  return undefined;
}

function killedOutcome(mode: Inputs['mode']): JobOutcome {
  const isCheck = mode === 'check';
  const ran = isCheck ? 'Nothing was invoked.' : 'The function may have run. Check whether it did.';
  return outcomeOf({
    outcome: 'aborted',
    errorMessage: `The step ended before it could report its outcome. ${ran}`,
    delivery: isCheck ? 'not-sent' : 'unknown',
    durationMs: 0,
  });
}

function refusedOutcome(problem: string, error: unknown): JobOutcome {
  return outcomeOf({
    outcome: 'file-error',
    headline: "The runner's files cannot be written",
    errorMessage: `${problem}: ${describeFileError(error)}. Nothing was sent. ${wayOut(error)}`,
    delivery: 'not-sent',
    durationMs: 0,
  });
}

function wayOut(error: unknown): string {
  const { code } = Object(error) as { code?: unknown };
  if (code === 'ENOSPC' || code === 'EDQUOT') return "Free space on the runner's disk.";
  if (code !== 'EACCES' && code !== 'EPERM') return 'Check the environment of the step and of its container.';
  return "The user of the step may not write there. In a container, leave out --user in its options, or name the runner's own user id.";
}
