import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder in which a file finds little room. */
export interface SmallDisk extends Disposable {
  readonly folder: string;
  /** Whether the limit holds for all files together, as on a real disk, or for each file. */
  readonly isMounted: boolean;
}

/**
 * Makes a disk of `bytes` bytes, rounded up to pages of 4 kB. Where the user may not mount one, the size of each file
 * that this process and its children write is limited instead: the system then cuts a write short and fails the next
 * one, as on a full disk, but with the code EFBIG.
 */
export function smallDisk(bytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-disk-'));
  const isMounted = run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'lp-faas-disk', folder);
  if (!isMounted) limitFiles(String(bytes));
  const dispose = (): void => {
    if (isMounted) run('umount', '--lazy', folder);
    else limitFiles('unlimited');
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, isMounted, [Symbol.dispose]: dispose };
}

const run = (command: string, ...options: string[]): boolean =>
  spawnSync(command, options, { stdio: 'ignore' }).status === 0;

/** Sets the soft limit only, which any user may raise again. */
function limitFiles(bytes: string): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
}
