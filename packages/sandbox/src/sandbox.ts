import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Account } from './accounts.js';
import { addAgentVepRoutes } from './agent-vep/routes.js';
import { UserSessions } from './agent-vep/user-sessions.js';
import { Control } from './control/control.js';
import { type Interference, interfere, type MetFaults } from './control/fault-injection.js';
import { type FaultControl, Faults } from './control/faults.js';
import { addControlRoutes } from './control/routes.js';
import { serviceHost } from './domains/hosts.js';
import { addDomainRoutes } from './domains/routes.js';
import { SandboxError } from './errors.js';
import { addFaasUiRoutes } from './faas-ui/routes.js';
import { type DeployedFunction, FunctionRegistry } from './functions/registry.js';
import { SecretStore } from './functions/secrets.js';
import { addGatewayRoutes, type Gateway } from './gateway/routes.js';
import { Journal, type RequestRecord } from './journal.js';
import type { SandboxOptions, Settings } from './options.js';
import { readOptions } from './read-options.js';
import { type FunctionProblem, findSyntaxErrors } from './runner/check-functions.js';
import { FunctionRunner } from './runner/function-runner.js';
import { addSentinelRoutes } from './sentinel/routes.js';
import { TokenAuthority } from './sentinel/token-authority.js';
import { createHttpServer } from './server/http-server.js';
import { openListeners } from './server/listeners.js';
import { type InvocationReports, recordRequests } from './server/recording.js';

/** A local LivePerson Functions platform that listens. */
export interface Sandbox extends AsyncDisposable {
  /** Where it listens, such as `http://127.0.0.1:8787`. Use it as the Domain API's address. */
  readonly url: string;
  /** Where it listens for https, if it was asked to. */
  readonly httpsUrl: string | undefined;
  /** The certificate of the throw-away authority, for clients to trust, until the sandbox is closed. */
  readonly caFile: string | undefined;
  readonly accounts: readonly Account[];
  /** What was deployed at the start. Functions added to the folder later can be invoked, but are not in here. */
  readonly functions: readonly DeployedFunction[];
  /** The credentials that get a token. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** The last 10,000 requests in the order of their arrival. */
  requests(): RequestRecord[];
  /** How often each function ran, by its UUID, on one account or on all; one that never ran is absent. */
  executions(account?: string): Record<string, number>;
  /** Faults that requests are to meet. */
  readonly faults: FaultControl;
  /** From now on each answer comes so many milliseconds later. @throws {SandboxError} `invalid-options` */
  setLatency(ms: number): void;
  /** Makes every token worthless that was issued so far. */
  revokeTokens(): void;
  /**
   * Forgets the requests, the counters, the faults and the secrets that functions have changed, and takes the latency
   * back to what it was at the start. Tokens stay valid.
   */
  reset(): void;
  /** Reads the code of every function without running it. Empty: all of it can be read. */
  checkFunctions(): Promise<FunctionProblem[]>;
  /** Ends every running function, closes every connection and frees the port. */
  close(): Promise<void>;
}

/** Fixed once the server listens; the routes ask for it at each request. */
interface Place {
  http: string;
  https: string | undefined;
}

async function wire(app: FastifyInstance, settings: Settings, place: Place) {
  const journal = new Journal();
  const reports: InvocationReports = new WeakMap();
  const functions = await FunctionRegistry.open(settings.functions, settings.accounts);
  const authority = await TokenAuthority.create(settings.tokenTtlMs);
  const sessions = new UserSessions(settings.users);
  const { accounts, clientId, clientSecret, guesses, hostNames } = settings;
  const secrets = new SecretStore(functions.root, { client_id: clientId, client_secret: clientSecret });
  await secrets.check();
  const runner = new FunctionRunner({
    ...settings,
    cwd: functions.root === undefined ? tmpdir() : dirname(functions.root),
    secrets: (account, request) => secrets.answer(account, request),
  });
  const ownHost = () => place.http;

  const met: MetFaults = new WeakMap();
  const interference: Interference = { faults: new Faults(), latencyMs: settings.latencyMs };
  const control = new Control({ journal, authority, sessions, secrets, interference, accounts });

  interfere(app, interference, met);
  recordRequests(app, journal, reports, met, settings.onRequest);
  addControlRoutes(app, control);
  addDomainRoutes(app, {
    accounts,
    guesses,
    hostOf: (service, account, protocol) =>
      serviceHost(service, account, place[protocol] ?? place.http, hostNames),
  });
  addSentinelRoutes(app, authority, settings);
  addAgentVepRoutes(app, accounts, sessions);
  const gateway: Gateway = {
    // An account that is not known here is taken for one of V1: its token cannot be right.
    accountOf: (id) => accounts.find((account) => account.id === id) ?? { id, generation: 'v1' },
    authority,
    sessions,
    functions,
    runner,
    journal,
    reports,
    guesses,
    ownHost,
  };
  addGatewayRoutes(app, gateway);
  addFaasUiRoutes(app, gateway);
  return { control, functions, runner };
}

/**
 * Starts a local LivePerson Functions platform: Domain API, Sentinel and invocation gateway on one port, for
 * accounts of both generations, running the functions of a project on the disk.
 *
 * @throws {SandboxError} when an option is wrong, the functions cannot be read or the port cannot be had
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = readOptions(options);
  const app = createHttpServer();
  const place: Place = { http: '', https: undefined };
  const { control, functions, runner } = await wire(app, settings, place);
  const deployed = await functions.list();
  const listeners = await openListeners(app, settings);
  Object.assign(place, { http: listeners.http, https: listeners.https });

  let closing: Promise<void> | undefined;
  const close = () => {
    // First the functions, so that their callers still get an answer, for which one turn is enough.
    closing ??= runner
      .close()
      .then(() => nextTurn())
      .then(() => listeners.close());
    return closing;
  };
  return {
    url: `http://${listeners.http}`,
    httpsUrl: listeners.https === undefined ? undefined : `https://${listeners.https}`,
    caFile: listeners.caFile,
    accounts: settings.accounts,
    functions: deployed,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    requests: () => control.requests(),
    executions: (account) => control.executions(account),
    faults: control.faults,
    setLatency: (ms) => {
      const problem = control.setLatency(ms);
      if (problem !== undefined) throw new SandboxError('invalid-options', problem);
    },
    revokeTokens: () => control.revokeTokens(),
    reset: () => control.reset(),
    checkFunctions: async () => await findSyntaxErrors(await functions.runnable()),
    close,
    [Symbol.asyncDispose]: close,
  };
}
