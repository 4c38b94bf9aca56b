import type { Socket } from 'node:net';
import { buildConnector } from 'undici';
import { loopbackLookup } from './loopback.js';

/** A connection that nobody came for by then is closed again. */
const UNUSED_MS = 5000;

interface Early {
  readonly socket: Promise<Socket>;
  /** Takes it out of the store; false when it is not there any more. */
  take(): boolean;
}

/** Makes connections, and has one ready where it was said beforehand that one will be needed. */
export class EarlyConnector {
  readonly #connect: buildConnector.connector;
  readonly #early = new Map<string, Early>();

  /** @param signal ends connections that are still being made */
  constructor(signal: AbortSignal) {
    // undici hands its options on to `net.connect`, which knows the signal; its types do not.
    const options = { lookup: loopbackLookup, signal } as buildConnector.BuildOptions;
    this.#connect = buildConnector(options);
  }

  /** undici's own way of asking for a connection. */
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

  /** Opens a connection to an origin that will be needed soon. Its failure is told to whoever comes for it. */
  open({ protocol, hostname, host, port, origin }: URL): void {
    if (this.#early.has(origin)) return;
    const options = { protocol, hostname, host, port };
    const socket = new Promise<Socket>((resolve, reject) => {
      this.#connect(options, (error, made) => {
        // With an error there is no socket, whatever the types say.
        if (error !== null || made === null) return reject(error);
        // Until somebody comes for it, it holds no process and crashes none.
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

  /** Closes what nobody came for. */
  close(): void {
    for (const early of [...this.#early.values()]) {
      if (early.take()) early.socket.then((made) => made.destroy()).catch(() => undefined);
    }
  }
}
