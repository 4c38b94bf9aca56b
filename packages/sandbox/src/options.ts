import { randomBytes } from 'node:crypto';
import type { Account } from './accounts.js';
import type { User } from './agent-vep/user-sessions.js';
import type { HostNames } from './domains/hosts.js';
import type { FunctionChange } from './functions/project-watcher.js';
import { type Guesses, readGuesses } from './guesses.js';
import type { CompletedRequest, LateEvent } from './journal.js';
import type { LogLimit } from './runner/protocol.js';
import { isLoopback } from './server/host-names.js';
import type { TlsFiles } from './server/tls-credentials.js';

/** Which function is debugged, and where. */
export interface InspectOptions {
  /** The name of the function. Default: the only function of the project. */
  readonly function?: string | undefined;
  /** Port for the debugger, on 127.0.0.1 only; 0 for any free port. Default 9229. */
  readonly port?: number | undefined;
}

/** The options of `startSandbox`. All are optional. */
export interface SandboxOptions {
  /** Address or name to listen on. Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /**
   * Further host names that the sandbox answers to. It always answers to addresses and loopback names, and refuses
   * other names with 421, since a web page could let them resolve to this machine.
   */
  readonly allowHosts?: readonly string[] | undefined;
  /** Port to listen on, 0 for any free port. Default 0. */
  readonly port?: number | undefined;
  /**
   * Listens for https as well: with your certificate and key, or (`true`) with a certificate of a temporary CA, for
   * localhost and the names of `hostNames`. `caFile` is then the CA's certificate. Default false.
   */
  readonly tls?: boolean | TlsFiles | undefined;
  /** Port for https, 0 for any free port. Default 0. */
  readonly httpsPort?: number | undefined;
  /**
   * A project of LivePerson's CLI, or its `functions` folder. Read at every invocation, never changed. Default: no
   * functions, every invocation is a 404.
   */
  readonly functions?: string | undefined;
  /**
   * The toolbelt of functions: `project` takes LivePerson's own from the project (`bin/lp-faas-toolbelt`,
   * `bin/core-functions-toolbelt` or `node_modules`), a folder takes any other. Default: the sandbox's own.
   */
  readonly toolbelt?: string | undefined;
  /** Path of the node executable that runs functions. Default: the Node.js that runs the sandbox. */
  readonly node?: string | undefined;
  /** Refuses the requests of functions to other hosts that no mock in http-mocks.json answers. Default false. */
  readonly offline?: boolean | undefined;
  /** Default: `12345678` on v1 and `87654321` on v2. */
  readonly accounts?: readonly Account[] | undefined;
  /** Default `sandbox-client`. */
  readonly clientId?: string | undefined;
  /** Default `sandbox-secret`; a random secret if the sandbox listens beyond loopback. */
  readonly clientSecret?: string | undefined;
  /**
   * The users that may log in, on every account. Default: `sandbox-user` with `sandbox-password`, or with a random
   * password if the sandbox listens beyond loopback.
   */
  readonly users?: readonly User[] | undefined;
  /** Lifetime of an access token in milliseconds, rounded down to seconds. Default one hour. */
  readonly tokenTtlMs?: number | undefined;
  /** Maximum execution time of a function, in milliseconds. Default 30 s, as on the platform. */
  readonly executionLimitMs?: number | undefined;
  /**
   * Debugs one function: it has a single instance, which a debugger can attach to from the start on, and no execution
   * limit while one is attached. Default: no function.
   */
  readonly inspect?: InspectOptions | undefined;
  /** Maximum instances of one V2 function. Each serves one invocation at a time; further ones get 429. Default 50. */
  readonly instances?: number | undefined;
  /** Delay of the first invocation of a new V2 instance, in milliseconds. Default 0; on the platform 2 to 5 s. */
  readonly coldStartMs?: number | undefined;
  /**
   * How long an idle V2 instance stays warm, and a process of V1 that was started ahead waits for its invocation, in
   * milliseconds. 0 disables both. Default two minutes.
   */
  readonly keepWarmMs?: number | undefined;
  /**
   * What happens when one invocation logs more than 10 entries or 6,000 characters: it fails at once (`fail`, the
   * default), or the further entries are dropped (`drop`).
   */
  readonly logLimit?: LogLimit | undefined;
  /** Delay of each answer, in milliseconds. Default 0. */
  readonly latencyMs?: number | undefined;
  /**
   * Hosts in the Domain API's answers: loopback names with a port (`loopback`, the default), or names like the real
   * ones without a port (`liveperson`).
   */
  readonly hostNames?: HostNames | undefined;
  /** Choices for behaviour that LivePerson does not document. docs/sandbox.md lists names and values. */
  readonly guesses?: Partial<Guesses> | undefined;
  /**
   * Called when a function in the folder is added, changed or removed, once its syntax was checked. Default: the folder
   * is not watched.
   */
  readonly onFunctionChange?: ((change: FunctionChange) => void) | undefined;
  /** Called once per request, when the answer is sent or the client has disconnected, and its functions have ended. */
  readonly onRequest?: ((request: CompletedRequest) => void) | undefined;
  /** Called when a function throws after its answer, or when a call that it makes after its answer is refused. */
  readonly onLateEvent?: ((event: LateEvent) => void) | undefined;
}

/** The longest delay of a Node timer, in milliseconds. */
export const MAX_TIMER_MS = 2_147_483_647;

export const DEFAULTS = {
  host: '127.0.0.1',
  allowHosts: [] as readonly string[],
  port: 0,
  tls: false,
  httpsPort: 0,
  accounts: [
    { id: '12345678', generation: 'v1' },
    { id: '87654321', generation: 'v2' },
  ] satisfies Account[],
  clientId: 'sandbox-client',
  clientSecret: 'sandbox-secret',
  users: [{ name: 'sandbox-user', password: 'sandbox-password' }],
  tokenTtlMs: 3_600_000,
  executionLimitMs: 30_000,
  instances: 50,
  coldStartMs: 0,
  keepWarmMs: 120_000,
  logLimit: 'fail',
  latencyMs: 0,
  hostNames: 'loopback',
} as const;

/** The options with all defaults applied. */
export interface Settings {
  readonly host: string;
  readonly allowHosts: readonly string[];
  readonly port: number;
  readonly tls: boolean | TlsFiles;
  readonly httpsPort: number;
  readonly functions: string | undefined;
  readonly toolbelt: string | undefined;
  readonly node: string | undefined;
  readonly offline: boolean;
  readonly accounts: readonly Account[];
  readonly clientId: string;
  readonly clientSecret: string;
  readonly users: readonly User[];
  readonly tokenTtlMs: number;
  readonly executionLimitMs: number;
  readonly inspect: InspectOptions | undefined;
  readonly instances: number;
  readonly coldStartMs: number;
  readonly keepWarmMs: number;
  readonly logLimit: LogLimit;
  readonly latencyMs: number;
  readonly hostNames: HostNames;
  readonly guesses: Guesses;
  readonly onFunctionChange: ((change: FunctionChange) => void) | undefined;
  readonly onRequest: (request: CompletedRequest) => void;
  readonly onLateEvent: (event: LateEvent) => void;
}

/** Credentials that everyone can read in the documentation are good enough only where no other machine can use them. */
function defaultCredentials(host: string): Pick<Settings, 'clientSecret' | 'users'> {
  if (isLoopback(host)) return { clientSecret: DEFAULTS.clientSecret, users: DEFAULTS.users };
  const random = () => randomBytes(18).toString('base64url');
  return { clientSecret: random(), users: DEFAULTS.users.map(({ name }) => ({ name, password: random() })) };
}

/**
 * Applies the defaults. Checks only the guesses.
 *
 * @throws {SandboxError} `invalid-options`
 */
export function withDefaults(options: SandboxOptions): Settings {
  const host = options.host ?? DEFAULTS.host;
  const credentials = defaultCredentials(host);
  return {
    host,
    allowHosts: options.allowHosts ?? DEFAULTS.allowHosts,
    port: options.port ?? DEFAULTS.port,
    tls: options.tls ?? DEFAULTS.tls,
    httpsPort: options.httpsPort ?? DEFAULTS.httpsPort,
    functions: options.functions,
    toolbelt: options.toolbelt,
    node: options.node,
    offline: options.offline ?? false,
    accounts: (options.accounts ?? DEFAULTS.accounts).map(({ id, generation }) => ({ id, generation })),
    clientId: options.clientId ?? DEFAULTS.clientId,
    clientSecret: options.clientSecret ?? credentials.clientSecret,
    users: options.users ?? credentials.users,
    tokenTtlMs: options.tokenTtlMs ?? DEFAULTS.tokenTtlMs,
    executionLimitMs: options.executionLimitMs ?? DEFAULTS.executionLimitMs,
    inspect: options.inspect,
    instances: options.instances ?? DEFAULTS.instances,
    coldStartMs: options.coldStartMs ?? DEFAULTS.coldStartMs,
    keepWarmMs: options.keepWarmMs ?? DEFAULTS.keepWarmMs,
    logLimit: options.logLimit ?? DEFAULTS.logLimit,
    latencyMs: options.latencyMs ?? DEFAULTS.latencyMs,
    hostNames: options.hostNames ?? DEFAULTS.hostNames,
    guesses: readGuesses(options.guesses ?? {}),
    onFunctionChange: options.onFunctionChange,
    onRequest: options.onRequest ?? (() => undefined),
    onLateEvent: options.onLateEvent ?? (() => undefined),
  };
}
