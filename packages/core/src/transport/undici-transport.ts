import { fieldsOf } from '../checks.js';
import { OptionsError } from '../errors.js';
import { direct, type Open, throughProxy, undiciConnector } from './connections.js';
import { EarlyConnector } from './early-connector.js';
import { isLoopback } from './loopback.js';
import { NoProxy } from './no-proxy.js';
import { OriginPool, type PoolSettings } from './origin-pool.js';
import { environmentProxy, environmentProxyProblems, readProxy } from './proxy.js';
import {
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from './transport.js';
import { type EndSignal, UndiciExchange } from './undici-exchange.js';
import { findTransportProblems, type UndiciTransportOptions } from './undici-options.js';

/** One way to other hosts: what opens connections, and those that there are. */
class Route {
  readonly #settings: PoolSettings;
  readonly #pools = new Map<string, OriginPool>();

  constructor(open: Open, { connections = 128, keepAliveTimeoutMs = 4000 }: UndiciTransportOptions) {
    const connector = new EarlyConnector(open);
    this.#settings = { connector, connections, keepAliveTimeout: keepAliveTimeoutMs };
  }

  /** The connections to an origin, if there was a request to it. */
  known(origin: string): OriginPool | undefined {
    return this.#pools.get(origin);
  }

  to(origin: string): OriginPool {
    const known = this.#pools.get(origin);
    if (known !== undefined) return known;
    const pool = new OriginPool(origin, this.#settings);
    this.#pools.set(origin, pool);
    return pool;
  }

  /** Opens the first connection to an origin in advance. */
  preconnect(url: URL): void {
    if (!this.#pools.has(url.origin)) this.#settings.connector.open(url);
  }

  async close(): Promise<void> {
    this.#settings.connector.close();
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
  }
}

/** The end of a request whose caller has an `AbortSignal`. */
class SignalEnd implements EndSignal {
  readonly #signal: AbortSignal;
  #notify: (() => void) | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  get hasEnded(): boolean {
    return this.#signal.aborted;
  }

  onEnd(notify: (() => void) | undefined): void {
    if (this.#notify !== undefined) this.#signal.removeEventListener('abort', this.#notify);
    this.#notify = notify;
    if (notify !== undefined) this.#signal.addEventListener('abort', notify, { once: true });
  }
}

/** Where requests for one URL go. */
interface Destination {
  readonly origin: string;
  readonly path: string;
  readonly pool: OriginPool;
}

/** An account has few URLs; one that has more of them parses them again. */
const MAX_DESTINATIONS = 100;

/** The default transport: undici with keep-alive, and the proxy of `https_proxy` and `no_proxy` except for loopback. */
export class UndiciTransport implements Transport {
  readonly #loopback: Route;
  readonly #outward: Route;
  readonly #proxied: Route | undefined;
  readonly #noProxy: NoProxy;
  /** By the whole URL, since a `URL` can be changed. Reading five parts of it takes 1 % of a warm call's CPU. */
  readonly #destinations = new Map<string, Destination>();
  #isClosed = false;

  /** @throws {@link OptionsError} naming every bad option, or the variable of a bad proxy. */
  constructor(options: UndiciTransportOptions = {}) {
    const problems = findTransportProblems(options);
    if (fieldsOf(options)?.['proxy'] === undefined) problems.push(...environmentProxyProblems());
    if (problems.length > 0) throw new OptionsError(problems);
    const { tls, connectTimeoutMs: timeoutMs = 10_000 } = options;
    const proxy = options.proxy ? readProxy(options.proxy.url, 'proxy.url') : environmentProxy();
    const connect = undiciConnector({ tls, timeoutMs });
    this.#loopback = new Route(direct(undiciConnector({ timeoutMs })), options);
    this.#outward = tls ? new Route(direct(connect), options) : this.#loopback;
    this.#proxied = proxy && new Route(throughProxy(proxy, connect, { tls, timeoutMs }), options);
    this.#noProxy = new NoProxy(options.proxy && (options.proxy.noProxy ?? []));
  }

  send(request: TransportRequest): Promise<TransportResponse> {
    return this.sendUntil(request, new SignalEnd(request.signal));
  }

  /**
   * Sends a request of the library's own, which needs no `AbortSignal`.
   * @internal
   */
  sendUntil(request: Omit<TransportRequest, 'signal'>, end: EndSignal): Promise<TransportResponse> {
    if (end.hasEnded) return Promise.reject(new TransportError('aborted', 'not-sent'));
    if (this.#isClosed) {
      const cause = new Error('the transport was closed');
      return Promise.reject(new TransportError('connection', 'not-sent', cause));
    }
    const { url, method, headers, body = null } = request;
    const { origin, path, pool } = this.#destinations.get(url.href) ?? this.#newDestination(url);
    return new Promise((resolve, reject) => {
      const exchange = new UndiciExchange(request, end, resolve, reject);
      // The signal is the only timeout.
      const limits = { headersTimeout: 0, bodyTimeout: 0 };
      pool.dispatch({ origin, path, method, headers, body, ...limits }, exchange);
    });
  }

  whenFree(origin: string, work: { readonly signal: AbortSignal }): Promise<void> | undefined {
    const pool = this.#loopback.known(origin) ?? this.#outward.known(origin) ?? this.#proxied?.known(origin);
    return pool?.whenFree(work);
  }

  preconnect(origin: URL): void {
    const route = this.#routeTo(origin);
    // No tunnel is opened early: a proxy that refuses would be asked twice.
    if (route !== this.#proxied && !this.#isClosed) route.preconnect(origin);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const routes = new Set([this.#loopback, this.#outward, this.#proxied ?? this.#outward]);
    await Promise.all([...routes].map((route) => route.close()));
  }

  #newDestination(url: URL): Destination {
    const { origin, pathname, search } = url;
    const destination = { origin, path: pathname + search, pool: this.#routeTo(url).to(origin) };
    if (this.#destinations.size >= MAX_DESTINATIONS) this.#destinations.clear();
    this.#destinations.set(url.href, destination);
    return destination;
  }

  #routeTo(url: URL): Route {
    if (isLoopback(url.hostname)) return this.#loopback;
    // All requests to other machines use https.
    const isProxied = this.#proxied !== undefined && url.protocol === 'https:' && !this.#noProxy.matches(url);
    return isProxied ? (this.#proxied as Route) : this.#outward;
  }
}
