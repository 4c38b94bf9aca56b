import { isUtf8 } from 'node:buffer';
import { readFileSync, realpathSync } from 'node:fs';
import * as path from 'node:path';
import { describeFileError } from '../file-error.js';
import type { ParseResult } from '../parsers.js';
import type { JobFiles } from '../ports.js';

/** The folders that input files may be in, with their names in error messages. */
export interface InputFolders {
  /** Relative paths start here. */
  readonly base: string;
  /** The name of `base`, such as `the workspace`. */
  readonly baseName: string;
  /** A file must be inside one of these folders; without them it may be anywhere. */
  readonly within?: readonly string[];
  /** The name of these folders, such as `the workspace or the temporary folder`. */
  readonly withinName?: string;
}

/** Returns the real path of a file, which must be inside one of the folders if there are any. */
export function findInputFile(name: string, folders: InputFolders): ParseResult<string> {
  const { base, baseName, within, withinName } = folders;
  try {
    // Links are resolved first: a checked-out link must not lead to a file outside.
    const file = realpathSync(path.resolve(base, name));
    if (within === undefined || within.some((folder) => isInside(file, realpathSync(folder))))
      return { value: file };
    return { problem: `must be inside ${withinName}` };
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return {
      problem: isMissing ? `does not exist (paths are relative to ${baseName})` : whyUnreadable(error),
    };
  }
}

/** Reads the whole file that an input names. */
export function readInputFile(name: string, files: Pick<JobFiles, 'find'>): ParseResult<string> {
  const found = files.find(name);
  if ('problem' in found) return found;
  try {
    return decode(readFileSync(found.value));
  } catch (error) {
    return { problem: whyUnreadable(error) };
  }
}

/** Describes why a file could not be read. */
export function whyUnreadable(error: unknown): string {
  return `cannot be read: ${describeFileError(error)}`;
}

export const NOT_UTF8 = 'is not UTF-8; save it in that encoding';

/** Rejects invalid UTF-8: a replacement character would reach the function instead of the real one. */
function decode(bytes: Buffer): ParseResult<string> {
  return isUtf8(bytes) ? { value: bytes.toString('utf8') } : { problem: NOT_UTF8 };
}

/** Whether a file is inside a folder; both are real paths. The third argument is the path module of the system. */
export function isInside(file: string, folder: string, { relative, isAbsolute, sep } = path): boolean {
  const route = relative(folder, file);
  // Between two drives of Windows, the relative path is absolute.
  return route !== '' && route !== '..' && !route.startsWith(`..${sep}`) && !isAbsolute(route);
}
