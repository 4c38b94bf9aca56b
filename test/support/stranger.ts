import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './repository.js';

const run = promisify(execFile);

/** What a program printed, and how it ended. */
export interface ProgramEnd {
  readonly code: number;
  readonly output: string;
}

/**
 * A project of a stranger: an empty folder outside of the repository, with the packed library in `node_modules` as npm
 * would install it.
 */
export class StrangersProject implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'lp-faas-stranger-'));

  /** Packs core, and installs it with what it needs. */
  static async withCore(): Promise<StrangersProject> {
    const project = new StrangersProject();
    const core = join(ROOT, 'packages/core');
    const packed = join(project.folder, 'packed');
    // pnpm writes real version ranges where the workspace has `catalog:`.
    await run('pnpm', ['pack', '--pack-destination', packed], { cwd: core });
    const [tarball = ''] = readdirSync(packed);
    const target = join(project.folder, 'node_modules/@lp-faas/core');
    mkdirSync(target, { recursive: true });
    await run('tar', ['-xzf', join(packed, tarball), '--strip-components=1', '-C', target]);
    project.link('undici', core);
    project.link('jwt-decode', core);
    return project;
  }

  /** Makes a package available that a folder of the repository depends on. */
  link(name: string, from: string): void {
    const target = join(this.folder, 'node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(realpathSync(join(from, 'node_modules', name)), target);
  }

  write(name: string, text: string): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** Runs a program in the folder until it ends, whatever its exit code. */
  async run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ProgramEnd> {
    const settings = { cwd: this.folder, env: { PATH: process.env['PATH'], ...env }, timeout: 60_000 };
    return await run(command, args, settings).then(
      ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
      ({ code = 1, stdout = '', stderr = '' }) => ({ code: Number(code), output: stdout + stderr }),
    );
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
