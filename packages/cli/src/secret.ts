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
  if (file !== undefined) return await readSecretFile(file, 'client-secret-file');
  const given = environment['LP_CLIENT_SECRET'];
  if (given) return given;
  return canAsk ? await ask() : '';
}

/**
 * Reads a secret from a file or a pipe.
 * @param option the option that names it
 * @throws {UsageError} when it cannot be read.
 */
export async function readSecretFile(file: string, option: string): Promise<string> {
  try {
    const text = await readFile(file, 'utf8');
    // Editors and `echo` end a file with a line break, which belongs to no secret.
    return text.replace(/\r?\n$/, '');
  } catch (error) {
    throw new UsageError(`--${option} cannot be read: ${describeFileError(error)}.`);
  }
}

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
