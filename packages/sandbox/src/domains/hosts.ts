import type { Account, Generation } from '../accounts.js';
import { isLoopback } from '../server/host-names.js';

/** The services that the sandbox answers, by their names in the Domain API. */
const OWN_SERVICES = ['faasGW', 'faasUI', 'sentinel', 'agentVep'] as const;

type OwnService = (typeof OWN_SERVICES)[number];

/** Other services of LivePerson that functions use. The sandbox does not have them: functions reach mocks of them. */
const OTHER_SERVICES = [
  'msgHist',
  'accountConfigReadOnly',
  'accountConfigReadWrite',
  'asyncMessaging',
  'asyncMessagingEnt',
  'engHistDomain',
  'rtbf',
  'auditLog',
  'auditlog',
  'smt',
  'pusher',
  'leDataReporting',
  'msgEwtAPI',
  'msdkgw',
  'mavenContext',
  'mtlsGateway',
  'swift',
] as const;

export const DOMAIN_SERVICES = [...OWN_SERVICES, ...OTHER_SERVICES] as const;

export type DomainService = (typeof DOMAIN_SERVICES)[number];

function isOwnService(service: DomainService): service is OwnService {
  return OWN_SERVICES.some((own) => own === service);
}

/**
 * The kind of host names that the Domain API answers: loopback names (`loopback`), or names like those of the platform
 * (`liveperson`), for clients whose connections are routed to the sandbox.
 */
export type HostNames = 'loopback' | 'liveperson';

/**
 * The hosts of a V2 account contain a word by which clients detect the generation. Names below .localhost are loopback
 * (RFC 6761).
 */
const V2_NAMES: Partial<Record<OwnService, string>> = {
  faasGW: 'fninvocations.localhost',
  faasUI: 'functions.localhost',
};

/** The names of V1 and Sentinel are real. Those of V2 are not public; these follow the same pattern. */
const LIVEPERSON_NAMES: Record<Generation, Record<OwnService, string>> = {
  v1: {
    faasGW: 'va.faasgw.liveperson.net',
    faasUI: 'va.faasui.liveperson.net',
    sentinel: 'va.sentinel.liveperson.net',
    agentVep: 'va.agentvep.liveperson.net',
  },
  v2: {
    faasGW: 'va.fninvocations.liveperson.net',
    faasUI: 'va.functions.liveperson.net',
    sentinel: 'va.sentinel.liveperson.net',
    agentVep: 'va.agentvep.liveperson.net',
  },
};

export const V2_LOOPBACK_NAMES: readonly string[] = Object.values(V2_NAMES);

/** The hosts of the Domain API in LivePerson's clients. */
const DOMAIN_API_NAMES = ['api.liveperson.net', 'adminlogin.liveperson.net'];

/** All host names of the platform that a sandbox can stand in for. */
export const ALL_LIVEPERSON_NAMES: readonly string[] = [
  ...new Set([
    ...DOMAIN_API_NAMES,
    ...Object.values(LIVEPERSON_NAMES.v1),
    ...Object.values(LIVEPERSON_NAMES.v2),
  ]),
];

export function isDomainService(name: string): name is DomainService {
  return DOMAIN_SERVICES.some((service) => service === name);
}

/** Host and port under which a sandbox that listens on this address is reachable. */
export function reachableHost(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `127.0.0.1:${port}`;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** A name that never resolves (RFC 6761), so that no client reaches a real service by mistake. */
const otherHost = (service: DomainService) => `${service.toLowerCase()}.liveperson.invalid`;

/** The words by which clients detect V2. */
const V2_WORDS = /fninvocations|functions/i;

/**
 * Host and port by which the sender of a request reaches the sandbox, when it listens beyond loopback: another machine
 * knows an address of its own, and a mapped port may be another one. Undefined for loopback.
 */
export function requestedHost(
  { headers }: { readonly headers: { readonly host?: string | undefined } },
  { host }: { readonly host: string },
): string | undefined {
  if (isLoopback(host) || headers.host === undefined || V2_WORDS.test(headers.host)) return undefined;
  return headers.host;
}

/**
 * The host of a service of an account, as the Domain API answers it.
 *
 * @param own the sandbox's own host and port
 */
export function serviceHost(
  service: DomainService,
  { generation }: Account,
  own: string,
  names: HostNames,
): string {
  if (!isOwnService(service)) return otherHost(service);
  if (names === 'liveperson') return LIVEPERSON_NAMES[generation][service];
  const name = generation === 'v2' ? V2_NAMES[service] : undefined;
  return name === undefined ? own : name + (/:\d+$/.exec(own)?.[0] ?? '');
}
