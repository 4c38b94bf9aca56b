import { getProxyUrl, HttpClient } from '@actions/http-client';
import { HttpTransport, type StartRequest } from '@lp-faas/core/transport';

/** The longest possible timer: the client's socket timeout cannot be turned off, and the signal limits the time. */
const MAX_SOCKET_TIMEOUT_MS = 2_147_483_647;

/**
 * The runner's own HTTP client as a transport, with its rules for `no_proxy`. Its retries, redirects, body reader and
 * proxy agent are not used: the first two send secrets again, the third never returns when a body is truncated, and
 * the last goes out without the proxy when it cannot read `https_proxy`.
 */
export class HttpClientTransport extends HttpTransport {
  constructor() {
    super({ start, usesProxy: (url) => getProxyUrl(url.href) !== '' });
  }
}

const start: StartRequest = (request, options, { url, body }, exchange) => {
  const client = new HttpClient(undefined, [], { socketTimeout: MAX_SOCKET_TIMEOUT_MS });
  // The client only uses the module's `request`.
  const httpModule = { request } as Parameters<HttpClient['requestRaw']>[0]['httpModule'];
  client.requestRawWithCallback({ options, parsedUrl: url, httpModule }, body ?? null, (error, response) => {
    if (response) exchange.read(response.message);
    else exchange.fail('connection', error);
  });
};
