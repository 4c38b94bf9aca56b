import type { FastifyRequest } from 'fastify';

const PREFIX = '/_sandbox/';

/**
 * Whether a request is for the control routes, which do not exist on the platform. The route counts and not the URL, in
 * which characters may be encoded.
 */
export function isControlRoute({ routeOptions, url }: FastifyRequest): boolean {
  return (routeOptions.url ?? url).startsWith(PREFIX);
}

/** Whether a request is for the sandbox's own routes: the control routes and the page. Neither meets a fault. */
export function isOwnRoute(request: FastifyRequest): boolean {
  return isControlRoute(request) || request.routeOptions.config.isPage === true;
}
