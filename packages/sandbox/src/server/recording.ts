import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MetFaults } from '../control/fault-injection.js';
import type { CompletedRequest, Journal, RequestInvocation } from '../journal.js';
import { safePath } from './safe-path.js';

const LONGEST_REQUEST_ID = 128;

/** Where a route leaves what its functions are going to have done, for those who watch. */
export type InvocationReports = WeakMap<FastifyRequest, Promise<RequestInvocation | undefined>>;

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
  app.addHook('onRequest', async (request, reply) => {
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
    reply.raw.once('close', async () => {
      const record = finish(reply.raw.writableFinished ? reply.raw.statusCode : null);
      // The caller may have left while the function runs on.
      onRequest({ request: record, invocation: await reports.get(request) });
    });
  });
}
