import type { Account } from './accounts.js';
import type { User } from './agent-vep/user-sessions.js';
import type { HostNames } from './domains/hosts.js';
import { type Guesses, readGuesses } from './guesses.js';
import type { CompletedRequest } from './journal.js';
import type { LogLimit } from './runner/protocol.js';
import type { TlsFiles } from './server/tls-credentials.js';

/** What `startSandbox` takes. Everything is optional. */
export interface SandboxOptions {
  /** Address or name to listen on. Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Port, 0 for any free one. Default 0. */
  readonly port?: number | undefined;
  /**
   * Listen for https as well, with a certificate and its key, or (`true`) with a throw-away authority, whose own
   * certificate is in `caFile`. It is good for localhost and for the names of `hostNames`. Default false.
   */
  readonly tls?: boolean | TlsFiles | undefined;
  /** Port for https, 0 for any free one. Default 0. */
  readonly httpsPort?: number | undefined;
  /**
   * A project of LivePerson's CLI, or its `functions` folder. Default: no functions, every invocation is a 404.
   * The files are read again at every invocation and never changed.
   */
  readonly functions?: string | undefined;
  /** Default: `12345678` on v1 and `87654321` on v2. */
  readonly accounts?: readonly Account[] | undefined;
  /** Default `sandbox-client`. */
  readonly clientId?: string | undefined;
  /** Default `sandbox-secret`. */
  readonly clientSecret?: string | undefined;
  /** Who may log in to see the lists of functions. Default: `sandbox-user` with `sandbox-password`. */
  readonly users?: readonly User[] | undefined;
  /** Lifetime of an access token in milliseconds, counted in whole seconds. Default one hour. */
  readonly tokenTtlMs?: number | undefined;
  /** How long a function may run, in milliseconds. Default 30 s, as on the platform. */
  readonly executionLimitMs?: number | undefined;
  /** So many instances may run one V2 function at once, each with one invocation; then 429. Default 50. */
  readonly instances?: number | undefined;
  /** How much longer the first invocation of a new V2 instance takes, in milliseconds. Default 0; LivePerson: 2-5 s. */
  readonly coldStartMs?: number | undefined;
  /** How long an idle V2 instance stays warm, in milliseconds; 0: not at all. Default two minutes. */
  readonly keepWarmMs?: number | undefined;
  /**
   * What happens when one invocation logs more than 10 entries or 6,000 characters: it fails at once (`fail`, the
   * default), or only what is too much gets lost (`drop`).
   */
  readonly logLimit?: LogLimit | undefined;
  /** How much later each answer comes, in milliseconds. Default 0. */
  readonly latencyMs?: number | undefined;
  /** What the Domain API answers: `loopback` (default), or names like the real ones (`liveperson`), without a port. */
  readonly hostNames?: HostNames | undefined;
  /** What LivePerson does not document, by name; docs/sandbox.md lists names and values. */
  readonly guesses?: Partial<Guesses> | undefined;
  /** Called once per request, when its answer is out (or its client gone). */
  readonly onRequest?: ((request: CompletedRequest) => void) | undefined;
}

export const DEFAULTS = {
  host: '127.0.0.1',
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

/** The options with every default in place. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean | TlsFiles;
  readonly httpsPort: number;
  readonly functions: string | undefined;
  readonly accounts: readonly Account[];
  readonly clientId: string;
  readonly clientSecret: string;
  readonly users: readonly User[];
  readonly tokenTtlMs: number;
  readonly executionLimitMs: number;
  readonly instances: number;
  readonly coldStartMs: number;
  readonly keepWarmMs: number;
  readonly logLimit: LogLimit;
  readonly latencyMs: number;
  readonly hostNames: HostNames;
  readonly guesses: Guesses;
  readonly onRequest: (request: CompletedRequest) => void;
}

/** @throws {SandboxError} `invalid-options` when there is no such guess. Nothing else is checked here. */
export function withDefaults(options: SandboxOptions): Settings {
  return {
    host: options.host ?? DEFAULTS.host,
    port: options.port ?? DEFAULTS.port,
    tls: options.tls ?? DEFAULTS.tls,
    httpsPort: options.httpsPort ?? DEFAULTS.httpsPort,
    functions: options.functions,
    accounts: (options.accounts ?? DEFAULTS.accounts).map(({ id, generation }) => ({ id, generation })),
    clientId: options.clientId ?? DEFAULTS.clientId,
    clientSecret: options.clientSecret ?? DEFAULTS.clientSecret,
    users: options.users ?? DEFAULTS.users,
    tokenTtlMs: options.tokenTtlMs ?? DEFAULTS.tokenTtlMs,
    executionLimitMs: options.executionLimitMs ?? DEFAULTS.executionLimitMs,
    instances: options.instances ?? DEFAULTS.instances,
    coldStartMs: options.coldStartMs ?? DEFAULTS.coldStartMs,
    keepWarmMs: options.keepWarmMs ?? DEFAULTS.keepWarmMs,
    logLimit: options.logLimit ?? DEFAULTS.logLimit,
    latencyMs: options.latencyMs ?? DEFAULTS.latencyMs,
    hostNames: options.hostNames ?? DEFAULTS.hostNames,
    guesses: readGuesses(options.guesses ?? {}),
    onRequest: options.onRequest ?? (() => undefined),
  };
}
