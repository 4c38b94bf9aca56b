/** The sandbox as the clients of the toolbelt see it. */
import process from 'node:process';
import type { PlatformAccess } from '../../runner/protocol.js';

let access: PlatformAccess | undefined;

/** Called before each invocation, since the address of the sandbox is not in the function's environment. */
export function setPlatform(given: PlatformAccess): void {
  access = given;
}

export function platform(): PlatformAccess {
  if (!access) throw new Error('A client of the toolbelt can only be used during an invocation.');
  return access;
}

/** Whether an address is that of the sandbox, under any of its names. */
export function isSandboxAddress(host: string, port: number | string): boolean {
  // The sandbox sets this variable itself, to its address for https.
  if (`${host}:${port}` === process.env['X_LIVEPERSON_CSDS_DOMAIN']) return true;
  const own = new URL(platform().url);
  const isLoopback = /^(127\.0\.0\.1|\[?::1\]?|(.*\.)?localhost)$/.test(host);
  return String(port) === own.port && (isLoopback || host === own.hostname);
}

export const isSandbox = ({ hostname, port }: URL) => isSandboxAddress(hostname, port);

/** The services of the platform that the sandbox itself answers. */
const OWN_SERVICES = ['faasGW', 'faasUI', 'sentinel', 'agentVep'];

/** The URL of a service, by its name and its host in the Domain API. The sandbox answers all of its own at one address. */
export function serviceUrl(service: string, host: string): string {
  return OWN_SERVICES.includes(service) ? platform().url : `https://${host}`;
}
