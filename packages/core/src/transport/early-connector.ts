import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import type { Open, Target } from './connections.js';

/** An unused connection is closed after this time. */
const UNUSED_MS = 5000;

interface EarlyConnection {
  readonly socket: Promise<Socket>;
  /** Claims the connection; returns false if it has been claimed already. */
  take(): boolean;
  hangUp(): void;
}

/** A request for which a connection is opened. */
interface Waiting {
  /** Sets what is called when the request ends before it was sent. */
  hangUpWith(hangUp: () => void): void;
}

/**
 * Creates connections for an HTTP client: hangs up one that its request does not wait for any more, and opens one in
 * advance for an announced request.
 */
export class EarlyConnector {
  readonly #open: Open;
  readonly #early = new Map<string, EarlyConnection>();
  /** Hang up the connections that are being opened; the client would wait for them. */
  readonly #opening = new Set<() => void>();
  #waiting: Waiting | undefined;

  constructor(open: Open) {
    this.#open = open;
  }

  /** Says which request is being dispatched: the client opens the connection for it, if it needs one, meanwhile. */
  set dispatching(request: Waiting | undefined) {
    this.#waiting = request;
  }

  /** The connector, in the form that undici wants. */
  readonly connector: buildConnector.connector = (target, callback) => {
    // With an error the socket is null, although the types allow other combinations.
    const answer = (error: Error | undefined, socket?: Socket): void =>
      socket === undefined ? callback(error as Error, null) : callback(null, socket);
    const early = this.#early.get(`${target.protocol}//${target.host}`);
    if (early === undefined || !early.take()) {
      const hangUp = this.#connect(target, answer);
      this.#waiting?.hangUpWith(hangUp);
      return;
    }
    this.#waiting?.hangUpWith(early.hangUp);
    early.socket.then((socket) => {
      if (socket.destroyed) this.#connect(target, answer);
      else answer(undefined, socket.ref());
    }, answer);
  };

  /** Opens a connection to an origin in advance. A failure is reported to the request that claims it. */
  open({ protocol, hostname, host, port, origin }: URL): void {
    if (this.#early.has(origin)) return;
    let hangUp = (): void => undefined;
    const socket = new Promise<Socket>((resolve, reject) => {
      hangUp = this.#connect({ protocol, hostname, host, port }, (error, made) => {
        if (made === undefined) return reject(error);
        // An unclaimed connection neither keeps the process alive nor crashes it.
        made.unref().on('error', () => undefined);
        resolve(made);
      });
    });
    const take = (): boolean => {
      clearTimeout(unused);
      return this.#early.delete(origin);
    };
    const unused = setTimeout(() => drop({ socket, take, hangUp }), UNUSED_MS).unref();
    socket.catch(() => undefined);
    this.#early.set(origin, { socket, take, hangUp });
  }

  /** Closes unclaimed connections, and hangs up those that are being opened. */
  close(): void {
    for (const early of [...this.#early.values()]) drop(early);
    for (const hangUp of [...this.#opening]) hangUp();
  }

  #connect(target: Target, done: (error: Error | undefined, socket?: Socket) => void): () => void {
    const hangUp = this.#open(target, (error, socket) => {
      this.#opening.delete(hangUp);
      done(error, socket);
    });
    this.#opening.add(hangUp);
    return () => {
      if (this.#opening.has(hangUp)) hangUp();
    };
  }
}

/** Closes an early connection unless a request has claimed it. */
function drop({ socket, take, hangUp }: EarlyConnection): void {
  if (!take()) return;
  hangUp();
  socket.then((made) => made.destroy()).catch(() => undefined);
}
