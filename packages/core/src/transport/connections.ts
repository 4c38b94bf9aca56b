import type { Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { buildConnector } from 'undici';
import { loopbackLookup } from './loopback.js';
import type { HttpProxy } from './proxy.js';
import { openTunnel } from './tunnel.js';

/** What undici wants to connect to. */
export type Target = buildConnector.Options;

/**
 * Opens one connection and calls back, once, after it has returned.
 * @returns a function that hangs up, unless the connection stands already
 */
export type Open = (target: Target, done: (error: Error | undefined, socket?: Socket) => void) => () => void;

/** How connections are opened. */
export interface ConnectionSettings {
  /** Milliseconds to open a connection; 0 for no limit. */
  readonly timeoutMs: number;
  readonly tls?: ConnectionOptions | undefined;
}

/** Opens one connection, over `httpSocket` if the target has one. undici's do so too, although its types do not say so. */
export type Connector = (...args: Parameters<buildConnector.connector>) => Socket;

/** Connects as undici does. */
export const undiciConnector = ({ tls, timeoutMs }: ConnectionSettings): Connector =>
  buildConnector({
    ...(tls as buildConnector.BuildOptions),
    // Without a value, Node would take NODE_TLS_REJECT_UNAUTHORIZED.
    rejectUnauthorized: tls?.rejectUnauthorized ?? true,
    timeout: timeoutMs,
    lookup: loopbackLookup,
  } as buildConnector.BuildOptions) as unknown as Connector;

/** Connects without a proxy. */
export function direct(connect: Connector): Open {
  return (target, done) => {
    const socket = connect(target, (error, made) => done(error ?? undefined, made ?? undefined));
    return () => {
      socket.destroy(new Error('the connection was closed before it was open'));
    };
  };
}

/**
 * Connects through a proxy, with TLS to the target inside of the tunnel.
 * @param connect makes the connection inside of the tunnel
 */
export function throughProxy(
  proxy: HttpProxy,
  connect: Connector,
  { timeoutMs, tls }: ConnectionSettings,
): Open {
  const proxyTls = tls && { ca: tls.ca, rejectUnauthorized: tls.rejectUnauthorized };
  return (target, done) => {
    const { hostname, port } = target;
    const to = { hostname, port: Number(port) || 443, timeoutMs, tls: proxyTls };
    let hangUp = openTunnel(proxy, to, (error, tunnel) => {
      if (tunnel === undefined) return done(error);
      tunnel.on('error', () => undefined);
      hangUp = () => tunnel.destroy();
      connect({ ...target, httpSocket: tunnel }, (failure, made) => {
        hangUp = () => undefined;
        if (failure) tunnel.destroy();
        done(failure ?? undefined, made ?? undefined);
      });
    });
    return () => hangUp();
  };
}
