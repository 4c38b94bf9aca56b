import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import type { InstalledPackage } from './installed-package.js';
import type { FlowNode } from './node-red.js';
import { within } from './waiting.js';

const require = createRequire(import.meta.url);

export interface InstallOptions {
  readonly version: number;
  readonly installed: InstalledPackage;
  /** More settings for settings.js, as source text: `adminAuth: {…},`. */
  readonly settings?: string;
  /** Options of Node.js for the process, such as `--expose-gc`. */
  readonly nodeArgs?: readonly string[];
  /** More environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A real Node-RED process with a user directory of its own, in which the packed package is installed. */
export class InstalledNodeRed implements AsyncDisposable {
  readonly folder: string;
  /** Base URL of the running process, without a trailing slash. */
  url = '';
  /** Everything the process has printed, over all starts. */
  log = '';
  readonly #version: number;
  readonly #nodeArgs: readonly string[];
  readonly #env: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  /** Where in the log the last deploy ended. */
  deployedAt = 0;

  private constructor(folder: string, { version, nodeArgs = [], env = {} }: InstallOptions) {
    this.folder = folder;
    this.#version = version;
    this.#nodeArgs = nodeArgs;
    this.#env = env;
  }

  static async start(options: InstallOptions): Promise<InstalledNodeRed> {
    const folder = await mkdtemp(join(tmpdir(), 'lp-faas-node-red-'));
    const nodeRed = new InstalledNodeRed(folder, options);
    try {
      await cp(options.installed.folder, folder, { recursive: true });
      await writeFile(join(folder, 'settings.js'), settings(options.settings ?? ''));
      await nodeRed.begin();
      return nodeRed;
    } catch (error) {
      await nodeRed[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Starts the process, and waits until it listens and its flows run. */
  async begin(): Promise<void> {
    const red = join(dirname(require.resolve(`node-red-${this.#version}/package.json`)), 'red.js');
    const args = [
      ...this.#nodeArgs,
      red,
      '--userDir',
      this.folder,
      '--settings',
      join(this.folder, 'settings.js'),
    ];
    const env = { ...process.env, ...this.#env, NODE_OPTIONS: '' };
    const before = this.#starts;
    const startedAt = this.log.length;
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    const read = (part: Buffer): void => {
      this.log += part;
      child.emit('printed');
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('exit', () => child.emit('printed'));
    // Node-RED starts its flows and its server at the same time: either may come first.
    const listensAt = () => /now running at (http\S+?)\/?\s/.exec(this.log.slice(startedAt))?.[1];
    await this.#until('it to listen', () => listensAt() !== undefined);
    this.url = listensAt() as string;
    await this.#started(before);
  }

  get #starts(): number {
    return this.log.split(/Started (?:flows|modified nodes|modified flows)/).length;
  }

  /** Waits until flows have started more than `before` times. */
  #started(before: number): Promise<void> {
    return this.#until('its flows to start', () => this.#starts > before);
  }

  /** Waits until text that matches `what` is printed after the last deploy. */
  async printed(what: RegExp): Promise<void> {
    await this.#until(`it to print ${what}`, () => what.test(this.log.slice(this.deployedAt)));
  }

  async #until(what: string, holds: () => boolean): Promise<void> {
    const child = this.#child as ChildProcess;
    const waiting = new AbortController();
    const check = async (): Promise<void> => {
      while (!holds()) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`Node-RED ended. It printed:\n${this.log.slice(-4000)}`);
        await once(child, 'printed', { signal: waiting.signal });
      }
    };
    try {
      await within(check(), () => `${what}. Node-RED printed:\n${this.log.slice(-4000)}`);
    } finally {
      waiting.abort();
    }
  }

  /** Ends the process as a service manager does. */
  async end(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    try {
      await within(ended, () => 'Node-RED to end after SIGTERM');
    } finally {
      child.kill('SIGKILL');
    }
  }

  /** Sends a request to this Node-RED; fails if the response takes too long. */
  async request(path: string, init: RequestInit = {}) {
    const what = () => `a response to ${init.method ?? 'GET'} ${path}`;
    const response = await within(fetch(this.url + path, init), what);
    const text = await within(response.text(), what);
    return { status: response.status, headers: response.headers, text };
  }

  /** Sends a request to the admin API. */
  async admin(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    return await this.request(path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** Sends a request with headers that `fetch` does not send, and returns the status of its response. */
  async raw(method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<number> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = request(this.url + path, { method, headers: { ...json, ...headers } });
    sent.end(body === undefined ? undefined : JSON.stringify(body));
    const [response] = (await within(once(sent, 'response'), () => `a response to ${path}`)) as [
      IncomingMessage,
    ];
    response.resume();
    return response.statusCode ?? 0;
  }

  /** Deploys as the editor does, with the credentials inside the nodes. */
  async deploy(
    flow: readonly FlowNode[],
    type = 'full',
    headers: Record<string, string> = {},
  ): Promise<void> {
    const before = this.#starts;
    const deployment = { 'node-red-deployment-type': type, 'node-red-api-version': 'v1' };
    const { status, text } = await this.admin('POST', '/flows', flow, { ...deployment, ...headers });
    if (status !== 204) throw new Error(`The deploy failed with status ${status}: ${text}`);
    await this.#started(before);
    this.deployedAt = this.log.length;
  }

  read(file: string): Promise<string> {
    return readFile(join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): Promise<void> {
    return writeFile(join(this.folder, file), text);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
    await rm(this.folder, { recursive: true, force: true });
  }
}

// With port 0 the system chooses a free port, and Node-RED prints it.
const settings = (more: string): string => `module.exports = {
  uiHost: '127.0.0.1', uiPort: 0, flowFile: 'flows.json', credentialSecret: 'of a test',
  telemetry: { enabled: false, updateNotification: false },
  // The smaller of the two text editors: Monaco doubles the time that a page needs to load.
  editorTheme: { tours: false, palette: { catalogues: [] }, codeEditor: { lib: 'ace' } },
  externalModules: { palette: { allowInstall: false, allowUpload: false } },
  logging: { console: { level: 'trace', metrics: false } },
  ${more}
};
`;
