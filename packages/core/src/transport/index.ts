/** The building blocks of a transport for another HTTP client. */
export { isLoopback, loopbackLookup } from './loopback.js';
export { ResponseBody } from './response-body.js';
export {
  type Transport,
  TransportError,
  type TransportFailure,
  type TransportRequest,
  type TransportResponse,
} from './transport.js';
export { UndiciTransport, type UndiciTransportOptions } from './undici-transport.js';
