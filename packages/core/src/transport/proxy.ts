import { Buffer } from 'node:buffer';
import { type OptionProblem, OptionsError } from '../errors.js';

/** A checked HTTP proxy. */
export interface HttpProxy {
  /** Whether the connection to the proxy uses TLS. */
  readonly isSecure: boolean;
  /** Without the brackets of an IPv6 address. */
  readonly hostname: string;
  /** The port, from 1 to 65535. */
  readonly port: number;
  /** Host and port, as errors show them. */
  readonly host: string;
  /** The value of `Proxy-Authorization`, if the URL has a user or a password. */
  readonly authorization: string | undefined;
}

const RULE = 'must be the http or https URL of a proxy, such as http://proxy.example:8080';

/** Says what is wrong with the URL of a proxy, without quoting it: it may hold a password. */
export function proxyProblem(value: unknown): string | undefined {
  const url = typeof value === 'string' ? urlOf(value) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return RULE;
  const isEscaped = decoded(url.username) !== undefined && decoded(url.password) !== undefined;
  return isEscaped ? undefined : 'must have a user and a password in which a percent sign is written as %25';
}

/**
 * Reads the URL of a proxy; without a scheme it is http.
 * @param option the option or variable that it comes from
 * @throws `OptionsError` when it is not the URL of an HTTP proxy.
 */
export function readProxy(value: string, option: string): HttpProxy {
  const problem = proxyProblem(value);
  if (problem !== undefined) throw new OptionsError([{ option, problem }]);
  const { protocol, hostname, host, port, username, password } = urlOf(value) as URL;
  const isSecure = protocol === 'https:';
  const user = `${decoded(username)}:${decoded(password)}`;
  return {
    isSecure,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (isSecure ? 443 : 80),
    host,
    authorization: user === ':' ? undefined : `Basic ${Buffer.from(user).toString('base64')}`,
  };
}

const VARIABLES = ['https_proxy', 'HTTPS_PROXY'] as const;

/**
 * The proxy of `https_proxy` or `HTTPS_PROXY`, if one of them is set. `http_proxy` does not count: all requests to
 * other machines use https.
 * @throws `OptionsError` naming the variable when its value is not the URL of an HTTP proxy.
 */
export function environmentProxy(): HttpProxy | undefined {
  const name = VARIABLES.find((variable) => process.env[variable]);
  return name && readProxy(process.env[name] ?? '', name);
}

/** Says what is wrong with the proxy of the environment. */
export function environmentProxyProblems(): OptionProblem[] {
  const name = VARIABLES.find((variable) => process.env[variable]);
  const problem = name && proxyProblem(process.env[name]);
  return name && problem ? [{ option: name, problem }] : [];
}

function urlOf(value: string): URL | undefined {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(value.trim()) ? value : `http://${value.trim()}`;
  return URL.canParse(url) ? new URL(url) : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
