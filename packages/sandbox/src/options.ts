import { type Account, isGeneration } from './accounts.js';
import type { User } from './agent-vep/user-sessions.js';
import type { HostNames } from './domains/hosts.js';
import { SandboxError } from './errors.js';
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

/** The options, checked once, with every default in place. */
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

/** The longest delay that a Node timer can hold. */
const LONGEST_TIMER_MS = 2_147_483_647;

function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new SandboxError('invalid-options', message);
}

function checkAccounts(accounts: readonly Account[]): void {
  check(accounts.length > 0, 'The sandbox needs at least one account.');
  for (const { id, generation } of accounts) {
    check(/^[A-Za-z0-9]{1,40}$/.test(id), `"${id}" is no account id: use letters and digits only.`);
    check(isGeneration(generation), `Account ${id} must be on v1 or v2, not "${String(generation)}".`);
    const same = accounts.filter((other) => other.id === id);
    check(same.length === 1, `Account ${id} is given ${same.length} times: give it once.`);
  }
}

function checkUsers({ users, hostNames }: Settings): void {
  for (const { name, password } of users) {
    check(name !== '' && password !== '', 'A user needs a name and a password.');
    check(users.filter((user) => user.name === name).length === 1, `User "${name}" is given more than once.`);
  }
  check(
    hostNames === 'loopback' || hostNames === 'liveperson',
    `The host names must be loopback or liveperson, not "${String(hostNames)}".`,
  );
}

function checkTimes({ tokenTtlMs, executionLimitMs, coldStartMs, keepWarmMs, latencyMs }: Settings): void {
  check(tokenTtlMs >= 1000 && tokenTtlMs < Number.POSITIVE_INFINITY, 'A token must live at least 1 second.');
  check(
    executionLimitMs > 0 && executionLimitMs <= LONGEST_TIMER_MS,
    `The execution limit must be more than 0 and at most ${LONGEST_TIMER_MS} milliseconds.`,
  );
  for (const [what, ms] of [
    ['cold start', coldStartMs],
    ['latency', latencyMs],
    ['time that an instance stays warm', keepWarmMs],
  ] as const) {
    check(
      ms >= 0 && ms <= LONGEST_TIMER_MS,
      `The ${what} must be at least 0 and at most ${LONGEST_TIMER_MS} milliseconds.`,
    );
  }
}

function checkInstances({ instances, logLimit }: Settings): void {
  check(
    Number.isInteger(instances) && instances >= 1,
    `The number of instances must be a whole number of at least 1, not ${instances}.`,
  );
  check(
    logLimit === 'fail' || logLimit === 'drop',
    `The log limit must be fail or drop, not "${String(logLimit)}".`,
  );
}

function checkAddress({ host, port, httpsPort }: Settings): void {
  check(/^[A-Za-z0-9._:-]+$/.test(host), `"${host}" is no host: use an address or a name, without a port.`);
  // Clients tell the generations apart by these words in the host that the Domain API answers.
  check(
    !/fninvocations|functions/i.test(host),
    `A host with "functions" or "fninvocations" in it marks a v2 account: choose another than "${host}".`,
  );
  for (const [what, number] of [
    ['port', port],
    ['https port', httpsPort],
  ] as const) {
    check(
      Number.isInteger(number) && number >= 0 && number <= 65_535,
      `The ${what} must be a whole number from 0 to 65535, not ${number}.`,
    );
  }
  check(port === 0 || port !== httpsPort, 'The port and the https port must be different.');
}

/** @throws {SandboxError} `invalid-options` */
export function readOptions(options: SandboxOptions): Settings {
  const settings: Settings = {
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
  checkAddress(settings);
  checkAccounts(settings.accounts);
  check(settings.clientId !== '', 'The client id must not be empty.');
  check(settings.clientSecret !== '', 'The client secret must not be empty.');
  checkUsers(settings);
  checkTimes(settings);
  checkInstances(settings);
  return settings;
}
