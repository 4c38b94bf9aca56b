/**
 * The building blocks of a transport for another HTTP client.
 *
 * @module @lp-faas/core/transport
 */

export type { HttpExchange } from './http-exchange.js';
export {
  type HttpRequest,
  HttpTransport,
  type HttpTransportOptions,
  type StartRequest,
} from './http-transport.js';
export { isLoopback, loopbackLookup } from './loopback.js';
export { environmentProxy, type HttpProxy } from './proxy.js';
export { ProxyError, type ProxyErrorCode } from './proxy-error.js';
export { isBodiless, ResponseBody, withEncoding } from './response-body.js';
export {
  isTransportError,
  type Transport,
  TransportError,
  type TransportFailure,
  type TransportRequest,
  type TransportResponse,
} from './transport.js';
export { openTunnel, type ProxyTls, type TunnelOptions } from './tunnel.js';
export type { ProxySettings, TlsSettings, UndiciTransportOptions } from './undici-options.js';
export { UndiciTransport } from './undici-transport.js';
