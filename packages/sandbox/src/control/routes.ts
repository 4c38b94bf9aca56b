import type { FastifyInstance } from 'fastify';
import { isObject, parseJson } from '../json.js';
import { addResource, addRoute, type SandboxRequest } from '../server/http-server.js';
import type { Control } from './control.js';
import { readFault } from './fault.js';

interface FaultParams {
  readonly id: string;
}

const badRequest = (message: string) => ({ error: 'bad_request', message });

function addFaultRoutes(app: FastifyInstance, { faults }: Control): void {
  addResource<unknown>(app, '/_sandbox/faults', {
    GET: async (_request, reply) => reply.send({ faults: faults.list() }),
    POST: async (request, reply) => {
      const fault = readFault(parseJson(request.body));
      if (typeof fault === 'string') return reply.code(400).send(badRequest(fault));
      return reply.code(201).send({ id: faults.add(fault) });
    },
    DELETE: async (_request, reply) => {
      faults.clear();
      return reply.code(204).send();
    },
  });
  addRoute<FaultParams>(app, {
    method: 'DELETE',
    url: '/_sandbox/faults/:id',
    handler: async (request, reply) => {
      if (faults.clear(request.params.id)) return reply.code(204).send();
      return reply.code(404).send({
        error: 'not_found',
        message: 'There is no fault with this id. GET /_sandbox/faults lists the ids.',
      });
    },
  });
}

function latencyOf(request: SandboxRequest<unknown>): unknown {
  const body = parseJson(request.body);
  return isObject(body) && 'ms' in body ? body.ms : undefined;
}

/** The sandbox's own routes below /_sandbox/, which do not exist on the platform. */
export function addControlRoutes(app: FastifyInstance, control: Control): void {
  addRoute(app, {
    method: 'GET',
    url: '/_sandbox/requests',
    handler: async (_request, reply) =>
      reply.send({
        requests: control.requests(),
        executions: control.executions(),
        executionsByAccount: control.executionsByAccount(),
      }),
  });
  addFaultRoutes(app, control);
  addRoute(app, {
    method: 'POST',
    url: '/_sandbox/tokens/revoke',
    handler: async (_request, reply) => {
      control.revokeTokens();
      return reply.code(204).send();
    },
  });
  addRoute(app, {
    method: 'POST',
    url: '/_sandbox/reset',
    handler: async (_request, reply) => {
      control.reset();
      return reply.code(204).send();
    },
  });
  addRoute<unknown>(app, {
    method: 'POST',
    url: '/_sandbox/latency',
    handler: async (request, reply) => {
      const problem = control.setLatency(latencyOf(request));
      if (problem !== undefined) return reply.code(400).send(badRequest(problem));
      return reply.code(204).send();
    },
  });
}
