import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files that package managers write anew whenever they change node_modules. */
const INSTALL_MARKS = ['.package-lock.json', '.modules.yaml', '.yarn-state.yml'];

/** What changes when a file or a folder's list of files does. */
async function stamp(path: string): Promise<string> {
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

function installMarks(folder: string): string[] {
  const parent = dirname(folder);
  const own = INSTALL_MARKS.map((mark) => join(folder, 'node_modules', mark));
  return parent === folder ? own : [...own, ...installMarks(parent)];
}

/** The folders that a loaded file's neighbours are taken from hold files that Node loaded without telling. */
async function withNeighbours(paths: readonly string[]): Promise<string[]> {
  const listed = paths.map(async (path) => {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    return [path, ...entries.filter((entry) => entry.isFile()).map(({ name }) => join(path, name))];
  });
  return (await Promise.all(listed)).flat();
}

/**
 * A text that is another one when the code of a function has changed on the disk.
 *
 * @param folder the function's own, all of which counts
 * @param loaded what it was seen to load from elsewhere; of a folder, the files in it count
 */
export async function sourcesOf(folder: string, loaded: readonly string[]): Promise<string> {
  const own = [...(await filesBelow(folder)), ...installMarks(folder)];
  const paths = [...new Set([...own, ...(await withNeighbours(loaded))])].sort();
  return (await Promise.all(paths.map(stamp))).join('\n');
}
