import { isUtf8 } from 'node:buffer';
import { readFileSync, realpathSync } from 'node:fs';
import * as path from 'node:path';
import type { Parsed } from './parsers.js';

/** Finds a file, which must lie in the workspace or in the runner's temporary folder; answers its real path. */
export function findFile(name: string, environment: NodeJS.ProcessEnv): Parsed<string> {
  const workspace = environment['GITHUB_WORKSPACE'] || process.cwd();
  const folders = [workspace, environment['RUNNER_TEMP']].filter(
    (folder) => folder !== undefined && folder !== '',
  );
  return reading(() => {
    // After the links: a checked-out link must not lead to the runner's own files.
    const file = realpathSync(path.resolve(workspace, name));
    if (folders.some((folder) => liesIn(file, realpathSync(String(folder))))) return { value: file };
    return { problem: 'must lie in the workspace or in the runner’s temporary folder (RUNNER_TEMP)' };
  });
}

/** Reads such a file whole. */
export function readWorkspaceFile(name: string, environment: NodeJS.ProcessEnv): Parsed<string> {
  const found = findFile(name, environment);
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

/** Whether a file lies in a folder, both by their real paths; the third says by the rules of which system. */
export function liesIn(file: string, folder: string, { relative, isAbsolute, sep } = path): boolean {
  const way = relative(folder, file);
  // From one drive of Windows to another there is no relative way.
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
