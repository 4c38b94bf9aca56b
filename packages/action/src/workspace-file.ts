import { isUtf8 } from 'node:buffer';
import { readFileSync, realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { Parsed } from './parsers.js';

/** Finds a file, which must lie in the workspace or in the runner's temporary folder; answers its real path. */
export function findFile(path: string, environment: NodeJS.ProcessEnv): Parsed<string> {
  const workspace = environment['GITHUB_WORKSPACE'] || process.cwd();
  const folders = [workspace, environment['RUNNER_TEMP']].filter(
    (folder) => folder !== undefined && folder !== '',
  );
  return reading(() => {
    // After the links: a checked-out link must not lead to the runner's own files.
    const file = realpathSync(resolve(workspace, path));
    if (folders.some((folder) => lies(file, realpathSync(String(folder))))) return { value: file };
    return { problem: 'must lie in the workspace or in the runner’s temporary folder (RUNNER_TEMP)' };
  });
}

/** Reads such a file whole. */
export function readWorkspaceFile(path: string, environment: NodeJS.ProcessEnv): Parsed<string> {
  const found = findFile(path, environment);
  return 'value' in found ? reading(() => decode(readFileSync(found.value))) : found;
}

function reading<T>(work: () => Parsed<T>): Parsed<T> {
  try {
    return work();
  } catch (error) {
    return { problem: whyUnreadable(error) };
  }
}

/** Why a file could not be read. */
export function whyUnreadable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT'
    ? 'does not exist (it is looked for in the workspace)'
    : `cannot be read (${code})`;
}

export const NOT_UTF8 = 'is not UTF-8: save it as that';

/** A character that is guessed at would reach the function as another one. */
function decode(bytes: Buffer): Parsed<string> {
  return isUtf8(bytes) ? { value: bytes.toString('utf8') } : { problem: NOT_UTF8 };
}

function lies(file: string, folder: string): boolean {
  const path = relative(folder, file);
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && resolve(folder, path) === file;
}
