import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files that package managers rewrite whenever they change node_modules. */
const INSTALL_MARKERS = ['.package-lock.json', '.modules.yaml', '.yarn-state.yml'];

/** Path, times, size and inode, which change when the file or the list of files in the folder changes. */
async function fileStamp(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found ? `${path} ${found.mtimeMs} ${found.ctimeMs} ${found.size} ${found.ino}` : `${path} -`;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = entries
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
    .map(async (entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? [path, ...(await filesBelow(path))] : [path];
    });
  return (await Promise.all(found)).flat();
}

function installMarkers(folder: string): string[] {
  const parent = dirname(folder);
  const own = INSTALL_MARKERS.map((marker) => join(folder, 'node_modules', marker));
  return parent === folder ? own : [...own, ...installMarkers(parent)];
}

/** Adds the files of each folder: Node may have loaded them without reporting it. */
async function withFilesOfFolders(paths: readonly string[]): Promise<string[]> {
  const listed = paths.map(async (path) => {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    return [path, ...entries.filter((entry) => entry.isFile()).map(({ name }) => join(path, name))];
  });
  return (await Promise.all(listed)).flat();
}

/**
 * A text that changes whenever the code of a function changes on the disk.
 *
 * @param folder the function's own folder, with everything below it
 * @param loaded files that the function has loaded from elsewhere; for a folder, the files in it
 */
export async function sourceFingerprint(folder: string, loaded: readonly string[]): Promise<string> {
  const own = [...(await filesBelow(folder)), ...installMarkers(folder)];
  const paths = [...new Set([...own, ...(await withFilesOfFolders(loaded))])].sort();
  return (await Promise.all(paths.map(fileStamp))).join('\n');
}
