import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { type FlowNode, PACKAGE } from './node-red.js';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** Packs the package as it would be published, and says where the tarball is. */
export async function pack(folder: string): Promise<string> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: PACKAGE });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(folder, filename);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface InstallOptions {
  readonly version: number;
  /** More for settings.js, as its source text: `adminAuth: {…},`. */
  readonly settings?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A real Node-RED in a process and a user directory of its own, with the packed package installed. */
export class InstalledNodeRed implements AsyncDisposable {
  readonly folder: string;
  readonly url: string;
  /** All that it printed, over all its starts. */
  log = '';
  readonly #options: InstallOptions;
  #child: ChildProcess | undefined;
  #deployedAt = 0;

  private constructor(folder: string, port: number, options: InstallOptions) {
    this.folder = folder;
    this.#options = options;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(options: InstallOptions): Promise<InstalledNodeRed> {
    const folder = await mkdtemp(join(tmpdir(), 'lp-faas-node-red-'));
    const port = await freePort();
    const nodeRed = new InstalledNodeRed(folder, port, options);
    try {
      const tarball = await pack(folder);
      await writeFile(join(folder, 'package.json'), '{ "name": "user-directory", "private": true }\n');
      // Without dependencies there is nothing to ask a registry for.
      const install = ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball];
      await run('npm', install, { cwd: folder });
      await writeFile(join(folder, 'settings.js'), settings(port, options.settings ?? ''));
      await nodeRed.begin();
      return nodeRed;
    } catch (error) {
      await nodeRed[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Starts the process, and waits until its flows run. */
  async begin(): Promise<void> {
    const red = join(dirname(require.resolve(`node-red-${this.#options.version}/package.json`)), 'red.js');
    const args = [red, '--userDir', this.folder, '--settings', join(this.folder, 'settings.js')];
    const env = { ...process.env, NODE_OPTIONS: '', ...this.#options.environment };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    const read = (part: Buffer): void => {
      this.log += part;
      child.emit('printed');
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    await this.#started(child, this.#starts);
  }

  get #starts(): number {
    return this.log.split('Started flows').length;
  }

  /** Waits until flows were started once more. */
  #started(child: ChildProcess, before: number): Promise<void> {
    return this.#until(child, () => this.#starts > before);
  }

  /** Waits until something is printed that was not there at the last deploy. */
  async printed(what: RegExp): Promise<void> {
    await this.#until(this.#child as ChildProcess, () => what.test(this.log.slice(this.#deployedAt)));
  }

  async #until(child: ChildProcess, isSo: () => boolean): Promise<void> {
    const left = new AbortController();
    const { signal } = left;
    const ended = once(child, 'exit', { signal }).then(
      () => 'ended',
      () => 'left',
    );
    try {
      while (!isSo()) {
        if ((await Promise.race([once(child, 'printed', { signal }), ended])) === 'ended') {
          throw new Error(`Node-RED ended:\n${this.log}`);
        }
      }
    } finally {
      left.abort();
    }
  }

  /** Ends the process as a service manager does. */
  async end(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }

  /** One request to the admin API. */
  async admin(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(this.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text };
  }

  /** Deploys as the editor does: credentials travel inside of the nodes. */
  async deploy(
    flow: readonly FlowNode[],
    type = 'full',
    headers: Record<string, string> = {},
  ): Promise<void> {
    const child = this.#child as ChildProcess;
    const before = this.#starts;
    const deployment = { 'node-red-deployment-type': type, 'node-red-api-version': 'v1' };
    const { status, text } = await this.admin('POST', '/flows', flow, { ...deployment, ...headers });
    if (status !== 204) throw new Error(`The deploy was answered with ${status}: ${text}`);
    await this.#started(child, before);
    this.#deployedAt = this.log.length;
  }

  read(file: string): Promise<string> {
    return readFile(join(this.folder, file), 'utf8');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
    await rm(this.folder, { recursive: true, force: true });
  }
}

const settings = (port: number, more: string): string => `module.exports = {
  uiHost: '127.0.0.1', uiPort: ${port}, flowFile: 'flows.json', credentialSecret: 'of a test',
  telemetry: { enabled: false, updateNotification: false },
  // The small one of its two text editors: the other takes half of the time that a page needs.
  editorTheme: { tours: false, palette: { catalogues: [] }, codeEditor: { lib: 'ace' } },
  externalModules: { palette: { allowInstall: false, allowUpload: false } },
  logging: { console: { level: 'trace', metrics: false } },
  ${more}
};
`;
