import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { loopbackLookup } from './loopback.js';
import type { HttpProxy } from './proxy.js';
import { failedAt, ProxyError, refusedBy } from './proxy-error.js';

/** TLS settings for the connection to an https proxy. */
export interface ProxyTls extends Pick<SecureContextOptions, 'ca'> {
  /** Whether to check the certificate of the proxy. Default `true`. */
  readonly rejectUnauthorized?: boolean | undefined;
}

/** Where a tunnel goes, and how long the proxy has to answer. */
export interface TunnelOptions {
  /** The host at the other end, without the brackets of an IPv6 address. */
  readonly hostname: string;
  /** The port at the other end. */
  readonly port: number;
  /** Milliseconds to connect to the proxy and to get its answer; 0 for no limit. */
  readonly timeoutMs: number;
  /** TLS settings for an https proxy. Default: those of Node. */
  readonly tls?: ProxyTls | undefined;
}

type Done = (error: ProxyError | undefined, socket?: Socket) => void;

/**
 * Opens a tunnel through a proxy with one CONNECT request, and never repeats it. Whatever fails before the tunnel
 * stands, certainly nothing was sent to its other end.
 * @param done gets the socket of the tunnel, or the error
 * @returns a function that hangs up, unless the tunnel stands already
 */
export function openTunnel(
  proxy: HttpProxy,
  { hostname, port, timeoutMs, tls = {} }: TunnelOptions,
  done: Done,
): () => void {
  const authority = `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
  const { authorization } = proxy;
  const request = (proxy.isSecure ? httpsRequest : httpRequest)({
    ...tls,
    // Without a value, Node would take NODE_TLS_REJECT_UNAUTHORIZED.
    rejectUnauthorized: tls.rejectUnauthorized ?? true,
    host: proxy.hostname,
    port: proxy.port,
    // Node would take the name from the Host header, which names the other end of the tunnel.
    servername: isIP(proxy.hostname) ? '' : proxy.hostname,
    method: 'CONNECT',
    path: authority,
    headers: {
      host: authority,
      connection: 'keep-alive',
      ...(authorization !== undefined && { 'proxy-authorization': authorization }),
    },
    agent: false,
    lookup: loopbackLookup,
  });
  let isDone = false;
  const finish: Done = (error, socket) => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    if (error !== undefined) request.destroy();
    done(error, socket);
  };
  const expire = (): void =>
    finish(new ProxyError('PROXY_TIMEOUT', `the proxy at ${proxy.host} did not answer in ${timeoutMs} ms`));
  const timer = timeoutMs > 0 ? setTimeout(expire, timeoutMs) : undefined;
  request.on('error', (error) => finish(failedAt(proxy.host, error)));
  request.on('connect', ({ statusCode = 0 }, socket: Socket, head) => {
    const error = refusal(proxy.host, statusCode, head.length);
    if (error === undefined && !isDone) return finish(undefined, socket);
    socket.on('error', () => undefined).destroy();
    finish(error);
  });
  request.end();
  return () => finish(new ProxyError('PROXY_CLOSED', 'the connection to the proxy was closed'));
}

function refusal(host: string, status: number, extraBytes: number): ProxyError | undefined {
  if (status < 200 || status > 299) return refusedBy(host, status);
  // Over TLS the client speaks first, so these bytes did not come through the tunnel.
  const message = `the proxy at ${host} sent more than its response`;
  return extraBytes === 0 ? undefined : new ProxyError('PROXY_INVALID_RESPONSE', message);
}
