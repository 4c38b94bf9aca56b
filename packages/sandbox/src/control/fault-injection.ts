import type { FastifyInstance, FastifyRequest } from 'fastify';
import { applyFault, pause, replacesAnswer } from './apply-fault.js';
import type { Fault } from './fault.js';
import type { Faults } from './faults.js';

/** What stands between the network and the platform, and can be changed while the sandbox runs. */
export interface Interference {
  readonly faults: Faults;
  /** How much later each answer of the platform comes, in milliseconds. */
  latencyMs: number;
}

/** The fault that each request has met. */
export type MetFaults = WeakMap<FastifyRequest, Fault>;

const isOwnRoute = (url: string): boolean => url.startsWith('/_sandbox/');

/** Makes requests to the platform meet faults and latency. Those to the sandbox's own routes never do. */
export function interfere(app: FastifyInstance, interference: Interference, met: MetFaults): void {
  app.addHook('onRequest', async (request) => {
    if (isOwnRoute(request.url)) return;
    const { account = null } = (request.params ?? {}) as { account?: string };
    const [path = ''] = request.url.split('?', 1);
    const service = request.routeOptions.config.service ?? null;
    const fault = interference.faults.take({ service, account, path });
    if (fault) met.set(request, fault);
  });
  app.addHook('preHandler', async (request, reply) => {
    if (isOwnRoute(request.url)) return undefined;
    await pause(interference.latencyMs, reply);
    const fault = met.get(request);
    if (!fault) return undefined;
    if (replacesAnswer(fault)) return reply.send('');
    if (fault.action.type === 'delay' && fault.ranFirst !== true) await pause(fault.action.ms, reply);
    return undefined;
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const fault = met.get(request);
    if (!fault || (fault.action.type === 'delay' && fault.ranFirst !== true)) return payload;
    return await applyFault(fault.action, typeof payload === 'string' ? payload : '', reply);
  });
}
