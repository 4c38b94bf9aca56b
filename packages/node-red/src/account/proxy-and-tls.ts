import { OptionsError, type Transport, UndiciTransport, type UndiciTransportOptions } from '@lp-faas/core';
import type { Red, RedNode } from '../node-red.js';
import type { AccountProblem } from './account-config.js';

interface ProxyNode extends RedNode<{ username?: string; password?: string }> {
  readonly url?: string;
  readonly noproxy?: readonly string[];
}

interface TlsNode extends RedNode {
  readonly valid?: boolean;
  addTLSOptions(options: object): void;
}

const TLS_OPTIONS = ['ca', 'cert', 'key', 'passphrase', 'pfx', 'rejectUnauthorized', 'servername'] as const;

/** Ids of the nodes that an account refers to; an empty string for none. */
interface ConnectionNodes {
  readonly proxy: string;
  readonly tls: string;
}

/**
 * Finds what prevents the selected proxy and TLS nodes from being used. The account is then not used at all: bypassing
 * the proxy that a user selected would be worse than not connecting.
 */
export function proxyAndTlsProblems(red: Red, { proxy, tls }: ConnectionNodes): AccountProblem[] {
  const proxyNode = findNode<ProxyNode>(red, proxy);
  const tlsNode = findNode<TlsNode>(red, tls);
  const problems: AccountProblem[] = [];
  if (proxy && !proxyNode) problems.push({ key: 'no-node', field: 'proxy' });
  else if (proxyNode && !URL.canParse(proxyUrl(proxyNode)))
    problems.push({ key: 'bad-proxy', field: 'proxy' });
  if (tls && !tlsNode) problems.push({ key: 'no-node', field: 'tls' });
  else if (tlsNode && tlsNode.valid === false) problems.push({ key: 'bad-tls', field: 'tls' });
  return problems.length > 0 ? problems : transportProblems(red, { proxy, tls });
}

/** What the library finds wrong with them, or with the proxy of the environment. */
function transportProblems(red: Red, nodes: ConnectionNodes): AccountProblem[] {
  try {
    void createTransport(red, nodes).close();
    return [];
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    return error.problems.map(({ option, problem }) => {
      if (option.startsWith('proxy')) return { key: 'bad-proxy', field: 'proxy' };
      return { key: 'option', name: option, problem };
    });
  }
}

/** More than the library's default: the nodes limit what they send, and whoever turns that off wants more at once. */
const CONNECTIONS = 512;

/** Creates a transport that uses Node-RED's own `http proxy` and `tls-config` nodes. */
export function createTransport(red: Red, { proxy, tls }: ConnectionNodes): Transport {
  const proxyNode = findNode<ProxyNode>(red, proxy);
  const tlsNode = findNode<TlsNode>(red, tls);
  return new UndiciTransport({
    connections: CONNECTIONS,
    ...(proxyNode && { proxy: proxyOptions(proxyNode) }),
    ...(tlsNode && { tls: tlsOptions(tlsNode) }),
  });
}

/** What the transport of an account is made from, so that a changed proxy or TLS node makes a new one. */
export function connectionKey(red: Red, { proxy, tls }: ConnectionNodes): unknown {
  const proxyNode = findNode<ProxyNode>(red, proxy);
  const tlsNode = findNode<TlsNode>(red, tls);
  return [proxyNode && proxyOptions(proxyNode), tlsNode && tlsOptions(tlsNode)];
}

function findNode<Kind extends RedNode>(red: Red, id: string): Kind | undefined {
  return id ? ((red.nodes.getNode(id) as Kind | null) ?? undefined) : undefined;
}

const proxyUrl = ({ url = '' }: ProxyNode): string =>
  /^[a-z][a-z\d+.-]*:\/\//i.test(url) ? url : `http://${url}`;

function proxyOptions(node: ProxyNode): NonNullable<UndiciTransportOptions['proxy']> {
  const { credentials, noproxy } = node;
  const url = new URL(proxyUrl(node));
  if (credentials?.username) url.username = encodeURIComponent(credentials.username);
  if (credentials?.password) url.password = encodeURIComponent(credentials.password);
  return { url: url.href, noProxy: (noproxy ?? []).filter(Boolean) };
}

function tlsOptions(node: TlsNode): NonNullable<UndiciTransportOptions['tls']> {
  const options: Record<string, unknown> = {};
  node.addTLSOptions(options);
  return Object.fromEntries(
    TLS_OPTIONS.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
}
