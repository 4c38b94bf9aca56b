import { fstatSync } from 'node:fs';
import { describeFileError, writeWhole } from '@lp-faas/job';

const STDOUT = 1;

/**
 * Writes to standard output, to the last byte.
 * @returns why it could not be written; empty when its reader left, which needs no words; undefined when all was written
 */
export async function writeOutput(text: string): Promise<string | undefined> {
  try {
    await (isFile() ? writeWhole(STDOUT, text) : writeToStream(text));
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPIPE' ? '' : describeFileError(error);
  }
}

/** Node's stream for a file ignores that a nearly full disk takes only a part of a text. */
function isFile(): boolean {
  try {
    return fstatSync(STDOUT).isFile();
  } catch {
    return false;
  }
}

function writeToStream(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once('error', reject);
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
