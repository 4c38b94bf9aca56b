import { setMaxListeners } from 'node:events';
import type { ConnectionOptions } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { EarlyConnector } from './early-connector.js';
import { isLoopback } from './loopback.js';
import {
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from './transport.js';
import { UndiciExchange } from './undici-exchange.js';

type TlsOption = 'ca' | 'cert' | 'key' | 'passphrase' | 'pfx' | 'rejectUnauthorized' | 'servername';

/** Proxy and TLS settings of the default transport. */
export interface UndiciTransportOptions {
  /** Proxy for all hosts except loopback. Default: the environment's. */
  readonly proxy?: {
    /** An http or https URL, with user and password if needed. */
    readonly url: string;
    /** Hosts that bypass the proxy, in the format of `no_proxy`. Default: none. */
    readonly noProxy?: readonly string[];
  };
  /** TLS settings for all hosts except loopback. Default: Node's. */
  readonly tls?: Pick<ConnectionOptions, TlsOption>;
}

/** The default transport: undici with keep-alive, and the proxy of `https_proxy` and `no_proxy` except for loopback. */
export class UndiciTransport implements Transport {
  /** Aborts connections that are still being established; undici would wait for them. */
  readonly #closing = new AbortController();
  readonly #early = new EarlyConnector(this.#closing.signal);
  readonly #direct = new Agent({ connect: this.#early.connector });
  readonly #outward: Dispatcher;

  constructor(options: UndiciTransportOptions = {}) {
    this.#outward = outwardDispatcher(options, this.#closing.signal) ?? this.#direct;
    setMaxListeners(0, this.#closing.signal);
  }

  send(request: TransportRequest): Promise<TransportResponse> {
    if (request.signal.aborted) return Promise.reject(new TransportError('aborted', 'not-sent'));
    const { url, method, headers, body = null } = request;
    const dispatcher = isLoopback(url.hostname) ? this.#direct : this.#outward;
    return new Promise((resolve, reject) => {
      const exchange = new UndiciExchange(request, resolve, reject);
      // The signal is the only timeout.
      const limits = { headersTimeout: 0, bodyTimeout: 0 };
      const path = url.pathname + url.search;
      dispatcher.dispatch({ origin: url.origin, path, method, headers, body, ...limits }, exchange);
    });
  }

  preconnect(origin: URL): void {
    const isDirect = isLoopback(origin.hostname) || this.#outward === this.#direct;
    // Through a proxy, undici creates the connections itself.
    if (isDirect && !this.#closing.signal.aborted) this.#early.open(origin);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#early.close();
    await Promise.all([this.#direct.destroy(), this.#outward.destroy()]);
  }
}

/** All requests to other machines use https, so `http_proxy` is ignored; undici would fall back to it. */
function outwardDispatcher(
  { proxy, tls }: UndiciTransportOptions,
  signal: AbortSignal,
): Dispatcher | undefined {
  const httpsProxy = proxy?.url ?? process.env['https_proxy'] ?? process.env['HTTPS_PROXY'];
  const connect = { ...tls, signal };
  if (!httpsProxy) return tls && new Agent({ connect });
  return new EnvHttpProxyAgent({
    httpsProxy,
    httpProxy: '',
    ...(proxy && { noProxy: (proxy.noProxy ?? []).join(',') }),
    ...(tls && { requestTls: tls, connect }),
  });
}
