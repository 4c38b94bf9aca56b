import { networkInterfaces } from 'node:os';
import { reachableHost } from '../domains/hosts.js';
import { isLoopback } from './host-names.js';

const ANY_ADDRESS = ['0.0.0.0', '::'];

/** The URLs under which other machines reach a sandbox that listens on this host; empty for loopback. */
export function networkUrls(host: string, port: string): string[] {
  if (isLoopback(host)) return [];
  const families = host === '::' ? ['IPv4', 'IPv6'] : ['IPv4'];
  const own = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    // A link-local address works only together with the name of the interface.
    .filter(
      ({ internal, family, address }) => !internal && families.includes(family) && !/^fe80:/i.test(address),
    )
    .map(({ address }) => address);
  const hosts = ANY_ADDRESS.includes(host) ? own : [host];
  return hosts.map((name) => `http://${reachableHost(name, Number(port))}`);
}
