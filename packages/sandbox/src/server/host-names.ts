import { isIP } from 'node:net';

/** The host names that a sandbox answers to. */
export interface HostNameSettings {
  /** The address or name that the sandbox listens on. */
  readonly host: string;
  readonly allowHosts: readonly string[];
  readonly hostNames: 'loopback' | 'liveperson';
}

/** The names of this machine in the hosts files of common systems. */
const LOOPBACK_NAMES = ['localhost', 'localhost.localdomain', 'ip6-localhost', 'ip6-loopback'];

/** LivePerson's clients have some names in these domains in their code. */
const LIVEPERSON_DOMAINS = ['liveperson.net', 'liveperson.com', 'lpcloud.io', 'lprnd.net'];

const HOST_HEADER = /^(?:\[([\da-fA-F:.]+)\]|([A-Za-z0-9._-]+))(?::\d{0,5})?$/;

const normalized = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/**
 * The name or address in a `Host` header, in lower case and without port.
 *
 * @returns undefined if the header is not a host
 */
export function hostNameOf(header: string): string | undefined {
  const [, address, name] = HOST_HEADER.exec(header) ?? [];
  if (address !== undefined) return isIP(address) === 6 ? address.toLowerCase() : undefined;
  return name === undefined ? undefined : normalized(name);
}

function isLoopbackName(name: string): boolean {
  return LOOPBACK_NAMES.includes(name) || name.endsWith('.localhost');
}

/** Whether only this machine can reach a sandbox that listens on this address or name. */
export function isLoopback(host: string): boolean {
  const name = normalized(host);
  return isLoopbackName(name) || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}

/**
 * Whether the sandbox answers to a name. A page of the web can let its own name resolve to this machine (DNS
 * rebinding), and its requests would then count as the sandbox's own. It cannot do so with an address, nor with a name
 * that is not in the public DNS.
 *
 * @param name as `hostNameOf` returns it
 */
export function isServed(name: string, { host, allowHosts, hostNames }: HostNameSettings): boolean {
  if (isIP(name) !== 0 || isLoopbackName(name)) return true;
  if ([host, ...allowHosts].some((own) => normalized(own) === name)) return true;
  // The alias of a container. The public DNS does not answer names without a dot.
  if (!isLoopback(host) && !name.includes('.')) return true;
  return hostNames === 'liveperson' && LIVEPERSON_DOMAINS.some((domain) => name.endsWith(`.${domain}`));
}
