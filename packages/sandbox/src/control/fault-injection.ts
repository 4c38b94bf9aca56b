import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isOwnRoute } from '../server/own-routes.js';
import type { Refusals } from '../server/refusals.js';
import { applyFault, pause, replacesAnswer } from './apply-fault.js';
import type { Fault } from './fault.js';
import type { Faults } from './faults.js';

/** Faults and latency, which can be changed while the sandbox runs. */
export interface FaultInjection {
  readonly faults: Faults;
  /** Delay of each answer of the platform, in milliseconds. */
  latencyMs: number;
}

/** The fault of each request that met one. */
export type RequestFaults = WeakMap<FastifyRequest, Fault>;

/** Applies faults and latency to requests to the platform, but not to refused ones and those to the sandbox's own routes. */
export function injectFaults(
  app: FastifyInstance,
  injection: FaultInjection,
  requestFaults: RequestFaults,
  refusals: Refusals,
): void {
  app.addHook('onRequest', async (request) => {
    if (isOwnRoute(request) || refusals.has(request)) return;
    const { account = null } = (request.params ?? {}) as { account?: string };
    const [path = ''] = request.url.split('?');
    const service = request.routeOptions.config.service ?? null;
    const fault = injection.faults.take({ service, account, path });
    if (fault) requestFaults.set(request, fault);
  });
  app.addHook('preHandler', async (request, reply) => {
    if (isOwnRoute(request)) return undefined;
    await pause(injection.latencyMs, reply);
    const fault = requestFaults.get(request);
    if (!fault) return undefined;
    if (replacesAnswer(fault)) return reply.send('');
    if (fault.action.type === 'delay' && fault.ranFirst !== true) await pause(fault.action.ms, reply);
    return undefined;
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const fault = requestFaults.get(request);
    if (!fault || (fault.action.type === 'delay' && fault.ranFirst !== true)) return payload;
    return await applyFault(fault.action, typeof payload === 'string' ? payload : '', reply);
  });
}
