import { type ConnectionOptions, createSecureContext } from 'node:tls';
import {
  anything,
  type Check,
  checkBoolean,
  fieldsOf,
  findProblems,
  milliseconds,
  must,
  type RulesOf,
} from '../checks.js';
import type { OptionProblem } from '../errors.js';
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

const text: Check = (value) => must(typeof value === 'string', 'a string');

/** Has Node read certificates and keys now: later it would only fail each connection. */
const readable =
  (name: 'ca' | 'cert' | 'key' | 'pfx', rule: string) =>
  (value: unknown, passphrase: unknown): string | undefined => {
    try {
      const secret = typeof passphrase === 'string' ? { passphrase } : {};
      createSecureContext({ [name]: value, ...secret });
      return undefined;
    } catch {
      return `must be ${rule}`;
    }
  };

const MATERIAL = {
  ca: readable('ca', 'a certificate in PEM form, or a list of them'),
  cert: readable('cert', 'a certificate in PEM form'),
  key: readable('key', 'a private key in PEM form that the passphrase opens, if it has one'),
  pfx: readable('pfx', 'a PFX (PKCS #12) that the passphrase opens, if it has one'),
};

const TLS_RULES: Readonly<Record<(typeof TLS_KEYS)[number], Check>> = {
  // Checked below, with the passphrase.
  ca: anything,
  cert: anything,
  key: anything,
  pfx: anything,
  passphrase: text,
  rejectUnauthorized: checkBoolean,
  servername: text,
};

function findTlsProblems(tls: unknown): OptionProblem[] {
  const problems = findProblems(tls, TLS_RULES, 'tls').map(({ option, problem }) =>
    option === 'tls' || Object.hasOwn(TLS_RULES, option.slice('tls.'.length))
      ? { option, problem }
      : { option: 'tls', problem: `has ${option}, which ${problem}` },
  );
  const { passphrase, ...fields } = fieldsOf(tls) ?? {};
  for (const [name, read] of Object.entries(MATERIAL)) {
    const problem = fields[name] === undefined ? undefined : read(fields[name], passphrase);
    if (problem !== undefined) problems.push({ option: `tls.${name}`, problem });
  }
  return problems;
}

const PROXY_RULES: RulesOf<ProxySettings> = {
  url: proxyProblem,
  noProxy: (value) =>
    must(Array.isArray(value) && value.every((host) => typeof host === 'string'), 'a list of host names'),
};

const RULES: RulesOf<UndiciTransportOptions> = {
  connections: (value) =>
    must(
      Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 10_000,
      'a whole number from 1 to 10000',
    ),
  keepAliveTimeoutMs: milliseconds,
  connectTimeoutMs: milliseconds,
  proxy: anything,
  tls: anything,
};

/** Lists every bad option of the default transport. */
export function findTransportProblems(options: unknown): OptionProblem[] {
  const { proxy, tls } = fieldsOf(options) ?? {};
  return [
    ...findProblems(options, RULES),
    ...(tls === undefined ? [] : findTlsProblems(tls)),
    ...(proxy === undefined ? [] : findProblems(proxy, PROXY_RULES, 'proxy')),
  ];
}
