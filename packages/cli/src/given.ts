import { isUtf8 } from 'node:buffer';
import { addAbortSignal } from 'node:stream';
import type { GivenInputs } from '@lp-faas/job';
import { type CommandLine, UsageError } from './command-line.js';
import { OPTIONS } from './options.js';
import { readSecretFile } from './secret.js';

/**
 * The inputs of the job, from options and environment, and from the files that they name.
 * @param secret the client secret
 * @param signal ends the reading of standard input
 * @throws {UsageError} when standard input or a file cannot be used.
 */
export async function readGiven(
  { command, options }: CommandLine,
  secret: string,
  signal: AbortSignal,
): Promise<GivenInputs> {
  const texts = new Map<string, string>();
  for (const { name, input } of OPTIONS[command]) texts.set(input ?? name, options.get(name) ?? '');
  texts.set('client-secret', secret);
  texts.set('mode', command === 'check' ? 'check' : 'invoke');
  const cacheFile = options.get('shared-cache-file');
  if (cacheFile !== undefined)
    texts.set('shared-cache', await readSecretFile(cacheFile, 'shared-cache-file'));
  if (options.get('payload-file') === '-') {
    if (options.get('payload')) throw new UsageError('--payload-file cannot be combined with --payload.');
    texts.set('payload-file', '');
    texts.set('payload', await readStandardInput(signal));
  }
  return { input: (name) => (texts.get(name) ?? '').trim(), inputNames: () => [] };
}

async function readStandardInput(signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of addAbortSignal(signal, process.stdin)) chunks.push(chunk as Buffer);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  const bytes = Buffer.concat(chunks);
  // A replacement character would reach the function instead of the real one.
  if (!isUtf8(bytes)) throw new UsageError('--payload-file: standard input is not UTF-8.');
  return bytes.toString();
}
