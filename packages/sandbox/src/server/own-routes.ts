import type { FastifyRequest } from 'fastify';

const PREFIX = '/_sandbox/';

/**
 * Whether a request is for the sandbox's own routes, which do not exist on the platform. The route counts and not the
 * URL, in which characters may be encoded.
 */
export function isOwnRoute({ routeOptions, url }: FastifyRequest): boolean {
  return (routeOptions.url ?? url).startsWith(PREFIX);
}
