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

/** The client's own limit is for idle sockets and cannot be switched off; the signal is the one that counts. */
const NO_SOCKET_TIMEOUT = 2_147_483_647;

type SendRequest = (options: RequestOptions, onResponse: (message: IncomingMessage) => void) => ClientRequest;

/**
 * The runner's own HTTP client as a transport: its proxy settings (`https_proxy`, `no_proxy`) apply. Its retries,
 * redirects and body reader are left aside: the first two send secrets twice, the last one waits for ever for
 * a body that is cut off.
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
  // One client a request: it would use one agent for http and https alike.
  const client = new HttpClient(undefined, [], { socketTimeout: NO_SOCKET_TIMEOUT });
  const sendRequest: SendRequest = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const observed: SendRequest = (options, onResponse) => exchange.observe(sendRequest(options, onResponse));
  const options: RequestOptions = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    path: url.pathname + url.search,
    method,
    headers: { ...headers, host: url.host },
    // Its proxy rules do not know names under .localhost.
    agent: isLoopback(url.hostname) ? false : giveUpOn(exchange.givenUp, client.getAgent(url.href)),
    lookup: loopbackLookup,
  };
  // Of the module, the client uses `request` alone.
  const httpModule = { request: observed } as Parameters<HttpClient['requestRaw']>[0]['httpModule'];
  client.requestRawWithCallback({ options, parsedUrl: url, httpModule }, body ?? null, (error, response) => {
    if (response) exchange.read(response.message);
    else exchange.fail('connection', error);
  });
}

/**
 * Has an agent that tunnels through a proxy end its CONNECT with the signal: destroying the request that waits
 * for the tunnel does not, and a mute proxy would hold the process.
 */
function giveUpOn(signal: AbortSignal, agent: Agent): Agent {
  const { proxyOptions } = agent as { proxyOptions?: RequestOptions };
  if (proxyOptions !== undefined) proxyOptions.signal = signal;
  return agent;
}
