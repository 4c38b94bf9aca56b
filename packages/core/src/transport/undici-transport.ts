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

/** How the default transport gets out. */
export interface UndiciTransportOptions {
  /** The proxy for everything but loopback, in place of the environment's. */
  readonly proxy?: {
    /** An http or https URL; it may hold a user and a password. */
    readonly url: string;
    /** Hosts to reach without it, as `no_proxy` lists them. Default none. */
    readonly noProxy?: readonly string[];
  };
  /** Certificates and the like for connections that leave the machine. Default: the machine's. */
  readonly tls?: Pick<ConnectionOptions, TlsOption>;
}

/**
 * The default transport: undici with connections kept alive, and the proxy of `https_proxy` and `no_proxy`
 * except for loopback.
 */
export class UndiciTransport implements Transport {
  /** Also ends connections that are still being made: undici itself waits for those. */
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
      // The signal is the only time limit: two would only disagree.
      const limits = { headersTimeout: 0, bodyTimeout: 0 };
      const path = url.pathname + url.search;
      dispatcher.dispatch({ origin: url.origin, path, method, headers, body, ...limits }, exchange);
    });
  }

  preconnect(origin: URL): void {
    const isDirect = isLoopback(origin.hostname) || this.#outward === this.#direct;
    // A proxy's connection is the proxy's affair.
    if (isDirect && !this.#closing.signal.aborted) this.#early.open(origin);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#early.close();
    await Promise.all([this.#direct.destroy(), this.#outward.destroy()]);
  }
}

/** What leaves the machine is https, so `http_proxy` has no say; undici would fall back to it. */
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
