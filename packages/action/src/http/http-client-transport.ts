import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { getProxyUrl, HttpClient } from '@actions/http-client';
import {
  environmentProxy,
  type HttpProxy,
  isLoopback,
  loopbackLookup,
  openTunnel,
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from '@lp-faas/core/transport';
import { HttpClientExchange } from './http-client-exchange.js';

/** The longest possible timer: the client's socket timeout cannot be turned off, and the signal limits the time. */
const MAX_SOCKET_TIMEOUT_MS = 2_147_483_647;

/** Set explicitly: without a value, Node would take NODE_TLS_REJECT_UNAUTHORIZED. */
const CHECKS_CERTIFICATES = true;

type SendRequest = (options: RequestOptions, onResponse: (message: IncomingMessage) => void) => ClientRequest;

/**
 * The runner's own HTTP client as a transport, with its rules for `no_proxy`. Its retries, redirects, body reader and
 * proxy agent are not used: the first two send secrets again, the third never returns when a body is truncated, and
 * the last goes out without the proxy when it cannot read `https_proxy`.
 */
export class HttpClientTransport implements Transport {
  readonly #open = new Set<HttpClientExchange>();
  readonly #proxy = environmentProxy();

  send(request: TransportRequest): Promise<TransportResponse> {
    if (request.signal.aborted) return Promise.reject(new TransportError('aborted', 'not-sent'));
    const exchange = new HttpClientExchange(request);
    this.#open.add(exchange);
    start(request, exchange, usesProxy(request.url) ? this.#proxy : undefined);
    return exchange.response.finally(() => this.#open.delete(exchange));
  }

  async close(): Promise<void> {
    for (const exchange of this.#open) exchange.abort();
  }
}

/** The client's rules do not treat names under .localhost as loopback. All requests to other machines use https. */
const usesProxy = (url: URL): boolean =>
  url.protocol === 'https:' && !isLoopback(url.hostname) && getProxyUrl(url.href) !== '';

function start(
  { url, method, headers, body }: TransportRequest,
  exchange: HttpClientExchange,
  proxy: HttpProxy | undefined,
): void {
  const client = new HttpClient(undefined, [], { socketTimeout: MAX_SOCKET_TIMEOUT_MS });
  const sendRequest: SendRequest = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const observed: SendRequest = (options, onResponse) => exchange.observe(sendRequest(options, onResponse));
  const options: RequestOptions = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port || (url.protocol === 'https:' ? 443 : 80),
    path: url.pathname + url.search,
    method,
    headers: { ...headers, host: url.host },
    ...(proxy ? { createConnection: throughProxy(proxy, exchange.failureSignal) } : { agent: false }),
    lookup: loopbackLookup,
    rejectUnauthorized: CHECKS_CERTIFICATES,
  };
  // The client only uses the module's `request`.
  const httpModule = { request: observed } as Parameters<HttpClient['requestRaw']>[0]['httpModule'];
  client.requestRawWithCallback({ options, parsedUrl: url, httpModule }, body ?? null, (error, response) => {
    if (response) exchange.read(response.message);
    else exchange.fail('connection', error);
  });
}

/** Makes a connection through a proxy for Node's client, and hangs up when the signal aborts before it is open. */
function throughProxy(
  proxy: HttpProxy,
  signal: AbortSignal,
): NonNullable<RequestOptions['createConnection']> {
  return ({ host, port }, done) => {
    const hostname = host ?? '';
    // The request's own signal limits the time.
    const hangUp = openTunnel(proxy, { hostname, port: Number(port), timeoutMs: 0 }, (error, socket) => {
      if (socket === undefined) return done(error as Error, undefined as never);
      const servername = isIP(hostname) ? '' : hostname;
      done(null, connectTls({ socket, host: hostname, servername, rejectUnauthorized: CHECKS_CERTIFICATES }));
    });
    signal.addEventListener('abort', hangUp, { once: true });
    return undefined;
  };
}
