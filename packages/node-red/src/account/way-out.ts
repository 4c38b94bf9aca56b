import { type Transport, UndiciTransport, type UndiciTransportOptions } from '@lp-faas/core';
import type { Red, RedNode } from '../node-red.js';

interface ProxyNode extends RedNode<{ username?: string; password?: string }> {
  readonly url?: string;
  readonly noproxy?: readonly string[];
}

interface TlsNode extends RedNode {
  readonly valid?: boolean;
  addTLSOptions(options: object): void;
}

const TLS_OPTIONS = ['ca', 'cert', 'key', 'passphrase', 'pfx', 'rejectUnauthorized', 'servername'] as const;

/** A transport that goes out as Node-RED's own `http proxy` and `tls-config` nodes say. */
export function transportOf(red: Red, { proxy, tls }: { proxy: string; tls: string }): Transport {
  const proxyNode = proxy ? (red.nodes.getNode(proxy) as ProxyNode | undefined) : undefined;
  const tlsNode = tls ? (red.nodes.getNode(tls) as TlsNode | undefined) : undefined;
  return new UndiciTransport({
    ...(proxyNode?.url && { proxy: proxyOf(proxyNode, proxyNode.url) }),
    ...(tlsNode && { tls: tlsOf(tlsNode) }),
  });
}

function proxyOf({ credentials, noproxy }: ProxyNode, address: string) {
  const url = new URL(/^[a-z]+:\/\//i.test(address) ? address : `http://${address}`);
  if (credentials?.username) url.username = encodeURIComponent(credentials.username);
  if (credentials?.password) url.password = encodeURIComponent(credentials.password);
  return { url: url.href, noProxy: (noproxy ?? []).filter(Boolean) };
}

function tlsOf(node: TlsNode): NonNullable<UndiciTransportOptions['tls']> {
  const options: Record<string, unknown> = {};
  node.addTLSOptions(options);
  return Object.fromEntries(
    TLS_OPTIONS.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
}
