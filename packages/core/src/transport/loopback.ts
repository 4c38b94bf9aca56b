import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';

/** Returns whether a host name or address (IPv6 in brackets, as in a URL) is this machine's loopback. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(hostname)
  );
}

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/**
 * `dns.lookup` that resolves names under `.localhost` itself (RFC 6761): not every resolver does, and the standard
 * says that they should not be sent to one.
 */
export function loopbackLookup(hostname: string, options: LookupOptions, callback: LookupCallback): void {
  if (!hostname.endsWith('.localhost')) {
    lookup(hostname, options, callback);
    return;
  }
  const address = { address: '127.0.0.1', family: 4 };
  process.nextTick(() =>
    options.all ? callback(null, [address]) : callback(null, address.address, address.family),
  );
}
