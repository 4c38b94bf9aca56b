import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** A file of this repository, by its path from the root. */
export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The paths of all files that belong to this repository, those that are not committed yet included. */
export function filesOfRepository(): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const found = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e8 }).split('\0');
  return [...new Set(found)].filter((path) => path !== '' && existsSync(join(ROOT, path)));
}
