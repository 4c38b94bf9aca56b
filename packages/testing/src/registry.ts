import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';
import { until } from './until.js';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../..');

/** A real npm registry on loopback. It has what is published into it, and takes the rest from the machine's own. */
export class Registry implements AsyncDisposable {
  readonly url: string;
  readonly #folder: string;
  readonly #process: ChildProcess;

  private constructor(url: string, folder: string, child: ChildProcess) {
    this.url = url;
    this.#folder = folder;
    this.#process = child;
  }

  static async start(): Promise<Registry> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const folder = mkdtempSync(join(tmpdir(), 'lp-faas-registry-'));
    writeFileSync(join(folder, 'npmrc'), `registry=${url}/\n//127.0.0.1:${port}/:_authToken=anyone\n`);
    writeFileSync(join(folder, 'config.json'), JSON.stringify(configOf(folder)));
    const command = dirname(createRequire(join(ROOT, 'package.json')).resolve('verdaccio/package.json'));
    const args = [join(command, 'bin/verdaccio'), '--config', join(folder, 'config.json')];
    const child = spawn(process.execPath, [...args, '--listen', `127.0.0.1:${port}`], { stdio: 'ignore' });
    const isUp = (): Promise<boolean> =>
      fetch(`${url}/-/ping`).then(
        ({ ok }) => ok,
        () => false,
      );
    await until(isUp, 60_000);
    return new Registry(url, folder, child);
  }

  /** An environment in which npm knows this registry alone, and nothing of the user. */
  get env(): NodeJS.ProcessEnv {
    const npm = {
      npm_config_userconfig: join(this.#folder, 'npmrc'),
      npm_config_cache: join(this.#folder, 'cache'),
    };
    const quiet = {
      npm_config_update_notifier: 'false',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
    };
    return { PATH: process.env['PATH'], HOME: this.#folder, ...npm, ...quiet };
  }

  /** Publishes every public package of this repository, as a release does; returns what the script printed. */
  async publish(): Promise<string> {
    const script = join(ROOT, 'scripts/publish-packages.mjs');
    return (await run(process.execPath, [script], { cwd: ROOT, env: this.env })).stdout;
  }

  /** Makes an empty folder, which goes with the registry. */
  newFolder(name: string): string {
    const folder = join(this.#folder, name);
    mkdirSync(folder);
    return folder;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const over = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await over;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function configOf(folder: string): object {
  const machine = execFileSync('npm', ['config', 'get', 'registry'], { cwd: ROOT, encoding: 'utf8' }).trim();
  return {
    storage: join(folder, 'storage'),
    auth: { htpasswd: { file: join(folder, 'users') } },
    uplinks: { machine: { url: machine, maxage: '60m', timeout: '60s' } },
    packages: {
      '@lp-faas/*': { access: '$all', publish: '$all' },
      '**': { access: '$all', proxy: 'machine' },
    },
    log: { type: 'file', path: join(folder, 'log'), level: 'warn' },
    max_body_size: '50mb',
  };
}
