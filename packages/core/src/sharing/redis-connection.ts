import type { RedisClientOptions } from '@redis/client';

const CONNECT_TIMEOUT_MS = 5000;
const IDLE_MS = 60_000;

/** After a connection failed, no other is tried for this time: a call must not wait for one attempt after the other. */
const PAUSE_MS = 1000;

/** What is used of the client of `@redis/client`. */
interface RedisClient {
  readonly isOpen: boolean;
  connect(): Promise<unknown>;
  sendCommand(args: string[]): Promise<unknown>;
  on(event: 'error', listener: () => void): unknown;
  unref(): void;
  destroy(): void;
}

/** One connection at a time, opened when a command needs it. */
export class RedisConnection {
  readonly #url: string;
  #client: RedisClient | undefined;
  #ready: Promise<unknown> | undefined;
  #triesAgainAt = 0;

  constructor(url: string) {
    this.#url = url;
  }

  async send(args: string[]): Promise<unknown> {
    const mayOpen = performance.now() >= this.#triesAgainAt;
    if (this.#ready === undefined && !mayOpen) throw new Error('There is no connection to the shared cache');
    this.#ready ??= this.#open();
    await this.#ready;
    if (this.#client === undefined) throw new Error('The connection to the shared cache was closed');
    return await this.#client.sendCommand(args);
  }

  /** Asks for an answer now, also after a connection failed. */
  ping(): Promise<unknown> {
    this.#triesAgainAt = 0;
    return this.send(['PING']);
  }

  close(): void {
    const client = this.#client;
    this.#client = undefined;
    this.#ready = undefined;
    if (client?.isOpen) client.destroy();
  }

  async #open(): Promise<void> {
    try {
      const { createClient } = await loadLibrary();
      const client: RedisClient = createClient(optionsFor(this.#url));
      this.#client = client;
      client.on('error', () => this.#fail(client));
      await client.connect();
      client.unref();
    } catch (error) {
      this.#fail(this.#client);
      throw error;
    }
  }

  /** Forgets a connection that failed, unless another one took its place. */
  #fail(client: RedisClient | undefined): void {
    if (this.#client !== client) return;
    this.close();
    this.#triesAgainAt = performance.now() + PAUSE_MS;
  }
}

function optionsFor(url: string): RedisClientOptions {
  return {
    url,
    // A command fails at once while there is no connection, and a later one opens another.
    disableOfflineQueue: true,
    disableClientInfo: true,
    socket: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      // A connection that no longer exists at the other end is silent for ever.
      socketTimeout: IDLE_MS,
      reconnectStrategy: false,
      ...(url.startsWith('rediss:') && { tls: true, rejectUnauthorized: true }),
    },
  };
}

let isWarned = false;

async function loadLibrary(): Promise<typeof import('@redis/client')> {
  try {
    const library = await import('@redis/client');
    // Some bundlers give a CommonJS package a default export alone.
    return 'createClient' in library
      ? library
      : (library as { default: typeof import('@redis/client') }).default;
  } catch (error) {
    if (!isWarned) {
      process.emitWarning('sharedCache() needs the package @redis/client: npm install @redis/client', {
        code: 'LP_FAAS_SHARED_CACHE',
      });
    }
    isWarned = true;
    throw error;
  }
}
