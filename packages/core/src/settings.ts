/** What is made of checked options: every value is there. */
import { readHttpHeaders } from './http-headers.js';
import type { DomainOptions, FunctionsClientOptions, Generation, RetryOptions } from './options.js';
import { type Region, regionAdvice, type ServiceName, type TrustPolicy } from './platform.js';
import { type Clock, systemClock } from './resilience/clock.js';
import { isLoopback } from './transport/loopback.js';
import type { Transport } from './transport/transport.js';
import { UndiciTransport } from './transport/undici-transport.js';
import { USER_AGENT } from './version.js';

/** Checked {@link RetryOptions}, with defaults. */
export type RetrySettings = { readonly [Name in keyof RetryOptions]-?: NonNullable<RetryOptions[Name]> };

/** Checked options for finding hosts, with defaults. */
export interface DomainSettings {
  readonly accountId: string;
  readonly region: Region;
  readonly domains: Partial<Readonly<Record<ServiceName, string | undefined>>>;
  readonly domainApi: URL;
  readonly trust: TrustPolicy;
  readonly userAgent: string;
  readonly transport: Transport;
  readonly clock: Clock;
}

/** Checked options of a client, with defaults. */
export interface ClientSettings {
  readonly accountId: string;
  readonly generation: Generation;
  readonly eventSource: string;
  readonly deadlineMs: number;
  readonly attemptTimeoutMs: number;
  readonly retry: RetrySettings;
  readonly transport: Transport;
  /** The same transport if it is the library's own, which keeps its contract. */
  readonly ownTransport: UndiciTransport | undefined;
  readonly clock: Clock;
  /** What to do when the gateway came from `region` and does not know the function; empty when it did not. */
  readonly regionAdvice: string;
  readonly userAgent: string;
  readonly httpHeaders: Readonly<Record<string, string>> | undefined;
  /** Lists the client secrets that are known, so that no error text repeats one. */
  readonly secrets: () => readonly string[];
}

/** Returns the URL of the Domain API. */
export const domainApiOf = ({ domainApi }: Pick<DomainOptions, 'domainApi'>): URL =>
  new URL(domainApi ?? 'https://api.liveperson.net');

/** Makes the client's own transport. */
export function newTransport({ proxy, tls, connections }: FunctionsClientOptions): Transport {
  return new UndiciTransport({
    ...(proxy && { proxy }),
    ...(tls && { tls }),
    ...(connections !== undefined && { connections }),
  });
}

const userAgentOf = ({ userAgentSuffix }: DomainOptions): string =>
  userAgentSuffix === undefined ? USER_AGENT : `${USER_AGENT} ${userAgentSuffix}`;

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
    userAgent: userAgentOf(options),
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
    // A class of the caller's own may send in another way.
    ownTransport:
      transport instanceof UndiciTransport && transport.send === UndiciTransport.prototype.send
        ? transport
        : undefined,
    clock: options.clock ?? systemClock,
    userAgent: userAgentOf(options),
    httpHeaders: readHttpHeaders(options.httpHeaders),
    regionAdvice: regionAdvice(options, 'faasGW'),
    secrets,
  });
}
