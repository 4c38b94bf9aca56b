import type { JobFiles } from '@lp-faas/job';
import { findInputFile, placeOutputFile } from '@lp-faas/job';
import { UsageError } from './command-line.js';

/**
 * The files of a command: any file of the machine, and the result-file that an option names.
 * @throws {UsageError} when the folder that the command was started in is gone.
 */
export function shellFiles(resultFile: string): JobFiles {
  const here = currentFolder();
  return {
    resultFolder: 'the folder of --result-file',
    find: (name) => findInputFile(name, { base: here, baseName: here }),
    place: (name) => placeOutputFile(name, { base: here, baseName: here }),
    newResultFile: () => resultFile,
    // Its name was chosen by who started the command.
    announceResultFile: () => undefined,
  };
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    if (Object(error).code !== 'ENOENT') throw error;
    throw new UsageError(
      'The current folder does not exist any more: change to one that does. Nothing was sent.',
    );
  }
}
