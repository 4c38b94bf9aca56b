import type { JobFiles } from '@lp-faas/job';
import { findInputFile, placeOutputFile } from '@lp-faas/job';

/** The files of a command: any file of the machine, and the result-file that an option names. */
export function shellFiles(resultFile: string): JobFiles {
  const here = process.cwd();
  return {
    resultFolder: 'the folder of --result-file',
    find: (name) => findInputFile(name, { base: here, baseName: here }),
    place: (name) => placeOutputFile(name, { base: here, baseName: here }),
    newResultFile: () => resultFile,
    // Its name was chosen by who started the command.
    announceResultFile: () => undefined,
  };
}
