/** The platform on one server: its services, and what happens to every request. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addAgentVepRoutes } from './agent-vep/routes.js';
import { UserSessions } from './agent-vep/user-sessions.js';
import { Control } from './control/control.js';
import { type FaultInjection, injectFaults, type RequestFaults } from './control/fault-injection.js';
import { Faults } from './control/faults.js';
import { addControlRoutes } from './control/routes.js';
import { requestedHost, serviceHost } from './domains/hosts.js';
import { addDomainRoutes } from './domains/routes.js';
import { addFaasUiRoutes } from './faas-ui/routes.js';
import { openFunctions } from './functions/open-functions.js';
import type { FunctionAccess } from './gateway/function-environment.js';
import { addGatewayRoutes, type Gateway } from './gateway/routes.js';
import { Journal } from './journal.js';
import type { Settings } from './options.js';
import { addPageFunctionRoutes } from './page/function-routes.js';
import { addPageRoutes } from './page/routes.js';
import { redactor } from './redaction.js';
import { addSentinelRoutes } from './sentinel/routes.js';
import { TokenAuthority } from './sentinel/token-authority.js';
import { FunctionHttps } from './server/function-https.js';
import { lockNavigations } from './server/navigation.js';
import { RunRecords, recordRequests } from './server/recording.js';
import { answerRefusals, findRefusals, type Refusals } from './server/refusals.js';

/** Host and port of the listeners. Set once they listen; routes read them at each request. */
export interface ListenAddresses {
  http: string;
  https: string | undefined;
}

interface HookParts {
  readonly journal: Journal;
  readonly runs: RunRecords;
  readonly faultInjection: FaultInjection;
}

/** What happens to every request. The order counts. */
function addHooks(app: FastifyInstance, settings: Settings, { journal, runs, faultInjection }: HookParts) {
  const requestFaults: RequestFaults = new WeakMap();
  const refusals: Refusals = new WeakMap();
  findRefusals(app, settings, refusals);
  injectFaults(app, faultInjection, requestFaults, refusals);
  recordRequests(app, journal, runs, requestFaults, settings.onRequest);
  answerRefusals(app, refusals);
  lockNavigations(app);
}

/** Adds all services of the platform, and the sandbox's own routes, to a server. */
export async function addPlatform(app: FastifyInstance, settings: Settings, addresses: ListenAddresses) {
  const runs = new RunRecords(settings.onLateEvent);
  const authority = new TokenAuthority(settings.tokenTtlMs);
  const { functions, runner, state, toolbelts, node } = await openFunctions(settings, authority);
  const sessions = new UserSessions(settings.users);
  const journal = new Journal(redactor(() => [settings.clientSecret, ...sessions.secrets()]));
  const { accounts, guesses, hostNames } = settings;
  const functionHttps = new FunctionHttps(app);
  const access: FunctionAccess = {
    http: () => addresses.http,
    https: () => functionHttps.open(),
    hasOtherToolbelt: Object.keys(toolbelts).length > 0,
  };
  const ownHostOf = ({ protocol, socket }: FastifyRequest) =>
    functionHttps.hostAt(socket.localPort) ?? addresses[protocol] ?? addresses.http;

  const faultInjection: FaultInjection = { faults: new Faults(), latencyMs: settings.latencyMs };
  const control = new Control({ journal, authority, sessions, state, faultInjection, accounts });

  addHooks(app, settings, { journal, runs, faultInjection });
  addControlRoutes(app, control);
  addPageRoutes(app);
  addPageFunctionRoutes(app, { functions, authority, settings, sandboxHost: access.http });
  addDomainRoutes(app, {
    accounts,
    guesses,
    hostOf: (service, account, request) =>
      serviceHost(service, account, requestedHost(request, settings) ?? ownHostOf(request), hostNames),
  });
  addSentinelRoutes(app, authority, settings);
  addAgentVepRoutes(app, accounts, sessions);
  const gateway: Gateway = {
    // An unknown account counts as V1. No token is valid for it.
    accountOf: (id) => accounts.find((account) => account.id === id) ?? { id, generation: 'v1' },
    authority,
    sessions,
    functions,
    runner,
    journal,
    runs,
    guesses,
    access,
  };
  addGatewayRoutes(app, gateway);
  addFaasUiRoutes(app, gateway);
  return { control, functions, functionHttps, runner, toolbelts, node, access };
}
