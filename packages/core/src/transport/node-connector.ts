import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ConnectionSettings, Connector } from './connections.js';
import { loopbackLookup } from './loopback.js';

type Done = (error: Error | undefined) => void;

/** Connects with Node's own modules: undici's connector would load undici. */
export const nodeConnector =
  ({ tls, timeoutMs }: ConnectionSettings): Connector =>
  ({ protocol, hostname, port, httpSocket }, done) => {
    const isSecure = protocol === 'https:';
    const host = hostname.replace(/^\[|\]$/g, '');
    const target = { host, port: Number(port) || (isSecure ? 443 : 80), lookup: loopbackLookup };
    const socket = isSecure
      ? connectTls({
          ...tls,
          ...(httpSocket ? { socket: httpSocket, host } : target),
          servername: isIP(host) ? '' : host,
          ALPNProtocols: ['http/1.1'],
          // Without a value, Node would take NODE_TLS_REJECT_UNAUTHORIZED.
          rejectUnauthorized: tls?.rejectUnauthorized ?? true,
        })
      : connectTcp(target);
    whenOpen(socket, isSecure ? 'secureConnect' : 'connect', timeoutMs, (error) =>
      error === undefined ? done(null, socket) : done(error, null),
    );
    return socket.setNoDelay(true);
  };

/** Calls back once, when a socket is open or cannot be opened. */
function whenOpen(socket: Socket, opened: string, timeoutMs: number, done: Done): void {
  const settle = (error?: Error): void => {
    clearTimeout(timer);
    socket.off(opened, onOpen).off('error', settle).off('close', onClose);
    // It may have more than one error.
    if (error !== undefined) socket.on('error', () => undefined);
    done(error);
  };
  const onOpen = (): void => settle();
  const onClose = (): void => settle(new Error('the connection was closed before it was open'));
  const expire = (): void => {
    const error = new Error(`the connection was not open within ${timeoutMs} ms`);
    socket.destroy(Object.assign(error, { code: 'ETIMEDOUT' }));
  };
  const timer = timeoutMs > 0 ? setTimeout(expire, timeoutMs) : undefined;
  socket.once(opened, onOpen).once('error', settle).once('close', onClose);
}
