import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Account } from './accounts.js';
import type { User } from './agent-vep/user-sessions.js';
import type { Control } from './control/control.js';
import type { FaultControl } from './control/faults.js';
import { SandboxError } from './errors.js';
import { findDeployHints } from './functions/deploy-hints.js';
import { ProjectWatcher } from './functions/project-watcher.js';
import type { DeployedFunction } from './functions/registry.js';
import type { ToolbeltFiles } from './functions/toolbelt-files.js';
import { type InspectedFunction, planInspection, startInspection } from './inspect.js';
import type { RequestRecord } from './journal.js';
import type { SandboxOptions } from './options.js';
import { addPlatform, type ListenAddresses } from './platform.js';
import { readOptions } from './read-options.js';
import { type FunctionProblem, findSyntaxErrors } from './runner/check-functions.js';
import { createHttpServer } from './server/http-server.js';
import { openListeners } from './server/listeners.js';
import { networkUrls } from './server/network-urls.js';

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
