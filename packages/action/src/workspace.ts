import { randomUUID } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobFiles } from '@lp-faas/job';
import { findInputFile, placeOutputFile } from '@lp-faas/job';
import type { Runner } from './runner.js';

/** The files of a step: input files in the workspace, results in the folder that the runner empties after the job. */
export function workspaceFiles(runner: Runner, environment: NodeJS.ProcessEnv): JobFiles {
  const workspace = environment['GITHUB_WORKSPACE'] || process.cwd();
  const runnerTemp = environment['RUNNER_TEMP'] || undefined;
  const folders = {
    base: workspace,
    baseName: 'the workspace',
    within: [workspace, ...(runnerTemp === undefined ? [] : [runnerTemp])],
    withinName: "the workspace or the runner's temporary folder (RUNNER_TEMP)",
  };
  let folder: string | undefined;
  return {
    resultFolder: "the runner's temporary folder (RUNNER_TEMP)",
    find: (name) => findInputFile(name, folders),
    place: (name) => placeOutputFile(name, folders),
    newResultFile(extension) {
      folder ??= openResultFolder(runnerTemp ?? tmpdir());
      return join(folder, `result-${randomUUID()}.${extension}`);
    },
    announceResultFile: (path) => runner.setOutputs({ 'result-file': path }),
  };
}

/** Opens the folder that all steps share, or one of the step's own if another user left that one behind. */
function openResultFolder(parent: string): string {
  const shared = join(parent, 'lp-faas-invoke');
  try {
    mkdirSync(shared, { recursive: true });
    accessSync(shared, constants.W_OK | constants.X_OK);
    return shared;
  } catch {
    return mkdtempSync(`${shared}-`);
  }
}
