import { Client, type Dispatcher } from 'undici';
import type { EarlyConnector } from './early-connector.js';
import type { UndiciExchange } from './undici-exchange.js';

/** How an origin is connected to. */
export interface PoolSettings {
  readonly connector: EarlyConnector;
  /** The number of connections at most. */
  readonly connections: number;
  /** Milliseconds after which an unused connection is closed. */
  readonly keepAliveTimeout: number;
}

/** One connection, which undici opens when it needs it. */
interface Line {
  readonly client: Client;
  isFree: boolean;
}

/**
 * The connections to one origin. undici has a pool, too, but with a limit its queue gets stuck when a connection fails:
 * a request that waits there is not sent before another one succeeds.
 */
export class OriginPool {
  readonly #origin: string;
  readonly #settings: PoolSettings;
  readonly #lines = new Set<Line>();
  readonly #free: Line[] = [];
  /** Callbacks of those that wait for a connection, in the order of arrival. */
  readonly #waiting = new Set<() => void>();
  #isScheduled = false;
  #isClosed = false;

  constructor(origin: string, settings: PoolSettings) {
    this.#origin = origin;
    this.#settings = settings;
  }

  /** Sends a request, as soon as there is a connection. */
  dispatch(request: Dispatcher.DispatchOptions, exchange: UndiciExchange): void {
    const line = this.#free.pop() ?? this.#newLine();
    if (line !== undefined) this.#send(line, request, exchange);
    else if (this.#isClosed) exchange.onError(new Error('the transport was closed'));
    else this.#queue(request, exchange);
  }

  /** Waits until a request would get a connection; returns nothing when there is one. Rejects with the signal's reason. */
  whenFree(work: { readonly signal: AbortSignal }): Promise<void> | undefined {
    if (this.#isClosed || (this.#room > 0 && this.#waiting.size === 0)) return undefined;
    const { signal } = work;
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.#waiting.delete(settle);
        signal.removeEventListener('abort', settle);
        if (signal.aborted) reject(signal.reason);
        else resolve();
      };
      if (signal.aborted) return reject(signal.reason);
      signal.addEventListener('abort', settle, { once: true });
      this.#waiting.add(settle);
    });
  }

  /** Closes the connections; waiting requests fail. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#free.length = 0;
    for (const go of [...this.#waiting]) go();
    await Promise.all([...this.#lines].map(({ client }) => client.destroy()));
  }

  get #room(): number {
    return this.#free.length + this.#settings.connections - this.#lines.size;
  }

  #send(line: Line, request: Dispatcher.DispatchOptions, exchange: UndiciExchange): void {
    const { connector } = this.#settings;
    line.isFree = false;
    connector.dispatching = exchange;
    line.client.dispatch(request, exchange);
    connector.dispatching = undefined;
    // undici refused it, and then does not announce that the connection is free.
    if (exchange.isSettled) this.#release(line);
  }

  #queue(request: Dispatcher.DispatchOptions, exchange: UndiciExchange): void {
    const go = (): void => {
      this.#waiting.delete(go);
      this.dispatch(request, exchange);
    };
    this.#waiting.add(go);
    exchange.hangUpWith(() => this.#waiting.delete(go));
  }

  #newLine(): Line | undefined {
    const { connector, connections, keepAliveTimeout } = this.#settings;
    if (this.#isClosed || this.#lines.size >= connections) return undefined;
    const client = new Client(this.#origin, { connect: connector.connector, keepAliveTimeout });
    const line = { client, isFree: false };
    this.#lines.add(line);
    client.on('drain', () => this.#release(line));
    client.on('connectionError', () => {
      this.#lines.delete(line);
      this.#admit();
    });
    return line;
  }

  #release(line: Line): void {
    if (line.isFree || this.#isClosed || !this.#lines.has(line)) return;
    line.isFree = true;
    this.#free.push(line);
    // Later, because undici connects at once only outside of its own events, and the connection belongs to its request.
    if (this.#waiting.size > 0) queueMicrotask(() => this.#admit());
  }

  #admit(): void {
    let room = this.#room;
    for (const go of this.#waiting) {
      if (room <= 0) break;
      room -= 1;
      go();
    }
    if (this.#waiting.size > 0 && !this.#isScheduled) this.#admitAgainSoon();
  }

  /** An admitted call may not send after all, for example because its token could not be renewed. */
  #admitAgainSoon(): void {
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      if (this.#room > 0) this.#admit();
    });
  }
}
