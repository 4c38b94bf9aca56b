import { OptionsError } from './errors.js';
import { findOptionProblems } from './option-checks.js';
import type { Region, ServiceName, TrustPolicy } from './platform.js';
import { type Clock, systemClock } from './resilience/clock.js';
import type { TokenCache } from './sharing/token-cache.js';
import { isLoopback } from './transport/loopback.js';
import type { Transport } from './transport/transport.js';
import { UndiciTransport } from './transport/undici-transport.js';

/** The platform's generation. `auto` tells it from the gateway's host name. */
export type Generation = 'auto' | 'v1' | 'v2';

/** The id and secret of an installed application with scope `faas.lambda.invoke`. */
export interface Credentials {
  readonly clientId: string;
  /**
   * The secret, or a function that answers the one that is valid now (from a vault, say). The function is asked
   * for each token request, so a rotated secret is used from the next one on; it has ten seconds. When it fails,
   * the call fails with `token-unavailable`, or goes on with a token that is still valid; its own error is not
   * shown, because it may quote the secret.
   */
  readonly clientSecret: string | (() => Promise<string>);
}

/** What finding the hosts needs. */
export interface DomainOptions {
  /** LivePerson's account (site) id: 1 to 32 letters or digits. */
  readonly accountId: string;
  /** A region skips the Domain API and takes the documented hosts of generation v1. Default `auto`. */
  readonly region?: Region;
  /** Hosts by service name, instead of asking; they are checked like discovered ones. */
  readonly domains?: Partial<Readonly<Record<ServiceName, string>>>;
  /**
   * Base URL of the Domain API. Default `https://api.liveperson.net`. A loopback address (the sandbox) may be
   * plain http, and then hosts on loopback, with ports, are fine too.
   */
  readonly domainApi?: string;
  /** Domains to trust beyond LivePerson's own, as `example.com`; the client secret may be sent to them. */
  readonly trustedDomains?: readonly string[];
  /** How requests are sent. Default: undici, with kept-alive connections and the environment's proxy. */
  readonly transport?: Transport;
  /** Time, to replace in tests. Default: the machine's. */
  readonly clock?: Clock;
}

/** What getting a token needs. */
export interface TokenOptions extends DomainOptions {
  readonly credentials: Credentials;
  /**
   * TraceMessage of each new token before anything is done with it, so that it can be masked in logs. It sees the
   * token in clear text. What it throws is dropped and does not fail the call.
   */
  readonly onToken?: (token: string) => void;
  /**
   * Shares tokens with other processes and, when it has `add`, what the platform lets all of them send together.
   * Default: none, each process is on its own.
   */
  readonly tokenCache?: TokenCache;
}

/** Who gives tokens: a {@link TokenSource}, shared with other clients, or your own. */
export interface Tokens {
  /** A token that is valid now. */
  get(options: { signal: AbortSignal }): Promise<string>;
  /** The same when it is there at once; optional, it spares a call the waiting. */
  ready?(): string | undefined;
  /** TraceMessage of a token that the gateway refused: `get` is asked for another one at once. */
  invalidate(token: string): void;
}

/** What a client can be told of its invocations. */
export interface InvocationOptions {
  /** Default `auto`. */
  readonly generation?: Generation;
  /** Who calls, as LivePerson's reports show it (V1 `externalSystem`, V2 `LP-EventSource`). Default `lp-faas-invoke`. */
  readonly eventSource?: string;
  /** Milliseconds for a whole call: domains, token, invocation, bodies. Default 60000. */
  readonly deadlineMs?: number;
  /** When and how often an invocation is sent again; one that may have run only if the call is idempotent. */
  readonly retry?: RetryOptions;
  /** Milliseconds for one request of an invocation. Default 40000: 30 s of execution, a cold start, a margin. */
  readonly attemptTimeoutMs?: number;
}

/** Everything that a client can be told; either `credentials` or `tokens` has to be there. */
export interface FunctionsClientOptions extends InvocationOptions, Omit<TokenOptions, 'credentials'> {
  readonly credentials?: Credentials;
  /** Gives the tokens, in place of the credentials. How it gets and keeps them is its own affair. */
  readonly tokens?: Tokens;
}

/**
 * Retries of an invocation. It is sent again when the function surely did not run and the failure is a transient
 * one; when it may have run, only if the call says that it is idempotent. What a refused token costs, one replay
 * with a new one, is not counted.
 */
export interface RetryOptions {
  /** Requests of one invocation at most, 1 to 10. Default 3. */
  readonly maxAttempts?: number;
  /** The first pause is up to so many milliseconds, each further one up to twice that. Default 200. */
  readonly baseDelayMs?: number;
  /**
   * The longest pause in milliseconds, to which up to a second of chance is added; who is asked for a longer one
   * (`Retry-After`) fails now. Default 20000.
   */
  readonly maxDelayMs?: number;
}

/** Checked options, with every default in place. */
export interface DomainSettings {
  readonly accountId: string;
  readonly region: Region;
  readonly domains: Partial<Readonly<Record<ServiceName, string>>>;
  readonly domainApi: URL;
  readonly trust: TrustPolicy;
  readonly transport: Transport;
  readonly clock: Clock;
}

/** The same for a whole client. */
export interface ClientSettings {
  readonly accountId: string;
  readonly generation: Generation;
  readonly eventSource: string;
  readonly deadlineMs: number;
  readonly attemptTimeoutMs: number;
  readonly retry: Required<RetryOptions>;
  readonly transport: Transport;
  readonly clock: Clock;
  /** The client secrets that are known, so that no error text repeats one. */
  readonly secrets: () => readonly string[];
}

/** Marks options that were checked: the parts of a client get its options, and do not check them again. */
const CHECKED = Symbol('checked');

/**
 * A frozen copy of the options; the options themselves when they are one.
 * @param needed names an option that must be there, though others can do without it
 * @throws {OptionsError} naming every bad option.
 */
export function checkOptions<T extends DomainOptions>(options: T, needed?: 'credentials'): T {
  if (CHECKED in options) return options;
  const problems = findOptionProblems(needed === undefined ? options : { [needed]: undefined, ...options });
  if (problems.length > 0) throw new OptionsError(problems);
  return markChecked({ ...options });
}

/** Checked options, some of which are replaced by what was made of them. */
export function replaceOptions<T extends object, C extends object>(checked: T, changes: C): T & C {
  return markChecked({ ...checked, ...changes });
}

function markChecked<T extends object>(options: T): T {
  return Object.freeze(Object.defineProperty(options, CHECKED, { value: true }));
}

/** Where the Domain API is, by the options or else in the world. */
export const domainApiOf = ({ domainApi }: Pick<DomainOptions, 'domainApi'>): URL =>
  new URL(domainApi ?? 'https://api.liveperson.net');

export function domainSettings(options: DomainOptions): DomainSettings {
  const domainApi = domainApiOf(options);
  const scheme = domainApi.protocol === 'http:' ? 'http:' : 'https:';
  return Object.freeze({
    accountId: options.accountId,
    region: options.region ?? 'auto',
    domains: Object.freeze({ ...options.domains }),
    domainApi,
    trust: Object.freeze({
      trustedDomains: Object.freeze([...(options.trustedDomains ?? [])]),
      loopbackScheme: isLoopback(domainApi.hostname) ? scheme : undefined,
    }),
    transport: options.transport ?? new UndiciTransport(),
    clock: options.clock ?? systemClock,
  });
}

export function clientSettings(
  options: FunctionsClientOptions,
  transport: Transport,
  secrets: () => readonly string[],
): ClientSettings {
  return Object.freeze({
    accountId: options.accountId,
    generation: options.generation ?? 'auto',
    eventSource: options.eventSource ?? 'lp-faas-invoke',
    deadlineMs: options.deadlineMs ?? 60_000,
    attemptTimeoutMs: options.attemptTimeoutMs ?? 40_000,
    retry: Object.freeze({
      maxAttempts: options.retry?.maxAttempts ?? 3,
      baseDelayMs: options.retry?.baseDelayMs ?? 200,
      maxDelayMs: options.retry?.maxDelayMs ?? 20_000,
    }),
    transport,
    clock: options.clock ?? systemClock,
    secrets,
  });
}
