import { setMaxListeners } from 'node:events';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { isLoopback, loopbackLookup } from './loopback.js';
import {
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from './transport.js';
import { UndiciExchange } from './undici-exchange.js';

/**
 * The default transport: undici with connections kept alive, and the proxy of `https_proxy` and `no_proxy`
 * except for loopback.
 */
export class UndiciTransport implements Transport {
  /** Also ends connections that are still being made: undici itself waits for those. */
  readonly #closing = new AbortController();
  readonly #direct = new Agent({ connect: { lookup: loopbackLookup, signal: this.#closing.signal } });
  readonly #outward: Dispatcher = outwardDispatcher() ?? this.#direct;

  constructor() {
    setMaxListeners(0, this.#closing.signal);
  }

  send(request: TransportRequest): Promise<TransportResponse> {
    if (request.signal.aborted) return Promise.reject(new TransportError('aborted', 'not-sent'));
    const { url, method, headers, body = null } = request;
    const dispatcher = isLoopback(url.hostname) ? this.#direct : this.#outward;
    return new Promise((resolve, reject) => {
      const exchange = new UndiciExchange(request, resolve, reject);
      // The signal is the only time limit: two would only disagree.
      const limits = { headersTimeout: 0, bodyTimeout: 0 };
      const path = url.pathname + url.search;
      dispatcher.dispatch({ origin: url.origin, path, method, headers, body, ...limits }, exchange);
    });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([this.#direct.destroy(), this.#outward.destroy()]);
  }
}

/** What leaves the machine is https, so `http_proxy` has no say; undici would fall back to it. */
function outwardDispatcher(): Dispatcher | undefined {
  const httpsProxy = process.env['https_proxy'] ?? process.env['HTTPS_PROXY'];
  return httpsProxy ? new EnvHttpProxyAgent({ httpsProxy, httpProxy: '' }) : undefined;
}
