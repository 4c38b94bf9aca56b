import { isIP } from 'node:net';
import { isLoopback } from './transport/loopback.js';

/**
 * The services of an account that the library needs, as the Domain API spells them (case matters): `faasGW` runs
 * functions, `sentinel` issues tokens.
 */
export const SERVICE_NAMES = ['faasGW', 'sentinel'] as const;

/** `faasGW` runs functions, `sentinel` issues tokens. */
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** A host that was checked and may receive requests. */
export interface Domain {
  /** The service that runs there. */
  readonly service: ServiceName;
  /** Host name, and the port where there is one. */
  readonly host: string;
  /** Scheme and host, such as `https://va.faasgw.liveperson.net`. */
  readonly origin: string;
}

/** The regions whose hosts LivePerson documents. */
export const REGIONS = ['us', 'emea', 'apac'] as const;

/** The region of an account on generation v1; `auto` asks the Domain API, which knows the hosts of every account. */
export type Region = 'auto' | (typeof REGIONS)[number];

const PREFIX: Readonly<Record<Exclude<Region, 'auto'>, string>> = { us: 'va', emea: 'lo', apac: 'sy' };

/**
 * Returns a documented host of platform generation v1. LivePerson publishes none for v2, moves accounts there by
 * itself, and says that these may change: an emergency exit for when the Domain API cannot be used.
 */
export function regionHost(region: Exclude<Region, 'auto'>, service: ServiceName): string {
  return `${PREFIX[region]}.${service.toLowerCase()}.liveperson.net`;
}

/**
 * Returns what to do when the platform does not know an account or its functions at a host that came from `region`;
 * empty when the host of this service came from elsewhere.
 */
export function regionAdvice({ region = 'auto', domains = {} }: RegionOptions, service: ServiceName): string {
  if (region === 'auto' || domains[service] !== undefined) return '';
  return 'This account may be on V2: let the Domain API find the hosts (region: auto).';
}

/** The options that may set a host without the Domain API. */
export interface RegionOptions {
  readonly region?: Region | undefined;
  readonly domains?: Partial<Readonly<Record<ServiceName, string | undefined>>> | undefined;
}

/** LivePerson's own domains. */
export const LIVEPERSON_DOMAINS = ['liveperson.net', 'liveperson.com', 'lpcloud.io', 'lprnd.net'] as const;

/** Words in the names of LivePerson's hosts. */
const HOST_WORDS = new Set([
  ...[
    'va',
    'lo',
    'sy',
    'va-a',
    'api',
    'adminlogin',
    'faasgw',
    'faasui',
    'sentinel',
    'fninvocations',
    'functions',
  ],
  ...LIVEPERSON_DOMAINS.flatMap((domain) => domain.split('.')),
]);

/** Returns a host with `*` for each label that is not a word of LivePerson's, which may identify a customer. */
export function hostPattern(hostname: string): string {
  if (isLoopback(hostname)) return 'loopback';
  const labels = hostname.toLowerCase().split('.');
  return labels.map((label) => (HOST_WORDS.has(label) ? label : patternOf(label))).join('.');
}

/** The word that tells the generation, wherever it stands in a label. */
const patternOf = (label: string): string => (label.includes('fninvocations') ? '*fninvocations*' : '*');

/** Tells the generation from the gateway's host name, by the part by which LivePerson's own clients do. */
export function generationOf(host: string, configured: 'auto' | 'v1' | 'v2'): 'v1' | 'v2' {
  if (configured !== 'auto') return configured;
  return host.includes('fninvocations') ? 'v2' : 'v1';
}

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`);
const PORT = /:[1-9]\d{0,4}$/;

/** Whether a value is a full host name in lower case, without port or path, and not an address. */
export function isHostName(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= 253 &&
    HOST_NAME.test(value) &&
    isIP(value) === 0 &&
    // URL parsers take a name whose last label is a number for an address.
    hostOf(value) === value
  );
}

/** Which hosts to trust. */
export interface TrustPolicy {
  /** Allowed suffixes beyond LivePerson's own. */
  readonly trustedDomains: readonly string[];
  /** The Domain API's scheme when it is on loopback; then loopback hosts are trusted, too. */
  readonly loopbackScheme: 'http:' | 'https:' | undefined;
}

/**
 * Returns the origin of a discovered host, or `undefined` when it must not be trusted. The host receives the client
 * secret, so it must be a plain host name under a known domain that means the same to a URL parser. Case does not
 * matter; the origin is in lower case.
 */
export function trustedOrigin(given: unknown, policy: TrustPolicy): string | undefined {
  if (typeof given !== 'string') return undefined;
  // ASCII letters alone: other characters may change into one of a trusted name.
  const host = given.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
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
