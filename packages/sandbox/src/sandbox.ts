import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Account } from './accounts.js';
import { addAgentVepRoutes } from './agent-vep/routes.js';
import { type User, UserSessions } from './agent-vep/user-sessions.js';
import { Control } from './control/control.js';
import { type FaultInjection, injectFaults, type RequestFaults } from './control/fault-injection.js';
import { type FaultControl, Faults } from './control/faults.js';
import { addControlRoutes } from './control/routes.js';
import { requestedHost, serviceHost } from './domains/hosts.js';
import { addDomainRoutes } from './domains/routes.js';
import { SandboxError } from './errors.js';
import { addFaasUiRoutes } from './faas-ui/routes.js';
import { findDeployHints } from './functions/deploy-hints.js';
import { openFunctions } from './functions/open-functions.js';
import { ProjectWatcher } from './functions/project-watcher.js';
import type { DeployedFunction } from './functions/registry.js';
import type { ToolbeltFiles } from './functions/toolbelt-files.js';
import type { FunctionAccess } from './gateway/function-environment.js';
import { addGatewayRoutes, type Gateway } from './gateway/routes.js';
import { type InspectedFunction, planInspection, startInspection } from './inspect.js';
import { Journal, type RequestRecord } from './journal.js';
import type { SandboxOptions, Settings } from './options.js';
import { addPageFunctionRoutes } from './page/function-routes.js';
import { addPageRoutes } from './page/routes.js';
import { readOptions } from './read-options.js';
import { redactor } from './redaction.js';
import { type FunctionProblem, findSyntaxErrors } from './runner/check-functions.js';
import { addSentinelRoutes } from './sentinel/routes.js';
import { TokenAuthority } from './sentinel/token-authority.js';
import { FunctionHttps } from './server/function-https.js';
import { createHttpServer } from './server/http-server.js';
import { openListeners } from './server/listeners.js';
import { lockNavigations } from './server/navigation.js';
import { networkUrls } from './server/network-urls.js';
import { RunRecords, recordRequests } from './server/recording.js';
import { answerRefusals, findRefusals, type Refusals } from './server/refusals.js';

/** A running sandbox. */
export interface Sandbox extends AsyncDisposable {
  /** The URL, such as `http://127.0.0.1:8787`. Use it as the URL of the Domain API. */
  readonly url: string;
  /** The URLs under which other machines reach it; empty if it listens on loopback. */
  readonly networkUrls: readonly string[];
  /** The https URL; undefined without the option `tls`. */
  readonly httpsUrl: string | undefined;
  /** Path of the temporary CA's certificate, for clients to trust. Deleted when the sandbox is closed. */
  readonly caFile: string | undefined;
  readonly accounts: readonly Account[];
  /** The functions at the start. Functions added to the folder later can be invoked but are not in this list. */
  readonly functions: readonly DeployedFunction[];
  /** The file of each toolbelt that replaces one of the sandbox, by the name of its module. */
  readonly toolbelts: ToolbeltFiles;
  /** The version of the Node.js that runs functions, such as `22.12.0`. */
  readonly nodeVersion: string;
  /** The function that is debugged; undefined without the option `inspect`. */
  readonly inspected: InspectedFunction | undefined;
  /** The credentials with which an application gets a token. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** The users that may log in. */
  readonly users: readonly User[];
  /** The last 10,000 requests in order of arrival. */
  requests(): RequestRecord[];
  /** Executions by the function's UUID, of one account or of all. Functions that never ran are absent. */
  executions(account?: string): Record<string, number>;
  /** Adds, lists and removes faults. */
  readonly faults: FaultControl;
  /**
   * Delays each answer by this many milliseconds.
   *
   * @throws {SandboxError} `invalid-options`
   */
  setLatency(ms: number): void;
  /** Revokes all tokens issued so far. */
  revokeTokens(): void;
  /**
   * Removes the requests, the counts, the faults, the updates of secrets and the data of the context service, and resets
   * the latency to its value at the start. Tokens stay valid.
   */
  reset(): void;
  /** Checks config and syntax of all functions without running them. Resolves with an empty list without errors. */
  checkFunctions(): Promise<FunctionProblem[]>;
  /** Ends all running functions, closes all connections and frees the ports. */
  close(): Promise<void>;
}

/** Host and port of the listeners. Set once they listen; routes read them at each request. */
interface ListenAddresses {
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

async function addPlatform(app: FastifyInstance, settings: Settings, addresses: ListenAddresses) {
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

type Controls = 'requests' | 'executions' | 'faults' | 'setLatency' | 'revokeTokens' | 'reset';

function controlsOf(control: Control): Pick<Sandbox, Controls> {
  return {
    requests: () => control.requests(),
    executions: (account) => control.executions(account),
    faults: control.faults,
    setLatency: (ms) => {
      const problem = control.setLatency(ms);
      if (problem !== undefined) throw new SandboxError('invalid-options', problem);
    },
    revokeTokens: () => control.revokeTokens(),
    reset: () => control.reset(),
  };
}

interface Closable {
  close(): Promise<unknown>;
}

/** The functions end first. One turn of the event loop later their callers have an answer. */
function closeOnce(runner: Closable, others: readonly Closable[]): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => {
    closing ??= runner
      .close()
      .then(() => nextTurn())
      .then(() => Promise.all(others.map((other) => other.close())))
      .then(() => undefined);
    return closing;
  };
}

/**
 * Starts a local LivePerson Functions platform: Domain API, Sentinel and invocation gateway on one port, for accounts
 * of both generations. Runs the functions of a project on the disk.
 *
 * @throws {SandboxError} if an option is wrong, the functions cannot be read or the port cannot be used
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = readOptions(options);
  const app = createHttpServer(settings);
  const addresses: ListenAddresses = { http: '', https: undefined };
  const { control, functions, functionHttps, runner, toolbelts, node, access } = await addPlatform(
    app,
    settings,
    addresses,
  );
  const deployed = await functions.list();
  const checkFunctions = async () => [
    ...(await functions.problems()),
    ...(await findSyntaxErrors(await functions.runnable(), node.path)),
    ...(await findDeployHints(functions.root)),
  ];
  const inspection = await planInspection(settings.inspect, await functions.runnable());
  const watcher = new ProjectWatcher(functions, checkFunctions, settings.onFunctionChange);
  const listeners = await openListeners(app, settings);
  Object.assign(addresses, { http: listeners.http, https: listeners.https });

  await watcher.start();
  if (inspection) await startInspection(inspection, runner, access);
  const close = closeOnce(runner, [watcher, listeners, functionHttps]);
  return {
    url: `http://${listeners.http}`,
    networkUrls: networkUrls(settings.host, new URL(`http://${listeners.http}`).port),
    httpsUrl: listeners.https === undefined ? undefined : `https://${listeners.https}`,
    caFile: listeners.caFile,
    accounts: settings.accounts,
    functions: deployed,
    toolbelts,
    nodeVersion: node.version,
    inspected: inspection?.inspected,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    users: settings.users,
    ...controlsOf(control),
    checkFunctions,
    close,
    [Symbol.asyncDispose]: close,
  };
}
