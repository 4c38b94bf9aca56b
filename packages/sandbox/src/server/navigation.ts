import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set for the sandbox's own page, which a browser may show as HTML. */
    isPage?: boolean;
  }
}

/** Whether a browser is going to show the answer, in a window or a frame. */
function isNavigation({ headers }: FastifyRequest): boolean {
  const { 'sec-fetch-mode': mode } = headers;
  // To an address that is not of this machine, browsers send no Sec-Fetch-Mode, but they send the other header.
  return mode === undefined ? 'upgrade-insecure-requests' in headers : mode === 'navigate';
}

/** No script, no form, no frame, and an origin of its own, whatever the document turns out to be. */
const LOCKED = "sandbox; default-src 'none'; frame-ancestors 'none'";

/**
 * Shows the answers of the platform in a browser as text: HTML from a fault would run in the sandbox's origin, where it
 * could read the code, the environment and the secrets of functions. Programs get the answers unchanged.
 */
export function lockNavigations(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (!isNavigation(request) || request.routeOptions.config.isPage === true) return payload;
    const type = String(reply.getHeader('content-type') ?? '');
    if (type !== '' && !/^application\/json\b/i.test(type)) reply.type('text/plain; charset=utf-8');
    reply.headers({ 'content-security-policy': LOCKED, 'x-content-type-options': 'nosniff' });
    return payload;
  });
}
