import type { Socket } from 'node:net';
import { buildConnector } from 'undici';
import { loopbackLookup } from './loopback.js';

/** An unused connection is closed after this time. */
const UNUSED_MS = 5000;

interface EarlyConnection {
  readonly socket: Promise<Socket>;
  /** Claims the connection; returns false if it has been claimed already. */
  take(): boolean;
}

/** Creates connections for undici, and opens one in advance for an announced request. */
export class EarlyConnector {
  readonly #connect: buildConnector.connector;
  readonly #early = new Map<string, EarlyConnection>();

  /** @param signal aborts connections that are still being established */
  constructor(signal: AbortSignal) {
    // undici passes its options on to `net.connect`, which accepts a signal, although undici's types do not.
    const options = { lookup: loopbackLookup, signal } as buildConnector.BuildOptions;
    this.#connect = buildConnector(options);
  }

  /** The connector for undici's agents. */
  readonly connector: buildConnector.connector = (options, callback) => {
    const early = this.#early.get(`${options.protocol}//${options.host}`);
    if (early === undefined || !early.take()) return this.#connect(options, callback);
    early.socket.then(
      (socket) => {
        if (socket.destroyed) this.#connect(options, callback);
        else callback(null, socket.ref());
      },
      (error: Error) => callback(error, null),
    );
  };

  /** Opens a connection to an origin in advance. A failure is reported to the request that claims it. */
  open({ protocol, hostname, host, port, origin }: URL): void {
    if (this.#early.has(origin)) return;
    const options = { protocol, hostname, host, port };
    const socket = new Promise<Socket>((resolve, reject) => {
      this.#connect(options, (error, made) => {
        // With an error the socket is null, although the types allow other combinations.
        if (error !== null || made === null) return reject(error);
        // An unclaimed connection neither keeps the process alive nor crashes it.
        made.unref().on('error', () => undefined);
        resolve(made);
      });
    });
    const take = (): boolean => {
      clearTimeout(unused);
      return this.#early.delete(origin);
    };
    const drop = (): void => {
      if (take()) socket.then((made) => made.destroy()).catch(() => undefined);
    };
    const unused = setTimeout(drop, UNUSED_MS).unref();
    socket.catch(() => undefined);
    this.#early.set(origin, { socket, take });
  }

  /** Closes unclaimed connections. */
  close(): void {
    for (const early of [...this.#early.values()]) {
      if (early.take()) early.socket.then((made) => made.destroy()).catch(() => undefined);
    }
  }
}
