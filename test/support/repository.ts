import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** A file of this repository, by its path from the root. */
export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
