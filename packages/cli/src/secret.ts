import { readFile } from 'node:fs/promises';
import { describeFileError } from '@lp-faas/job';
import { UsageError } from './command-line.js';

/** Where a secret can come from. */
export interface SecretSources {
  readonly environment: NodeJS.ProcessEnv;
  /** The file that the option names, if it was given. */
  readonly file: string | undefined;
  /** Whether there is a person at a terminal to ask. */
  readonly canAsk: boolean;
}

/**
 * Returns the client secret: from the file, else from LP_CLIENT_SECRET, else from the person at the terminal; empty when none
 * has it.
 * @throws {UsageError} when the file cannot be read.
 */
export async function readSecret({ environment, file, canAsk }: SecretSources): Promise<string> {
  if (file !== undefined) return withoutLineEnd(await readSecretFile(file));
  const given = environment['LP_CLIENT_SECRET'];
  if (given) return given;
  return canAsk ? await ask() : '';
}

async function readSecretFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--client-secret-file cannot be read: ${describeFileError(error)}.`);
  }
}

/** Editors and `echo` end a file with a line break, which belongs to no secret. */
const withoutLineEnd = (text: string): string => text.replace(/\r?\n$/, '');

async function ask(): Promise<string> {
  const { read } = await import('read');
  try {
    return await read({ prompt: 'Client secret: ', silent: true, output: process.stderr });
  } catch {
    // Ctrl+C, or the end of the input.
    throw new UsageError('No client secret was entered.');
  } finally {
    process.stderr.write('\n');
  }
}
