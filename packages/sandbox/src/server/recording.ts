import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestFaults } from '../control/fault-injection.js';
import type { CompletedRequest, Journal, RequestInvocation } from '../journal.js';
import { safePath } from './safe-path.js';

const MAX_REQUEST_ID_LENGTH = 128;

/** The report of the functions that a request runs. Routes set it as soon as the functions start. */
export type InvocationReports = WeakMap<FastifyRequest, Promise<RequestInvocation | undefined>>;

interface KnownParams {
  readonly account?: string;
  readonly lambdaUuid?: string;
  readonly eventId?: string;
}

/** Records every request in the journal, except requests to the sandbox's own routes. */
export function recordRequests(
  app: FastifyInstance,
  journal: Journal,
  reports: InvocationReports,
  requestFaults: RequestFaults,
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
      requestId: typeof requestId === 'string' ? requestId.slice(0, MAX_REQUEST_ID_LENGTH) : null,
      fault: requestFaults.get(request)?.action.type ?? null,
    });
    reply.raw.once('close', async () => {
      const record = finish(reply.raw.writableFinished ? reply.raw.statusCode : null);
      // The function may still run after the caller has disconnected.
      onRequest({ request: record, invocation: await reports.get(request) });
    });
  });
}
