import { isUtf8 } from 'node:buffer';
import { readFileSync, realpathSync } from 'node:fs';
import * as path from 'node:path';
import type { ParseResult } from '../parsers.js';
import type { JobFiles } from '../ports.js';

/** Where the files that inputs name may lie, with the words for it in an error. */
export interface InputFolders {
  /** Relative names start here. */
  readonly base: string;
  /** What to call `base`, as `the workspace`. */
  readonly baseName: string;
  /** The folders in which a file must lie. */
  readonly within: readonly string[];
  /** What to call them, as `the workspace or the temporary folder`. */
  readonly withinName: string;
}

/** Finds a file, which must lie in one of the folders; answers its real path. */
export function findInputFile(name: string, folders: InputFolders): ParseResult<string> {
  const { base, baseName, within, withinName } = folders;
  try {
    // After the links: a checked-out link must not lead to files outside.
    const file = realpathSync(path.resolve(base, name));
    if (within.some((folder) => liesIn(file, realpathSync(folder)))) return { value: file };
    return { problem: `must lie in ${withinName}` };
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return {
      problem: isMissing ? `does not exist (it is looked for in ${baseName})` : whyUnreadable(error),
    };
  }
}

/** Reads a file that an input names whole. */
export function readInputFile(name: string, files: Pick<JobFiles, 'find'>): ParseResult<string> {
  const found = files.find(name);
  if ('problem' in found) return found;
  try {
    return decode(readFileSync(found.value));
  } catch (error) {
    return { problem: whyUnreadable(error) };
  }
}

/** Why a file could not be read. */
export function whyUnreadable(error: unknown): string {
  return `cannot be read (${(error as NodeJS.ErrnoException).code})`;
}

export const NOT_UTF8 = 'is not UTF-8: save it as that';

/** A character that is guessed at would reach the function as another one. */
function decode(bytes: Buffer): ParseResult<string> {
  return isUtf8(bytes) ? { value: bytes.toString('utf8') } : { problem: NOT_UTF8 };
}

/** Whether a file lies in a folder, both by their real paths; the third says by the rules of which system. */
export function liesIn(file: string, folder: string, { relative, isAbsolute, sep } = path): boolean {
  const way = relative(folder, file);
  // From one drive of Windows to another there is no relative way.
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
