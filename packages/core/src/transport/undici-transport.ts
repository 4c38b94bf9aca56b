import { Agent } from 'undici';
import { OptionsError } from '../errors.js';
import { direct, type Open, throughProxy } from './connections.js';
import { EarlyConnector } from './early-connector.js';
import { isLoopback } from './loopback.js';
import { NoProxy } from './no-proxy.js';
import { environmentProxy, readProxy } from './proxy.js';
import {
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from './transport.js';
import { UndiciExchange } from './undici-exchange.js';
import { findTransportProblems, type UndiciTransportOptions } from './undici-options.js';

/** One way to a host: its connections, and what opens them. */
class Route {
  readonly connector: EarlyConnector;
  readonly agent: Agent;

  constructor(open: Open, { keepAliveTimeoutMs: keepAliveTimeout = 4000 }: UndiciTransportOptions) {
    this.connector = new EarlyConnector(open);
    this.agent = new Agent({ connect: this.connector.connector, keepAliveTimeout });
  }

  async close(): Promise<void> {
    this.connector.close();
    await this.agent.destroy();
  }
}

/** The default transport: undici with keep-alive, and the proxy of `https_proxy` and `no_proxy` except for loopback. */
export class UndiciTransport implements Transport {
  readonly #loopback: Route;
  readonly #outward: Route;
  readonly #proxied: Route | undefined;
  readonly #noProxy: NoProxy;
  #isClosed = false;

  /** @throws {OptionsError} naming every bad option, or the variable of a bad proxy. */
  constructor(options: UndiciTransportOptions = {}) {
    const problems = findTransportProblems({ ...options });
    if (problems.length > 0) throw new OptionsError(problems);
    const { tls, connectTimeoutMs: timeoutMs = 10_000 } = options;
    const proxy = options.proxy ? readProxy(options.proxy.url, 'proxy.url') : environmentProxy();
    this.#loopback = new Route(direct({ timeoutMs }), options);
    this.#outward = tls ? new Route(direct({ tls, timeoutMs }), options) : this.#loopback;
    this.#proxied = proxy && new Route(throughProxy(proxy, { tls, timeoutMs }), options);
    this.#noProxy = new NoProxy(options.proxy && (options.proxy.noProxy ?? []));
  }

  send(request: TransportRequest): Promise<TransportResponse> {
    if (request.signal.aborted) return Promise.reject(new TransportError('aborted', 'not-sent'));
    const { url, method, headers, body = null } = request;
    const { agent, connector } = this.#routeTo(url);
    return new Promise((resolve, reject) => {
      const exchange = new UndiciExchange(request, resolve, reject);
      // The signal is the only timeout.
      const limits = { headersTimeout: 0, bodyTimeout: 0 };
      const path = url.pathname + url.search;
      connector.dispatching = exchange;
      agent.dispatch({ origin: url.origin, path, method, headers, body, ...limits }, exchange);
      connector.dispatching = undefined;
    });
  }

  preconnect(origin: URL): void {
    const route = this.#routeTo(origin);
    // No tunnel is opened early: a proxy that refuses would be asked twice.
    if (route !== this.#proxied && !this.#isClosed) route.connector.open(origin);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const routes = new Set([this.#loopback, this.#outward, this.#proxied ?? this.#outward]);
    await Promise.all([...routes].map((route) => route.close()));
  }

  #routeTo(url: URL): Route {
    if (isLoopback(url.hostname)) return this.#loopback;
    // All requests to other machines use https.
    const isProxied = this.#proxied !== undefined && url.protocol === 'https:' && !this.#noProxy.matches(url);
    return isProxied ? (this.#proxied as Route) : this.#outward;
  }
}
