import type { Account, Generation } from '../accounts.js';

/** The platform's services, by the names that the Domain API knows. */
export const SERVICES = ['faasGW', 'faasUI', 'sentinel', 'agentVep'] as const;

export type ServiceName = (typeof SERVICES)[number];

/**
 * What the Domain API answers: names that are loopback on every machine (`loopback`), or names like the platform's
 * own (`liveperson`), for clients that can be routed here without their knowledge.
 */
export type HostNames = 'loopback' | 'liveperson';

/**
 * Clients tell the generations apart by a word in the host, so a V2 account has hosts with that word. Names
 * under .localhost are loopback (RFC 6761).
 */
const V2_NAMES: Partial<Record<ServiceName, string>> = {
  faasGW: 'fninvocations.localhost',
  faasUI: 'functions.localhost',
};

/** V1's and Sentinel's are real names of the platform; V2's are not public, and made after the same pattern. */
const LIVEPERSON_NAMES: Record<Generation, Record<ServiceName, string>> = {
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

/** Where LivePerson's clients look for the Domain API. */
const DOMAIN_API_NAMES = ['api.liveperson.net', 'adminlogin.liveperson.net'];

/** Every name by which a sandbox with names like the platform's is called. */
export const ALL_LIVEPERSON_NAMES: readonly string[] = [
  ...new Set([
    ...DOMAIN_API_NAMES,
    ...Object.values(LIVEPERSON_NAMES.v1),
    ...Object.values(LIVEPERSON_NAMES.v2),
  ]),
];

export function isServiceName(name: string): name is ServiceName {
  return SERVICES.some((service) => service === name);
}

/** The host (with the port, without a scheme) by which the sandbox can be reached when it listens there. */
export function reachableHost(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `127.0.0.1:${port}`;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** @param own the sandbox's own host and port */
export function serviceHost(
  service: ServiceName,
  { generation }: Account,
  own: string,
  names: HostNames,
): string {
  if (names === 'liveperson') return LIVEPERSON_NAMES[generation][service];
  const name = generation === 'v2' ? V2_NAMES[service] : undefined;
  return name === undefined ? own : `${name}:${own.slice(own.lastIndexOf(':') + 1)}`;
}
