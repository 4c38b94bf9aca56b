import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PACKAGE } from './node-red.js';

const run = promisify(execFile);

/** Packs the package as it would be published, and returns the path of the tarball. */
export async function pack(folder: string): Promise<string> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: PACKAGE });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(folder, filename);
}

/** A user directory with the packed package, for every Node-RED to copy: npm pack takes longer than starting Node-RED. */
export class InstalledPackage implements AsyncDisposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async install(): Promise<InstalledPackage> {
    const folder = await mkdtemp(join(tmpdir(), 'lp-faas-package-'));
    const installed = new InstalledPackage(folder);
    try {
      const tarball = await pack(folder);
      await writeFile(join(folder, 'package.json'), '{ "name": "user-directory", "private": true }\n');
      // The package has no dependencies, so npm needs no registry.
      const install = ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball];
      await run('npm', install, { cwd: folder });
      return installed;
    } catch (error) {
      await installed[Symbol.asyncDispose]();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
