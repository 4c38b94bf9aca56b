/** The options on the command line, and what their values say. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Account, isGeneration } from '../accounts.js';
import type { User } from '../agent-vep/user-sessions.js';
import type { Guesses } from '../guesses.js';
import type { InspectOptions, SandboxOptions } from '../options.js';
import type { TlsFiles } from '../server/tls-credentials.js';

/** A usage error: an unknown option, or a value of the wrong form. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const DEFAULT_INSPECT_PORT = 9229;

const OPTIONS = {
  host: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  port: { type: 'string' },
  tls: { type: 'boolean' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'https-port': { type: 'string' },
  functions: { type: 'string' },
  toolbelt: { type: 'string' },
  offline: { type: 'boolean' },
  node: { type: 'string' },
  account: { type: 'string', multiple: true },
  'client-id': { type: 'string' },
  'client-secret': { type: 'string' },
  user: { type: 'string', multiple: true },
  guess: { type: 'string', multiple: true },
  hostnames: { type: 'string' },
  'token-ttl': { type: 'string' },
  latency: { type: 'string' },
  'execution-limit': { type: 'string' },
  inspect: { type: 'string' },
  function: { type: 'string' },
  instances: { type: 'string' },
  'cold-start': { type: 'string' },
  'keep-warm': { type: 'string' },
  'log-limit': { type: 'string' },
  payload: { type: 'string' },
  'ready-json': { type: 'boolean' },
  quiet: { type: 'boolean', short: 'q' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** Node's parser knows no option whose value may be left out. */
const withInspectPort = (arg: string) => (arg === '--inspect' ? `--inspect=${DEFAULT_INSPECT_PORT}` : arg);

/** @throws {UsageError} */
export function parse(args: readonly string[], allowPositionals: boolean) {
  try {
    return parseArgs({ args: args.map(withInspectPort), options: OPTIONS, allowPositionals });
  } catch (error) {
    // Node adds advice on positional arguments, which this command does not take.
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new UsageError(`${reason?.replace(/\.$/, '')}.`);
  }
}

function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+(\.\d+)?$/.test(text)) throw new UsageError(`${option} must be a number, not "${text}".`);
  return Number(text);
}

function milliseconds(option: string, text: string | undefined): number | undefined {
  const seconds = numberOf(option, text);
  return seconds === undefined ? undefined : seconds * 1000;
}

function positiveSeconds(option: string, text: string | undefined): number | undefined {
  const ms = milliseconds(option, text);
  if (ms === 0) throw new UsageError(`${option} must be more than 0 seconds.`);
  return ms;
}

function choice<T extends string>(
  option: string,
  text: string | undefined,
  values: readonly T[],
): T | undefined {
  const found = values.find((value) => value === text);
  if (text === undefined || found !== undefined) return found;
  throw new UsageError(`${option} must be ${values.join(' or ')}, not "${text}".`);
}

function account(text: string): Account {
  const [id = '', generation = 'v1', ...rest] = text.split(':');
  if (isGeneration(generation) && rest.length === 0) return { id, generation };
  throw new UsageError(`--account must be ID, ID:v1 or ID:v2, not "${text}".`);
}

function user(text: string): User {
  const [, name, password] = /^([^:]+):(.+)$/s.exec(text) ?? [];
  // The error does not repeat the value, which may contain a password.
  if (name === undefined || password === undefined) throw new UsageError('--user must be NAME:PASSWORD.');
  return { name, password };
}

function guesses(texts: readonly string[] = []): Partial<Guesses> {
  const pairs = texts.map((text) => {
    const [, name, value] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (name === undefined) throw new UsageError(`--guess must be NAME=VALUE, not "${text}".`);
    return [name, value] as const;
  });
  return Object.fromEntries(pairs);
}

export type Values = ReturnType<typeof parse>['values'];

function tls(values: Values): boolean | TlsFiles {
  const { 'tls-cert': certFile, 'tls-key': keyFile } = values;
  if (certFile !== undefined && keyFile !== undefined) return { certFile, keyFile };
  if (certFile !== undefined || keyFile !== undefined) {
    throw new UsageError('--tls-cert and --tls-key require each other. Give both, or --tls alone.');
  }
  if (values['https-port'] !== undefined && !values.tls) {
    throw new UsageError('--https-port requires --tls, or --tls-cert and --tls-key.');
  }
  return values.tls ?? false;
}

function inspection(values: Values): InspectOptions | undefined {
  const port = numberOf('--inspect', values.inspect);
  if (port !== undefined) return { port, function: values.function };
  if (values.function === undefined) return undefined;
  throw new UsageError('--function requires --inspect. Give both.');
}

/** The sample functions of this package. */
export const SAMPLES = fileURLToPath(new URL('../../samples', import.meta.url));

/** The default of --functions. */
const defaultProject = (): string => (existsSync('functions') ? '.' : SAMPLES);

/** The ports when none are given. */
export interface DefaultPorts {
  readonly port: number;
  readonly httpsPort: number;
}

/** @throws {UsageError} */
export function optionsOf(values: Values, ports: DefaultPorts): SandboxOptions {
  return {
    host: values.host,
    allowHosts: values['allow-host'],
    port: numberOf('--port', values.port) ?? ports.port,
    tls: tls(values),
    httpsPort: numberOf('--https-port', values['https-port']) ?? ports.httpsPort,
    functions: values.functions ?? defaultProject(),
    toolbelt: values.toolbelt,
    offline: values.offline,
    node: values.node,
    accounts: values.account?.map(account),
    clientId: values['client-id'],
    clientSecret: values['client-secret'],
    users: values.user?.map(user),
    guesses: guesses(values.guess),
    hostNames: choice('--hostnames', values.hostnames, ['loopback', 'liveperson']),
    tokenTtlMs: positiveSeconds('--token-ttl', values['token-ttl']),
    latencyMs: numberOf('--latency', values.latency),
    executionLimitMs: positiveSeconds('--execution-limit', values['execution-limit']),
    inspect: inspection(values),
    instances: numberOf('--instances', values.instances),
    coldStartMs: milliseconds('--cold-start', values['cold-start']),
    keepWarmMs: milliseconds('--keep-warm', values['keep-warm']),
    logLimit: choice('--log-limit', values['log-limit'], ['fail', 'drop']),
  };
}
