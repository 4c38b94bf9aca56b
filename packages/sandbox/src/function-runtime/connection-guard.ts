/** Refuses connections of this process, whichever library opens them: also those that are not HTTP. */
import { Socket } from 'node:net';
import process from 'node:process';
import { addMockHint, RefusedError, reportRefusal } from './refusals.js';

interface Target {
  readonly host?: string;
  readonly port?: number | string;
  /** Of a local socket. */
  readonly path?: string;
}

/** The target in the arguments of `connect`: options, or a port and a host, or a list that begins with the options. */
function targetOf([first, second]: readonly unknown[]): Target {
  if (Array.isArray(first)) return targetOf(first as unknown[]);
  if (typeof first === 'object' && first !== null) return first as Target;
  return { port: first as number, ...(typeof second === 'string' && { host: second }) };
}

/** Addresses whose next refusal is already reported. */
const reported = new Set<string>();

const addressOf = (host: string, port: number | string | undefined) => `${host}:${port}`;

/** Refuses the next connection to a URL without a report. */
export function refuseQuietly({ protocol, hostname, port }: URL): void {
  reported.add(addressOf(hostname, port || (protocol === 'https:' ? 443 : 80)));
}

/** @param isAllowed tells whether a connection may be opened. Local sockets always may. */
export function guardConnections(isAllowed: (host: string, port: number) => boolean): void {
  const { connect } = Socket.prototype;
  Socket.prototype.connect = function guarded(this: Socket, ...args: unknown[]): Socket {
    const { host = 'localhost', port, path } = targetOf(args);
    if (path !== undefined || isAllowed(host, Number(port))) {
      return Reflect.apply(connect, this, args) as Socket;
    }
    const address = addressOf(host, port);
    const reason = addMockHint(`The sandbox is offline and has no mock for ${address}.`);
    if (!reported.delete(address)) reportRefusal(`connect ${address}`, reason);
    // Later, as a failed connection is: whoever connects still configures the socket.
    process.nextTick(() => this.destroy(new RefusedError(reason)));
    return this;
  };
}
