import { isIP } from 'node:net';
import { isLoopback } from './transport/loopback.js';

/**
 * The services of an account that the library needs, as the Domain API spells them (it minds the case):
 * `faasGW` runs functions, `sentinel` gives tokens.
 */
export const SERVICE_NAMES = ['faasGW', 'sentinel'] as const;

/** A service of an account that the library needs, as the Domain API spells it. */
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** A host that was checked and may be talked to. */
export interface Domain {
  readonly service: ServiceName;
  /** Host name, and the port where there is one. */
  readonly host: string;
  /** Scheme and host, as `https://va.faasgw.liveperson.net`. */
  readonly origin: string;
}

/** Where accounts live, of those regions whose hosts LivePerson documents. */
export const REGIONS = ['us', 'emea', 'apac'] as const;

/** Where an account lives; `auto` asks the Domain API. */
export type Region = 'auto' | (typeof REGIONS)[number];

const PREFIX: Readonly<Record<Exclude<Region, 'auto'>, string>> = { us: 'va', emea: 'lo', apac: 'sy' };

/**
 * The documented hosts of platform generation v1. LivePerson publishes none for v2, and says that these may
 * change: the Domain API is the rule, this table the way around it.
 */
export function regionHost(region: Exclude<Region, 'auto'>, service: ServiceName): string {
  return `${PREFIX[region]}.${service.toLowerCase()}.liveperson.net`;
}

/** LivePerson's own domains. */
export const LIVEPERSON_DOMAINS = ['liveperson.net', 'liveperson.com', 'lpcloud.io', 'lprnd.net'] as const;

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`);
const PORT = /:[1-9]\d{0,4}$/;

/** Whether something is a full host name in lower case: labels joined with dots, no address, port or path. */
export function isHostName(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= 253 &&
    HOST_NAME.test(value) &&
    isIP(value) === 0 &&
    // Names whose last label is a number are addresses to URL parsers.
    hostOf(value) === value
  );
}

/** Whom to trust. */
export interface TrustPolicy {
  /** Allowed suffixes beyond LivePerson's own. */
  readonly trustedDomains: readonly string[];
  /** The Domain API's scheme when it was set to a loopback address: then loopback hosts are fine too. */
  readonly loopbackScheme: 'http:' | 'https:' | undefined;
}

/**
 * The origin of a discovered host, or `undefined` when it must not be trusted. The answer decides who gets the
 * client secret, so it has to be a plain host name under a known domain, and mean the same to a URL parser.
 */
export function trustedOrigin(host: unknown, policy: TrustPolicy): string | undefined {
  if (typeof host !== 'string') return undefined;
  if (policy.loopbackScheme !== undefined && isLoopbackHost(host)) return `${policy.loopbackScheme}//${host}`;
  const suffixes = [...LIVEPERSON_DOMAINS, ...policy.trustedDomains];
  const known = suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
  return known && isHostName(host) ? `https://${host}` : undefined;
}

function isLoopbackHost(host: string): boolean {
  const name = host.replace(PORT, '');
  const scheme = host.endsWith(':443') ? 'http:' : 'https:';
  return isLoopback(name) && hostOf(host, scheme) === host;
}

function hostOf(host: string, scheme = 'https:'): string | undefined {
  return URL.canParse(`${scheme}//${host}`) ? new URL(`${scheme}//${host}`).host : undefined;
}
