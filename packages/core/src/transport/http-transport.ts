import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { Socket } from 'node:net';
import { direct, throughProxy } from './connections.js';
import { EarlyConnector } from './early-connector.js';
import { HttpExchange } from './http-exchange.js';
import { isLoopback } from './loopback.js';
import { NoProxy } from './no-proxy.js';
import { nodeConnector } from './node-connector.js';
import { environmentProxy } from './proxy.js';
import {
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from './transport.js';

/** The function `request` of `node:http` and `node:https`. */
export type HttpRequest = (
  options: RequestOptions,
  onResponse: (message: IncomingMessage) => void,
) => ClientRequest;

/** Sends one request by a call of `httpRequest`, and gives the exchange its response or its error. */
export type StartRequest = (
  httpRequest: HttpRequest,
  options: RequestOptions,
  request: TransportRequest,
  exchange: HttpExchange,
) => void;

/** Options of {@link HttpTransport}. */
export interface HttpTransportOptions {
  /** Default: sends with Node's own client alone. */
  readonly start?: StartRequest;
  /** Milliseconds to open a connection. Default: 10,000. */
  readonly connectTimeoutMs?: number;
  /** Whether requests to this https URL, which is not loopback, go through the proxy. Default: unless `no_proxy` has it. */
  readonly usesProxy?: (url: URL) => boolean;
}

/**
 * A transport for programs that end after a few requests: Node's own HTTP client, which starts sooner than undici. Each
 * request has a connection of its own. The proxy of `https_proxy` and `no_proxy` counts, except for loopback.
 */
export class HttpTransport implements Transport {
  readonly #open = new Set<HttpExchange>();
  readonly #start: StartRequest;
  readonly #usesProxy: (url: URL) => boolean;
  readonly #direct: EarlyConnector;
  readonly #proxied: EarlyConnector | undefined;
  #isClosed = false;

  /** @throws {OptionsError} naming the variable of a bad proxy. */
  constructor({
    start = startRequest,
    connectTimeoutMs: timeoutMs = 10_000,
    usesProxy,
  }: HttpTransportOptions = {}) {
    const noProxy = new NoProxy();
    const settings = { timeoutMs };
    const connect = nodeConnector(settings);
    const proxy = environmentProxy();
    this.#start = start;
    this.#usesProxy = usesProxy ?? ((url) => !noProxy.matches(url));
    this.#direct = new EarlyConnector(direct(connect));
    this.#proxied = proxy && new EarlyConnector(throughProxy(proxy, connect, settings));
  }

  send(request: TransportRequest): Promise<TransportResponse> {
    if (request.signal.aborted) return Promise.reject(new TransportError('aborted', 'not-sent'));
    if (this.#isClosed) {
      const cause = new Error('the transport was closed');
      return Promise.reject(new TransportError('connection', 'not-sent', cause));
    }
    const exchange = new HttpExchange(request);
    this.#open.add(exchange);
    const { url, method, headers } = request;
    const options: RequestOptions = {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port || (url.protocol === 'https:' ? 443 : 80),
      path: url.pathname + url.search,
      method,
      headers: { ...headers, host: url.host },
      createConnection: createConnection(this.#connectorTo(url), url, exchange),
    };
    const send: HttpRequest = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const observed: HttpRequest = (...given) => exchange.observe(send(...given));
    this.#start(observed, options, request, exchange);
    return exchange.response.finally(() => this.#open.delete(exchange));
  }

  preconnect(origin: URL): void {
    const connector = this.#connectorTo(origin);
    // No tunnel is opened early: a proxy that refuses would be asked twice.
    if (connector === this.#direct && !this.#isClosed) connector.open(origin);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const exchange of this.#open) exchange.abort();
    this.#direct.close();
    this.#proxied?.close();
  }

  #connectorTo(url: URL): EarlyConnector {
    // All requests to other machines use https.
    const isOutward = url.protocol === 'https:' && !isLoopback(url.hostname);
    return this.#proxied !== undefined && isOutward && this.#usesProxy(url) ? this.#proxied : this.#direct;
  }
}

/** Gives a request of Node's client a connection that is open. */
function createConnection(
  connector: EarlyConnector,
  { protocol, hostname, host, port }: URL,
  exchange: HttpExchange,
): NonNullable<RequestOptions['createConnection']> {
  return (_, done) => {
    connector.dispatching = exchange;
    connector.connector({ protocol, hostname, host, port }, (error, socket) =>
      error === null ? done(null, socket as Socket) : done(error, undefined as never),
    );
    connector.dispatching = undefined;
    return undefined;
  };
}

/** Sends a request with Node's own client. */
const startRequest: StartRequest = (send, options, { body }, exchange) => {
  send(options, (message) => exchange.read(message))
    .on('error', (error) => exchange.fail('connection', error))
    .end(body);
};
