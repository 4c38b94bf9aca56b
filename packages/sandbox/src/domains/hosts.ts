import type { Account } from '../accounts.js';

/** The platform's services, by the names that the Domain API knows. */
export const SERVICES = ['faasGW', 'faasUI', 'sentinel', 'agentVep'] as const;

export type ServiceName = (typeof SERVICES)[number];

/**
 * Clients tell the generations apart by a word in the host, so a V2 account has hosts with that word. Names
 * under .localhost are loopback (RFC 6761).
 */
const V2_NAMES: Partial<Record<ServiceName, string>> = {
  faasGW: 'fninvocations.localhost',
  faasUI: 'functions.localhost',
};

export function isServiceName(name: string): name is ServiceName {
  return SERVICES.some((service) => service === name);
}

/** The host (with the port, without a scheme) by which the sandbox can be reached when it listens there. */
export function reachableHost(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `127.0.0.1:${port}`;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** @param own the sandbox's own host and port */
export function serviceHost(service: ServiceName, account: Account, own: string): string {
  const name = account.generation === 'v2' ? V2_NAMES[service] : undefined;
  return name === undefined ? own : `${name}:${own.slice(own.lastIndexOf(':') + 1)}`;
}
