import { type Transport, UndiciTransport, type UndiciTransportOptions } from '@lp-faas/core';
import type { Red, RedNode, Translate } from '../node-red.js';

interface ProxyNode extends RedNode<{ username?: string; password?: string }> {
  readonly url?: string;
  readonly noproxy?: readonly string[];
}

interface TlsNode extends RedNode {
  readonly valid?: boolean;
  addTLSOptions(options: object): void;
}

const TLS_OPTIONS = ['ca', 'cert', 'key', 'passphrase', 'pfx', 'rejectUnauthorized', 'servername'] as const;

interface WayOut {
  readonly proxy: string;
  readonly tls: string;
}

/**
 * What keeps the way out from being used. To go out without the proxy that somebody chose would be worse than not
 * to go out.
 */
export function wayOutProblems(red: Red, { proxy, tls }: WayOut, translate: Translate): string[] {
  const proxyNode = nodeOf<ProxyNode>(red, proxy);
  const tlsNode = nodeOf<TlsNode>(red, tls);
  const problems: string[] = [];
  if (proxy && !proxyNode) problems.push(translate('error.no-node', { field: 'proxy' }));
  else if (proxyNode && !URL.canParse(addressOf(proxyNode))) problems.push(translate('error.bad-proxy'));
  if (tls && !tlsNode) problems.push(translate('error.no-node', { field: 'tls' }));
  else if (tlsNode && tlsNode.valid === false) problems.push(translate('error.bad-tls'));
  return problems;
}

/** A transport that goes out as Node-RED's own `http proxy` and `tls-config` nodes say. */
export function transportOf(red: Red, { proxy, tls }: WayOut): Transport {
  const proxyNode = nodeOf<ProxyNode>(red, proxy);
  const tlsNode = nodeOf<TlsNode>(red, tls);
  return new UndiciTransport({
    ...(proxyNode && { proxy: proxyOf(proxyNode) }),
    ...(tlsNode && { tls: tlsOf(tlsNode) }),
  });
}

function nodeOf<Kind extends RedNode>(red: Red, id: string): Kind | undefined {
  return id ? ((red.nodes.getNode(id) as Kind | null) ?? undefined) : undefined;
}

const addressOf = ({ url = '' }: ProxyNode): string => (/^[a-z]+:\/\//i.test(url) ? url : `http://${url}`);

function proxyOf(node: ProxyNode): NonNullable<UndiciTransportOptions['proxy']> {
  const { credentials, noproxy } = node;
  const url = new URL(addressOf(node));
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
