import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '../accounts.js';
import type { Guesses } from '../guesses.js';
import { addRoute, queryOf } from '../server/http-server.js';
import { DOMAIN_SERVICES, type DomainService, isDomainService } from './hosts.js';

interface Params {
  readonly account: string;
  readonly service: string;
}

export interface DomainSettings {
  readonly accounts: readonly Account[];
  readonly guesses: Guesses;
  /** The host of a service, as the sender of the request reaches it. Known only once the sandbox listens. */
  readonly hostOf: (service: DomainService, account: Account, request: FastifyRequest) => string;
}

/** The current path and an older one of the same resource. */
const PREFIXES = ['/api/account/:account/service', '/csdr/account/:account/service'];

const SERVICE = 'domain-api';

function addListRoutes(app: FastifyInstance, { accounts, guesses, hostOf }: DomainSettings): void {
  for (const url of PREFIXES.flatMap((prefix) => [`${prefix}/baseURI.json`, `${prefix}/baseURI`])) {
    addRoute<Params>(app, {
      method: 'GET',
      url,
      service: SERVICE,
      handler: async (request, reply) => {
        const account = accounts.find(({ id }) => id === request.params.account);
        // LivePerson's own tools read an empty list as an unknown account. The real answer is not documented.
        const unknown = guesses['unknown-account'];
        if (!account && unknown !== 'empty') return reply.code(Number(unknown)).send({ error: 'not_found' });
        const services = account ? DOMAIN_SERVICES : [];
        return reply.send({
          baseURIs: services.map((service) => ({
            service,
            account: request.params.account,
            baseURI: account && hostOf(service, account, request),
          })),
        });
      },
    });
  }
}

function addServiceRoutes(app: FastifyInstance, { accounts, hostOf }: DomainSettings): void {
  for (const url of PREFIXES.flatMap((prefix) => [
    `${prefix}/:service/baseURI.json`,
    `${prefix}/:service/baseURI`,
  ])) {
    addRoute<Params>(app, {
      method: 'GET',
      url,
      service: SERVICE,
      handler: async (request, reply) => {
        const { account: id, service } = request.params;
        const account = accounts.find((item) => item.id === id);
        // A guess: the answers to an unknown account and an unknown service are not documented.
        if (!account || !isDomainService(service)) return reply.code(404).send({ error: 'not_found' });
        return reply.send({ service, account: id, baseURI: hostOf(service, account, request) });
      },
    });
  }
}

function sendScript(reply: FastifyReply, callback: string, resultSet: object): FastifyReply {
  return reply
    .type('application/javascript;charset=utf-8')
    .header('x-content-type-options', 'nosniff')
    .send(`${callback}(${JSON.stringify({ ResultSet: resultSet })});`);
}

/** The old JSONP form: a script that calls a function of the page with the answer. */
function addScriptRoutes(app: FastifyInstance, { accounts, hostOf }: DomainSettings): void {
  for (const prefix of PREFIXES) {
    addRoute<Params>(app, {
      method: 'GET',
      url: `${prefix}/:service/baseURI.lpCsds`,
      service: SERVICE,
      handler: async (request, reply) => {
        const callback = queryOf(request).get('cb') ?? '';
        if (!/^[A-Za-z_$][\w$.]{0,99}$/.test(callback)) {
          return reply.code(400).send({ error: 'bad_request', message: 'cb must be the name of a function' });
        }
        const { account: id, service } = request.params;
        const account = accounts.find((item) => item.id === id);
        if (!account || !isDomainService(service)) {
          return sendScript(reply, callback, { lpCallError: { id: 404, message: 'not found' } });
        }
        const lpServer = hostOf(service, account, request);
        return sendScript(reply, callback, { lpData: [{ account: id, service, lpServer }] });
      },
    });
  }
}

/** The Domain API, which answers the hosts of an account's services. Public, as on the platform. */
export function addDomainRoutes(app: FastifyInstance, settings: DomainSettings): void {
  addListRoutes(app, settings);
  addServiceRoutes(app, settings);
  addScriptRoutes(app, settings);
}
