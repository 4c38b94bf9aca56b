import { fieldsOf } from './checks.js';
import { OptionsError } from './errors.js';
import type { HttpHeaders } from './http-headers.js';
import { isRecord } from './json.js';
import { type CONNECTION_OPTION_NAMES, findOptionProblems } from './option-checks.js';
import type { Region, ServiceName } from './platform.js';
import type { Clock } from './resilience/clock.js';
import type { TokenCache } from './sharing/token-cache.js';
import type { Transport } from './transport/transport.js';
import type { UndiciTransportOptions } from './transport/undici-options.js';

/** The platform's generation. `auto` tells it from the gateway's host name. */
export type Generation = 'auto' | 'v1' | 'v2';

/** The id and secret of an installed application with scope `faas.lambda.invoke`. */
export interface Credentials {
  /** The client id of the application. */
  readonly clientId: string;
  /**
   * The secret, or a function that returns the current one, for example from a vault. It is called for each token
   * request, so a rotated secret is used from the next one on, and has ten seconds. When it fails, the call fails
   * with `token-unavailable`, or uses a token that is still valid; its own error is not shown, because it may quote
   * the secret.
   */
  readonly clientSecret: string | (() => Promise<string>);
}

/** Options for finding an account's hosts. */
export interface DomainOptions {
  /** LivePerson's account (site) id: 1 to 32 letters or digits. */
  readonly accountId: string;
  /**
   * An emergency exit for when the Domain API cannot be used: a region takes the documented hosts of generation v1 in
   * three of LivePerson's environments. LivePerson moves accounts from V1 to V2 by itself, after which these hosts are
   * wrong. Default `auto`: the Domain API, which knows the hosts of every account.
   */
  readonly region?: Region | undefined;
  /** Hosts by service name, instead of the Domain API's; they are checked like those. */
  readonly domains?: Partial<Readonly<Record<ServiceName, string | undefined>>> | undefined;
  /**
   * Base URL of the Domain API. Default `https://api.liveperson.net`. A loopback address (the sandbox) may use
   * http, and then allows hosts on loopback, with ports.
   */
  readonly domainApi?: string | undefined;
  /** Domains to trust beyond LivePerson's own, such as `example.com`. Warning: they may receive the client secret. */
  readonly trustedDomains?: readonly string[] | undefined;
  /** Sends the requests. Default: undici with keep-alive and the environment's proxy. */
  readonly transport?: Transport | undefined;
  /**
   * Added to the `User-Agent` of every request, after `lp-faas-core/VERSION`: a name and a version such as
   * `my-service/2.1`, 1 to 128 printable ASCII characters. Default: nothing.
   */
  readonly userAgentSuffix?: string | undefined;
  /** The source of time; replace it in tests. Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/** Options for getting tokens. */
export interface TokenOptions extends DomainOptions {
  /** Id and secret of the application. */
  readonly credentials: Credentials;
  /**
   * Called with each new token before it is used, so that it can be masked in logs. The token is in clear text.
   * What it throws is ignored.
   */
  readonly onToken?: ((token: string) => void) | undefined;
  /**
   * Shares tokens with other processes and, when it has `add`, the rate that the platform allows all of them
   * together. Default: none.
   */
  readonly tokenCache?: TokenCache | undefined;
}

/** Provides tokens: a {@link TokenSource}, shared with other clients, or your own. */
export interface Tokens {
  /** Returns a token that is valid now. */
  get(options: { signal: AbortSignal }): Promise<string>;
  /** Returns it when it is there at once. Optional: it spares a warm call a promise. */
  ready?(): string | undefined;
  /** Called with a token that the gateway refused; `get` is called for another one right after. */
  invalidate(token: string): void;
}

/** Options for invocations. */
export interface InvocationOptions {
  /** Default `auto`. */
  readonly generation?: Generation | undefined;
  /** Caller name shown in LivePerson's reports (V1 `externalSystem`, V2 `LP-EventSource`). Default `lp-faas-invoke`. */
  readonly eventSource?: string | undefined;
  /**
   * HTTP headers of your own in every request to the gateway; those of a call take precedence. Names that frame or route
   * the request, and those that the library sets, are refused. They are not the `headers` that a function receives.
   */
  readonly httpHeaders?: HttpHeaders | undefined;
  /** Milliseconds for a whole call: domains, token, invocation, bodies. Default 60000. */
  readonly deadlineMs?: number | undefined;
  /** When and how often to retry; an invocation that may have run is retried only if the call is idempotent. */
  readonly retry?: RetryOptions | undefined;
  /** Milliseconds for one request of an invocation. Default 40000: 30 s of execution, a cold start, a margin. */
  readonly attemptTimeoutMs?: number | undefined;
}

/** How the client's own transport connects; cannot be combined with `transport`. */
export type ConnectionOptions = Pick<UndiciTransportOptions, (typeof CONNECTION_OPTION_NAMES)[number]>;

/** Options of a client; either `credentials` or `tokens` is required. */
export interface FunctionsClientOptions
  extends InvocationOptions,
    Omit<TokenOptions, 'credentials'>,
    ConnectionOptions {
  /** Id and secret of the application, or `tokens`. */
  readonly credentials?: Credentials | undefined;
  /** Provides the tokens, instead of the credentials. */
  readonly tokens?: Tokens | undefined;
}

/**
 * How to retry an invocation. It is retried after a transient failure when the function certainly did not run; when
 * it may have run, only if the call is idempotent. The one replay after a refused token does not count.
 */
export interface RetryOptions {
  /** Requests of one invocation at most, 1 to 10. Default 3. */
  readonly maxAttempts?: number | undefined;
  /** The first pause is random, up to this many milliseconds; the limit doubles each time. Default 200. */
  readonly baseDelayMs?: number | undefined;
  /**
   * The longest pause in milliseconds, plus up to a second of jitter. A call that is asked to wait longer
   * (`Retry-After`) fails now. Default 20000.
   */
  readonly maxDelayMs?: number | undefined;
}

/** Marks checked options, so that the parts of a client, which get its options, do not check them again. */
const CHECKED = Symbol('checked');

/**
 * Checks options; returns a frozen copy, or the options themselves when they are one.
 * @param needed an option that is required here, though not everywhere
 * @throws {@link OptionsError} naming every bad option.
 */
export function checkOptions<T extends DomainOptions>(options: T, needed?: 'credentials'): T {
  if (isRecord(options) && CHECKED in options) return options;
  const fields = fieldsOf(options);
  const problems = findOptionProblems(
    needed === undefined || fields === undefined ? options : { [needed]: undefined, ...fields },
  );
  if (problems.length > 0) throw new OptionsError(problems);
  return markChecked({ ...options });
}

/** Replaces some of the checked options by what was made of them. */
export function replaceOptions<T extends object, C extends object>(checked: T, changes: C): T & C {
  return markChecked({ ...checked, ...changes });
}

function markChecked<T extends object>(options: T): T {
  return Object.freeze(Object.defineProperty(options, CHECKED, { value: true }));
}
