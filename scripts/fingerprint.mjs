import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';

function filesIn(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (stats.isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

/** One hash over the names and contents of files and folders. What does not exist counts as empty. */
export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((name) => filesIn(join(root, name)))) {
    const content = readFileSync(path);
    hash.update(`${relative(root, path)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** A value that a later run can read; undefined when there is none yet. */
export function recall(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Two runs may write at once: each renames a whole file into place. */
export function remember(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  const own = `${file}.${process.pid}`;
  writeFileSync(own, value);
  renameSync(own, file);
}

/** Builds what is called by a name, unless its inputs and its output are those of its last build. */
export async function rebuildIfChanged(root, name, paths, build) {
  const file = join(root, 'node_modules/.cache/lp-faas', name);
  const state = () => fingerprint(root, paths);
  if (recall(file) === state()) return;
  await build();
  remember(file, state());
}
