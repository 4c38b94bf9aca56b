import type { FastifyInstance } from 'fastify';
import type { Account } from '../accounts.js';
import { addRoute } from '../server/http-server.js';
import { isServiceName, SERVICES, type ServiceName, serviceHost } from './hosts.js';

interface Params {
  readonly account: string;
  readonly service: string;
}

/** The newer path, and the older one of the same resource. */
const PREFIXES = ['/api/account/:account/service', '/csdr/account/:account/service'];

/**
 * The Domain API: where an account's services are. Public, as on the platform.
 *
 * @param ownHost the sandbox's own host and port, known once it listens
 */
export function addDomainRoutes(
  app: FastifyInstance,
  accounts: readonly Account[],
  ownHost: () => string,
): void {
  const entry = (account: Account, service: ServiceName) => ({
    service,
    account: account.id,
    baseURI: serviceHost(service, account, ownHost()),
  });
  const find = (id: string) => accounts.find((account) => account.id === id);

  for (const url of PREFIXES.flatMap((prefix) => [`${prefix}/baseURI.json`, `${prefix}/baseURI`])) {
    addRoute<Params>(app, {
      method: 'GET',
      url,
      service: 'domain-api',
      handler: async (request, reply) => {
        const account = find(request.params.account);
        // An unknown account: LivePerson's own tools read an empty list as one; the real answer is not known.
        return reply.send({ baseURIs: account ? SERVICES.map((service) => entry(account, service)) : [] });
      },
    });
  }
  for (const url of PREFIXES.flatMap((prefix) => [
    `${prefix}/:service/baseURI.json`,
    `${prefix}/:service/baseURI`,
  ])) {
    addRoute<Params>(app, {
      method: 'GET',
      url,
      service: 'domain-api',
      handler: async (request, reply) => {
        const { account: id, service } = request.params;
        const account = find(id);
        // A guess: neither an unknown account nor an unknown service is documented for this form.
        if (!account || !isServiceName(service)) return reply.code(404).send({ error: 'not_found' });
        return reply.send(entry(account, service));
      },
    });
  }
}
