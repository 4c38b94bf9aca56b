import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Service } from '../journal.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The part of the platform that the route belongs to; none for the sandbox's own routes. */
    service?: Service;
  }
}

/** The largest request body. The platform publishes no limit; this one only protects the sandbox. */
const LARGEST_BODY = 10 * 1024 * 1024;

const EVERY_METHOD = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

export type SandboxRequest<Params> = FastifyRequest<{ Params: Params; Body: string | undefined }>;

type Handler<Params> = (request: SandboxRequest<Params>, reply: FastifyReply) => Promise<FastifyReply>;

type Method = 'GET' | 'POST' | 'DELETE';

export interface Route<Params> {
  readonly method: Method;
  readonly url: string;
  /** Left out: the route is the sandbox's own. */
  readonly service?: Service;
  readonly handler: Handler<Params>;
}

/** An empty server: bodies arrive as text, since each part of the platform reads its own. */
export function createHttpServer(): FastifyInstance {
  const app = Fastify({
    bodyLimit: LARGEST_BODY,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    requestIdHeader: false,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not_found' }));
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply
      .code(status)
      .send({ error: status < 500 ? 'bad_request' : 'sandbox_error', message: error.message });
  });
  return app;
}

/** Adds what a path can do, and the answer to every other method on it: 405. */
export function addResource<Params>(
  app: FastifyInstance,
  url: string,
  handlers: Partial<Record<Method, Handler<Params>>>,
  service?: Service,
): void {
  const config = service === undefined ? {} : { service };
  for (const [method, handler] of Object.entries(handlers)) {
    app.route<{ Params: Params; Body: string | undefined }>({ method, url, config, handler });
  }
  const allowed = Object.keys(handlers);
  app.route({
    method: EVERY_METHOD.filter((other) => !allowed.includes(other)),
    url,
    config,
    // Before the body is read: a wrong method is wrong whatever it carries.
    onRequest: async (_request, reply) =>
      reply.code(405).header('allow', allowed.join(', ')).send({ error: 'method_not_allowed' }),
    handler: (_request, reply) => reply,
  });
}

/** Adds a path with one method. */
export function addRoute<Params>(
  app: FastifyInstance,
  { method, url, service, handler }: Route<Params>,
): void {
  addResource<Params>(app, url, { [method]: handler }, service);
}

/** The query as it was sent, for routes that care about repeated or empty keys. */
export function queryOf(request: { readonly url: string }): URLSearchParams {
  const start = request.url.indexOf('?');
  return new URLSearchParams(start === -1 ? '' : request.url.slice(start));
}
