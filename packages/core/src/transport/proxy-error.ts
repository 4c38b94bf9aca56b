/**
 * Why there is no tunnel through a proxy.
 *
 * - `PROXY_AUTHENTICATION_REQUIRED` and `PROXY_FORBIDDEN`: it answered 407 or 403.
 * - `PROXY_REFUSED`: it answered with another status.
 * - `PROXY_CLOSED`, `PROXY_TIMEOUT`, `PROXY_INVALID_RESPONSE`: it did not answer, or not with HTTP.
 * - otherwise the code of the error that kept the connection to the proxy from being made.
 */
export type ProxyErrorCode =
  | 'PROXY_AUTHENTICATION_REQUIRED'
  | 'PROXY_FORBIDDEN'
  | 'PROXY_REFUSED'
  | 'PROXY_CLOSED'
  | 'PROXY_TIMEOUT'
  | 'PROXY_INVALID_RESPONSE'
  | (string & {});

/** There is no tunnel through the proxy, so nothing was sent through it. Names the proxy without its credentials. */
export class ProxyError extends Error {
  /** Why there is no tunnel. */
  readonly code: ProxyErrorCode;

  constructor(code: ProxyErrorCode, message: string) {
    super(message);
    this.name = 'ProxyError';
    this.code = code;
  }
}

/** The error of a proxy that answered CONNECT with a status other than 2xx. */
export function refusedBy(host: string, status: number): ProxyError {
  const codes: Readonly<Record<number, ProxyErrorCode>> = {
    403: 'PROXY_FORBIDDEN',
    407: 'PROXY_AUTHENTICATION_REQUIRED',
  };
  const message = `Proxy response (${status}): the proxy at ${host} refused the connection`;
  return new ProxyError(codes[status] ?? 'PROXY_REFUSED', message);
}

/** The error of a proxy that could not be reached, or did not answer with HTTP. */
export function failedAt(host: string, error: NodeJS.ErrnoException): ProxyError {
  if (error instanceof ProxyError) return error;
  const { code = '', message } = error;
  if (code === 'HPE_HEADER_OVERFLOW')
    return new ProxyError('PROXY_INVALID_RESPONSE', `the response of the proxy at ${host} is too long`);
  if (code.startsWith('HPE_'))
    return new ProxyError('PROXY_INVALID_RESPONSE', `the response of the proxy at ${host} is not HTTP`);
  if (message === 'socket hang up')
    return new ProxyError('PROXY_CLOSED', `the proxy at ${host} closed the connection without a response`);
  return new ProxyError(code, `the proxy at ${host} could not be used: ${message || code}`);
}
