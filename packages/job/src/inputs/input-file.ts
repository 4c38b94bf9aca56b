import { isUtf8 } from 'node:buffer';
import { accessSync, constants, realpathSync, type Stats, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describeFileError } from '../file-error.js';
import type { ParseProblem, ParseResult } from '../parsers.js';
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

/** Returns the real path of a regular file, which must be inside one of the folders if there are any. */
export function findInputFile(name: string, folders: InputFolders): ParseResult<string> {
  const { base, within, withinName } = folders;
  try {
    // Links are resolved first: a checked-out link must not lead to a file outside.
    const file = realpathSync(path.resolve(base, name));
    if (within !== undefined && !within.some((folder) => isInside(file, realPathOf(folder)))) {
      return { problem: `must be inside ${withinName}` };
    }
    const kind = kindOf(statSync(file));
    return kind === undefined ? { value: file } : { problem: `must be a regular file, not ${kind}` };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENAMETOOLONG'
      ? missingFile(name, folders)
      : { problem: whyUnreadable(error) };
  }
}

/**
 * Returns the path of a file to write, in a folder that exists, can be written to, and is inside one of the folders if
 * there are any. What is at the path already must be a regular file.
 */
export function placeOutputFile(name: string, folders: InputFolders): ParseResult<string> {
  const { base, baseName, within, withinName } = folders;
  const wanted = path.resolve(base, name);
  const missing = { problem: `must be in a folder that exists, from ${baseName} on` };
  try {
    const folder = realpathSync(path.dirname(wanted));
    const isAllowed = (one: string): boolean =>
      folder === realPathOf(one) || isInside(folder, realPathOf(one));
    if (within !== undefined && !within.some(isAllowed)) return { problem: `must be inside ${withinName}` };
    if (!statSync(folder).isDirectory()) return missing;
    accessSync(folder, constants.W_OK);
    const file = path.join(folder, path.basename(wanted));
    const stats = statSync(file, { throwIfNoEntry: false });
    const kind = stats && kindOf(stats);
    return kind === undefined ? { value: file } : { problem: `must be a regular file, not ${kind}` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return missing;
    return { problem: `cannot be written: ${describeFileError(error)}` };
  }
}

/** A folder that does not exist contains nothing. */
function realPathOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

/** What is not a regular file. Reading from a pipe or a device may wait forever. */
function kindOf(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}

/** The longest path that Linux accepts. */
const MAX_PATH_LENGTH = 4096;

/** Names the path and where it was looked for. Only what looks like a path: anything else may be a misplaced payload. */
function missingFile(name: string, { base, baseName }: InputFolders): ParseProblem {
  if (/^["[{]/.test(name)) return { problem: 'must be the path of a file, not JSON' };
  const isPath = /[./\\]/.test(name) && !/[\r\n\t]|^eyJ/.test(name) && name.length <= MAX_PATH_LENGTH;
  const quoted = isPath ? `: there is no ${name}` : '';
  const folder = baseName === base ? base : `${baseName}, ${base}`;
  const place = path.isAbsolute(name) ? '' : ` in ${folder}`;
  return { problem: `does not exist${quoted}${place}`, kind: 'file-missing' };
}

/** Reads the whole file that an input names. */
export async function readInputFile(
  name: string,
  files: Pick<JobFiles, 'find'>,
  signal: AbortSignal,
): Promise<ParseResult<string>> {
  const found = files.find(name);
  if ('problem' in found) return found;
  try {
    return decode(await readFile(found.value, { signal }));
  } catch (error) {
    return { problem: whyUnreadable(error) };
  }
}

/** Describes why a file could not be read or decoded. */
export function whyUnreadable(error: unknown): string {
  if (Object(error).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return NOT_UTF8;
  return `cannot be read: ${describeFileError(error)}`;
}

const NOT_UTF8 = 'is not UTF-8; save it in that encoding';

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
