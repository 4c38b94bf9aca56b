import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestFaults } from '../control/fault-injection.js';
import type { CompletedRequest, Journal, JournalEntry, LateEvent, RequestInvocation } from '../journal.js';
import type { AfterAnswerEvent } from '../runner/protocol.js';
import { isOwnRoute } from './own-routes.js';
import { safePath } from './safe-path.js';

type Running = Promise<RequestInvocation | undefined>;

/** Connects each request with the functions that it runs. */
export class RunRecords {
  readonly #entries = new WeakMap<FastifyRequest, JournalEntry>();
  readonly #running = new WeakMap<FastifyRequest, Running>();
  readonly #onLateEvent: (event: LateEvent) => void;

  constructor(onLateEvent: (event: LateEvent) => void) {
    this.#onLateEvent = onLateEvent;
  }

  arrived(request: FastifyRequest, entry: JournalEntry): void {
    this.#entries.set(request, entry);
  }

  /** Routes call this as soon as the functions start, so that the record is complete before the answer. */
  track(request: FastifyRequest, running: Running): void {
    this.#running.set(
      request,
      running.then((report) => {
        if (report) this.#entries.get(request)?.addReport(report);
        return report;
      }),
    );
  }

  /** Resolves when the functions of a request have ended; undefined if it ran none. */
  async reportOf(request: FastifyRequest): Promise<RequestInvocation | undefined> {
    return await this.#running.get(request);
  }

  /** @returns a function that records what a function does after its answer */
  afterAnswer(request: FastifyRequest): (functionName: string, event: AfterAnswerEvent) => void {
    const entry = this.#entries.get(request);
    return (functionName, event) => {
      if (entry) this.#onLateEvent({ request: entry.addEvent(event), functionName, event });
    };
  }
}

interface KnownParams {
  readonly account?: string;
  readonly lambdaUuid?: string;
  readonly eventId?: string;
}

/** Records every request in the journal, except requests to the sandbox's own routes. */
export function recordRequests(
  app: FastifyInstance,
  journal: Journal,
  runs: RunRecords,
  requestFaults: RequestFaults,
  onRequest: (request: CompletedRequest) => void,
): void {
  app.addHook('onRequest', async (request, reply) => {
    if (isOwnRoute(request)) return;
    const { account, lambdaUuid, eventId } = (request.params ?? {}) as KnownParams;
    const requestId = request.headers['x-request-id'];
    const entry = journal.arrive({
      method: request.method,
      path: safePath(request.url),
      service: request.routeOptions.config.service ?? null,
      account: account ?? null,
      lambdaUuid: lambdaUuid ?? null,
      eventId: eventId ?? null,
      requestId: typeof requestId === 'string' ? requestId : null,
      fault: requestFaults.get(request)?.action.type ?? null,
    });
    runs.arrived(request, entry);
    reply.raw.once('close', async () => {
      const record = entry.finish(reply.raw.writableFinished ? reply.raw.statusCode : null);
      // The function may still run after the caller has disconnected.
      onRequest({ request: record, invocation: await runs.reportOf(request) });
    });
  });
}
