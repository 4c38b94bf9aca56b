import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobFiles } from '@lp-faas/job';
import { findInputFile } from '@lp-faas/job';
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
  return {
    resultFolder: "the runner's temporary folder (RUNNER_TEMP)",
    find: (name) => findInputFile(name, folders),
    newResultFile(extension) {
      const folder = join(runnerTemp ?? tmpdir(), 'lp-faas-invoke');
      mkdirSync(folder, { recursive: true });
      return join(folder, `result-${randomUUID()}.${extension}`);
    },
    announceResultFile: (path) => runner.setOutput('result-file', path),
  };
}
