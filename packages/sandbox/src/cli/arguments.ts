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

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | StartCommand
  | ExecCommand
  | InvokeCommand;

export interface StartCommand {
  readonly kind: 'start';
  readonly options: SandboxOptions;
  readonly readyJson: boolean;
  readonly quiet: boolean;
}

/** Runs a command with a sandbox beside it. */
export interface ExecCommand {
  readonly kind: 'exec';
  readonly options: SandboxOptions;
  readonly quiet: boolean;
  /** The program and its arguments. */
  readonly command: readonly string[];
}

/** Invokes one function once. */
export interface InvokeCommand {
  readonly kind: 'invoke';
  readonly options: SandboxOptions;
  /** The name of the function. */
  readonly name: string;
  /** The value of --payload. */
  readonly payload: string | undefined;
}

const DEFAULT_PORT = 8787;
const DEFAULT_HTTPS_PORT = 8443;
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

function parseAll(args: readonly string[], allowPositionals: boolean) {
  try {
    return parseArgs({ args: args.map(withInspectPort), options: OPTIONS, allowPositionals });
  } catch (error) {
    // Node adds advice on positional arguments, which this command does not take.
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new UsageError(`${reason?.replace(/\.$/, '')}.`);
  }
}

const parse = (args: readonly string[]) => parseAll(args, false).values;

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

type Values = ReturnType<typeof parse>;

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

interface DefaultPorts {
  readonly port: number;
  readonly httpsPort: number;
}

const FREE_PORTS: DefaultPorts = { port: 0, httpsPort: 0 };

function optionsOf(values: Values, ports: DefaultPorts): SandboxOptions {
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

/** Refuses options that a command would ignore. */
function refuse(values: Values, command: string, names: readonly (keyof Values)[]): void {
  const given = names.find((name) => values[name] !== undefined);
  if (given !== undefined) throw new UsageError(`--${given} cannot be combined with ${command}.`);
}

function execArguments(args: readonly string[]): Command {
  const end = args.indexOf('--');
  const values = parse(end === -1 ? args : args.slice(0, end));
  if (values.help) return { kind: 'help' };
  refuse(values, 'exec', ['ready-json', 'payload']);
  const command = end === -1 ? [] : args.slice(end + 1);
  if (command.length === 0) throw new UsageError('exec needs a command after --, such as exec -- npm test.');
  return { kind: 'exec', options: optionsOf(values, FREE_PORTS), quiet: values.quiet ?? false, command };
}

function invokeArguments(args: readonly string[]): Command {
  const { values, positionals } = parseAll(args, true);
  if (values.help) return { kind: 'help' };
  refuse(values, 'invoke', ['ready-json', 'quiet', 'inspect', 'function']);
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) {
    throw new UsageError('invoke needs the name of one function, such as invoke my-function.');
  }
  return { kind: 'invoke', options: optionsOf(values, FREE_PORTS), name, payload: values.payload };
}

/**
 * Parses the command line.
 *
 * @throws {UsageError}
 */
export function readArguments(args: readonly string[]): Command {
  const [first, ...rest] = args;
  if (first === 'exec') return execArguments(rest);
  if (first === 'invoke') return invokeArguments(rest);
  const values = parse(args);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  if (values.payload !== undefined) throw new UsageError('--payload belongs to the command invoke.');
  const options = optionsOf(values, { port: DEFAULT_PORT, httpsPort: DEFAULT_HTTPS_PORT });
  return { kind: 'start', options, readyJson: values['ready-json'] ?? false, quiet: values.quiet ?? false };
}
