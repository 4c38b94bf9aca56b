import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MetFaults } from '../control/interference.js';
import type { CompletedRequest, Journal, RequestRecord } from '../journal.js';
import type { InvocationReport } from '../runner/protocol.js';
import { safePath } from './safe-path.js';

const LONGEST_REQUEST_ID = 128;

/** Where a route leaves what its function did, for those who watch. */
export type InvocationReports = WeakMap<FastifyRequest, InvocationReport>;

interface KnownParams {
  readonly account?: string;
  readonly lambdaUuid?: string;
  readonly eventId?: string;
}

/** Writes every request to the journal, except those to the sandbox's own routes. */
export function recordRequests(
  app: FastifyInstance,
  journal: Journal,
  reports: InvocationReports,
  met: MetFaults,
  onRequest: (request: CompletedRequest) => void,
): void {
  const finishes = new WeakMap<FastifyRequest, (status: number | null) => RequestRecord>();
  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/_sandbox/')) return;
    const { account, lambdaUuid, eventId } = (request.params ?? {}) as KnownParams;
    const requestId = request.headers['x-request-id'];
    const finish = journal.arrive({
      method: request.method,
      path: safePath(request.url),
      service: request.routeOptions.config.service ?? null,
      account: account ?? null,
      lambdaUuid: lambdaUuid ?? null,
      eventId: eventId ?? null,
      requestId: typeof requestId === 'string' ? requestId.slice(0, LONGEST_REQUEST_ID) : null,
      fault: met.get(request)?.action.type ?? null,
    });
    finishes.set(request, finish);
  });
  app.addHook('onResponse', async (request, reply) => {
    const finish = finishes.get(request);
    if (!finish) return;
    const record = finish(reply.raw.writableFinished ? reply.raw.statusCode : null);
    onRequest({ request: record, invocation: reports.get(request) });
  });
}
