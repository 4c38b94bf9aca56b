import type { ConnectionOptions } from 'node:tls';
import type { OptionProblem } from '../errors.js';
import { isRecord } from '../json.js';
import { proxyProblem } from './proxy.js';

const TLS_KEYS = ['ca', 'cert', 'key', 'passphrase', 'pfx', 'rejectUnauthorized', 'servername'] as const;

/** TLS settings, with the meaning that they have in `node:tls`. */
export type TlsSettings = Pick<ConnectionOptions, (typeof TLS_KEYS)[number]>;

/** An HTTP proxy. */
export interface ProxySettings {
  /**
   * An http or https URL; without a scheme it is http. A user and a password in it are percent-encoded, and sent to
   * the proxy as `Proxy-Authorization`.
   */
  readonly url: string;
  /** Hosts that bypass the proxy, each in the format of an entry of `no_proxy`. Default: none. */
  readonly noProxy?: readonly string[] | undefined;
}

/** Settings of the default transport. */
export interface UndiciTransportOptions {
  /** The proxy for all hosts except loopback. Default: that of `https_proxy` and `no_proxy`. */
  readonly proxy?: ProxySettings | undefined;
  /**
   * TLS settings for all hosts except loopback: `ca`, `cert`, `key`, `passphrase`, `pfx`, `rejectUnauthorized`,
   * `servername`. Of these, `ca` and `rejectUnauthorized` also apply to an https proxy. Default: Node's, with the
   * certificates of `NODE_EXTRA_CA_CERTS`. `NODE_TLS_REJECT_UNAUTHORIZED` has no effect: only `rejectUnauthorized: false`
   * turns the checks off.
   */
  readonly tls?: TlsSettings | undefined;
  /**
   * Connections to one origin at most, 1 to 10000. A request that finds them all in use waits for one within its
   * deadline; the attempt timeout does not run while an invocation waits. Default 128.
   */
  readonly connections?: number | undefined;
  /** Milliseconds after which an unused connection is closed, unless the server asks for another time. Default 4000. */
  readonly keepAliveTimeoutMs?: number | undefined;
  /**
   * Milliseconds to open a connection. Through a proxy they count twice: for the tunnel, and for TLS inside of it.
   * Default 10000.
   */
  readonly connectTimeoutMs?: number | undefined;
}

const MAX_MS = 2_147_483_647;

type Check = (value: unknown) => string | undefined;

const wholeNumber =
  (what: string, max: number): Check =>
  (value) => {
    const isFit = Number.isInteger(value) && Number(value) >= 1 && Number(value) <= max;
    return isFit ? undefined : `must be a whole number${what} from 1 to ${max}`;
  };

const CHECKS: Readonly<Record<keyof Omit<UndiciTransportOptions, 'proxy'>, Check>> = {
  tls: (value) => {
    const keys: readonly string[] = TLS_KEYS;
    const isFit = isRecord(value) && Object.keys(value).every((key) => keys.includes(key));
    return isFit ? undefined : `must be an object with some of ${TLS_KEYS.join(', ')}`;
  },
  connections: wholeNumber('', 10_000),
  keepAliveTimeoutMs: wholeNumber(' of milliseconds', MAX_MS),
  connectTimeoutMs: wholeNumber(' of milliseconds', MAX_MS),
};

/** Lists every bad option of the default transport. */
export function findTransportProblems(options: Readonly<Record<string, unknown>>): OptionProblem[] {
  const problems = Object.entries(CHECKS).flatMap(([option, check]) => {
    const problem = options[option] === undefined ? undefined : check(options[option]);
    return problem === undefined ? [] : [{ option, problem }];
  });
  return [...problems, ...findProxyProblems(options['proxy'])];
}

function findProxyProblems(proxy: unknown): OptionProblem[] {
  if (proxy === undefined) return [];
  if (!isRecord(proxy)) return [{ option: 'proxy', problem: 'must be an object with url' }];
  const { url, noProxy = [] } = proxy;
  const problem = proxyProblem(url);
  const isList = Array.isArray(noProxy) && noProxy.every((host) => typeof host === 'string');
  return [
    ...(problem === undefined ? [] : [{ option: 'proxy.url', problem }]),
    ...(isList ? [] : [{ option: 'proxy.noProxy', problem: 'must be a list of host names' }]),
  ];
}
