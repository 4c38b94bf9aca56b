import type { FastifyInstance } from 'fastify';
import type { RequestRecord } from '../journal.js';
import { isObject, parseJson } from '../json.js';
import { addResource, addRoute, queryOf, type SandboxRequest } from '../server/http-server.js';
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

/** The last requests of a query such as `?last=100`; all of them without one. */
function requestedRecords(request: { readonly url: string }, control: Control): RequestRecord[] | string {
  const last = queryOf(request).get('last');
  if (last === null) return control.requests();
  if (!/^[1-9]\d{0,5}$/.test(last)) return 'last must be a number of requests, at least 1.';
  return control.requests().slice(-Number(last));
}

/** The sandbox's own routes below /_sandbox/, which do not exist on the platform. */
export function addControlRoutes(app: FastifyInstance, control: Control): void {
  addRoute(app, {
    method: 'GET',
    url: '/_sandbox/requests',
    handler: async (request, reply) => {
      const requests = requestedRecords(request, control);
      if (typeof requests === 'string') return reply.code(400).send(badRequest(requests));
      return reply.send({
        requests,
        executions: control.executions(),
        executionsByAccount: control.executionsByAccount(),
      });
    },
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
  addResource<unknown>(app, '/_sandbox/latency', {
    GET: async (_request, reply) => reply.send({ ms: control.latencyMs }),
    POST: async (request, reply) => {
      const problem = control.setLatency(latencyOf(request));
      if (problem !== undefined) return reply.code(400).send(badRequest(problem));
      return reply.code(204).send();
    },
  });
}
