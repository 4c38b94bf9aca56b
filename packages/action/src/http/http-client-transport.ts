import {
  type Agent,
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { HttpClient } from '@actions/http-client';
import {
  isLoopback,
  loopbackLookup,
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from '@lp-faas/core/transport';
import { HttpClientExchange } from './http-client-exchange.js';

/** The longest possible timer: the client's socket timeout cannot be turned off, and the signal limits the time. */
const MAX_SOCKET_TIMEOUT_MS = 2_147_483_647;

type SendRequest = (options: RequestOptions, onResponse: (message: IncomingMessage) => void) => ClientRequest;

/**
 * The runner's own HTTP client as a transport, with its proxy settings (`https_proxy`, `no_proxy`). Its retries,
 * redirects and body reader are not used: the first two send secrets again, the last one never returns when a body
 * is truncated.
 */
export class HttpClientTransport implements Transport {
  readonly #open = new Set<HttpClientExchange>();

  send(request: TransportRequest): Promise<TransportResponse> {
    if (request.signal.aborted) return Promise.reject(new TransportError('aborted', 'not-sent'));
    const exchange = new HttpClientExchange(request);
    this.#open.add(exchange);
    start(request, exchange);
    return exchange.response.finally(() => this.#open.delete(exchange));
  }

  async close(): Promise<void> {
    for (const exchange of this.#open) exchange.abort();
  }
}

function start({ url, method, headers, body }: TransportRequest, exchange: HttpClientExchange): void {
  // One client per request, because a client uses the same agent for http and https.
  const client = new HttpClient(undefined, [], { socketTimeout: MAX_SOCKET_TIMEOUT_MS });
  const sendRequest: SendRequest = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const observed: SendRequest = (options, onResponse) => exchange.observe(sendRequest(options, onResponse));
  const options: RequestOptions = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    path: url.pathname + url.search,
    method,
    headers: { ...headers, host: url.host },
    // The client's proxy rules do not treat names under .localhost as loopback.
    agent: isLoopback(url.hostname) ? false : endTunnelOn(exchange.failureSignal, client.getAgent(url.href)),
    lookup: loopbackLookup,
  };
  // The client only uses the module's `request`.
  const httpModule = { request: observed } as Parameters<HttpClient['requestRaw']>[0]['httpModule'];
  client.requestRawWithCallback({ options, parsedUrl: url, httpModule }, body ?? null, (error, response) => {
    if (response) exchange.read(response.message);
    else exchange.fail('connection', error);
  });
}

/**
 * Makes an agent that tunnels through a proxy end its CONNECT request when the signal aborts. Destroying the request
 * that waits for the tunnel does not end it, and an unresponsive proxy would keep the process alive.
 */
function endTunnelOn(signal: AbortSignal, agent: Agent): Agent {
  const { proxyOptions } = agent as { proxyOptions?: RequestOptions };
  if (proxyOptions !== undefined) proxyOptions.signal = signal;
  return agent;
}
