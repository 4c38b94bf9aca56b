import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type HostNameSettings, hostNameOf, isServed } from './host-names.js';
import { isControlRoute } from './own-routes.js';

/** Why a request is not served at all. */
interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly message: string;
}

/** The refusal of each request that is refused. */
export type Refusals = WeakMap<FastifyRequest, Refusal>;

const MAX_NAME_LENGTH = 100;

function refuseHost(header: string | undefined, settings: HostNameSettings): Refusal | undefined {
  // Only old clients send no host. Every browser sends one.
  if (header === undefined) return undefined;
  const name = hostNameOf(header);
  if (name !== undefined && isServed(name, settings)) return undefined;
  const shown = (name ?? header).replace(/[^\x21-\x7e]/g, '?').slice(0, MAX_NAME_LENGTH);
  const advice =
    name === undefined
      ? 'Use an address or a name of this machine.'
      : `If it is a name of this machine, start the sandbox with --allow-host ${shown}.`;
  return {
    status: 421,
    error: 'misdirected_request',
    message: `The sandbox does not serve the host "${shown}". ${advice}`,
  };
}

/** Whether an `Origin` header names this host. Browsers send `null` for a page without an origin. */
function isOriginOf(host: string | undefined, origin: string): boolean {
  try {
    return new URL(origin).host === host?.toLowerCase();
  } catch {
    return false;
  }
}

/** Programs send neither header. Browsers send both, or at least `Origin` with each request that changes something. */
function refuseOrigin({ headers }: FastifyRequest): Refusal | undefined {
  const { origin, host, 'sec-fetch-site': site = 'none' } = headers;
  const isSameOrigin = origin === undefined || isOriginOf(host, origin);
  if (isSameOrigin && (site === 'none' || site === 'same-origin')) return undefined;
  return {
    status: 403,
    error: 'forbidden',
    message: 'Pages of other origins must not use /_sandbox. Use the page of the sandbox, or a program.',
  };
}

/** Finds out whether a request is refused, before anything else looks at it. */
export function findRefusals(app: FastifyInstance, settings: HostNameSettings, refusals: Refusals): void {
  app.addHook('onRequest', async (request) => {
    const refusal =
      refuseHost(request.headers.host, settings) ??
      (isControlRoute(request) ? refuseOrigin(request) : undefined);
    if (refusal) refusals.set(request, refusal);
  });
}

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

/** Answers the refused requests. Comes after the recording, so that they appear in the terminal. */
export function answerRefusals(app: FastifyInstance, refusals: Refusals): void {
  app.addHook('onRequest', async (request, reply) => {
    const refusal = refusals.get(request);
    if (!refusal) return undefined;
    const { status, ...body } = refusal;
    return reply.code(status).send(body);
  });
  app.addHook('preHandler', async (request, reply) => {
    if (!isControlRoute(request) || typeof request.body !== 'string' || request.body === '') return undefined;
    // A page of another origin can send every other type without asking first.
    if (JSON_TYPE.test(request.headers['content-type'] ?? '')) return undefined;
    const message = 'A body sent to /_sandbox must be JSON. Send it with Content-Type: application/json.';
    return reply.code(415).send({ error: 'unsupported_media_type', message });
  });
}
