import type { IncomingMessage } from 'node:http';

/**
 * Whether a request comes from a page of this Node-RED, or from a program. Node-RED 4 allows requests of every origin
 * (CORS), and a form of a foreign page needs no permission of the server at all.
 *
 * Browsers send `Sec-Fetch-Site` over https and on this machine, and `Origin` with every POST. A foreign page can set
 * neither, nor `Host`; so `X-Forwarded-Host`, which it can set, is not trusted.
 */
export function isFromOwnPage({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const site = headers['sec-fetch-site'];
  // 'none': the user entered the URL.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host?.toLowerCase());
}
