import type { FastifyInstance } from 'fastify';
import type { Journal } from '../journal.js';
import { addRoute } from './http-server.js';

/** The sandbox's own routes, which no LivePerson platform has. */
export function addSandboxRoutes(app: FastifyInstance, journal: Journal): void {
  addRoute(app, {
    method: 'GET',
    url: '/_sandbox/requests',
    handler: async (_request, reply) =>
      reply.send({ requests: journal.requests(), executions: journal.executions() }),
  });
}
