import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { freePort } from './free-port.js';

const PROGRAM = 'redis-server';

const works = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

/** Finds a Redis server, or installs one with apt-get; returns why when neither is possible. */
export function findRedis(): { readonly missing?: string } {
  if (works(PROGRAM, '--version')) return {};
  const canInstall = process.getuid?.() === 0 && works('apt-get', '--version');
  if (!canInstall) return { missing: `${PROGRAM} is not installed, and apt-get cannot install it here` };
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  execFileSync('apt-get', ['install', '-y', '-qq', PROGRAM], { env, stdio: 'ignore' });
  return {};
}

/** Options of {@link Redis.start}. */
export interface RedisOptions {
  /** Further settings, such as `--requirepass` and its value. */
  readonly settings?: readonly string[];
  /** The port of a server that ended before. Default: a free one. */
  readonly port?: number;
}

/** A Redis server on loopback that stores nothing on disk. */
export class Redis implements AsyncDisposable {
  readonly port: number;
  readonly #process: ChildProcess;

  private constructor(port: number, server: ChildProcess) {
    this.port = port;
    this.#process = server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  static async start({ settings = [], port: wanted }: RedisOptions = {}): Promise<Redis> {
    const port = wanted ?? (await freePort());
    const own = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const args = [...own, ...settings];
    const server = spawn(PROGRAM, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((resolve, reject) => {
      server.once('exit', (code) => reject(new Error(`${PROGRAM} ended with ${code}`)));
      server.stdout.on('data', (line: Buffer) => {
        if (line.includes('Ready to accept connections')) resolve();
      });
    });
    return new Redis(port, server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const over = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await over;
  }
}
