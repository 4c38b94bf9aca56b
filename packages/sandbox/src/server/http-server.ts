import type { IncomingHttpHeaders } from 'node:http';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Service } from '../journal.js';
import { METHOD_NOT_ALLOWED, type MissingRouteSettings, sendMissingRoute } from './missing-route.js';

declare module 'fastify' {
  interface FastifyInstance {
    missingRoute: MissingRouteSettings;
  }
  interface FastifyContextConfig {
    /** The service that the route belongs to; undefined for the sandbox's own routes. */
    service?: Service;
  }
}

/** The maximum request body. LivePerson does not publish a limit; this one protects the sandbox's memory. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

export type SandboxRequest<Params> = FastifyRequest<{ Params: Params; Body: string | undefined }>;

export type Handler<Params> = (request: SandboxRequest<Params>, reply: FastifyReply) => Promise<FastifyReply>;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Route<Params> {
  readonly method: Method;
  readonly url: string;
  /** Left out for the sandbox's own routes. */
  readonly service?: Service;
  readonly handler: Handler<Params>;
}

/** Creates a server without routes. Bodies arrive as text, and each service parses its own. */
export function createHttpServer({ accounts, guesses }: MissingRouteSettings): FastifyInstance {
  const app = Fastify({
    bodyLimit: MAX_BODY_BYTES,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
  });
  app.decorate('missingRoute', { accounts, guesses });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.setNotFoundHandler((request, reply) => sendMissingRoute(request, reply, app.missingRoute));
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply
      .code(status)
      .send({ error: status < 500 ? 'bad_request' : 'sandbox_error', message: error.message });
  });
  return app;
}

/** Adds a path with a handler per method, and 405 for all other methods. */
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
    method: app.supportedMethods.filter((other) => !allowed.includes(other)),
    url,
    config,
    // Answers before the body is read, which may be invalid or too large.
    onRequest: async (request, reply) => {
      reply.header('allow', allowed.join(', '));
      return sendMissingRoute(request, reply, app.missingRoute, METHOD_NOT_ALLOWED);
    },
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

/** The query as it was sent, with repeated and empty keys. */
export function queryOf(request: { readonly url: string }): URLSearchParams {
  return new URLSearchParams(/\?.*/s.exec(request.url)?.[0]);
}

export const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Whether the body of a request is declared as a form. */
export function isForm({ headers }: { readonly headers: IncomingHttpHeaders }): boolean {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() === FORM_TYPE;
}
