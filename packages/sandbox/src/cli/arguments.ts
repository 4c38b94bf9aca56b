import type { SandboxOptions } from '../options.js';
import { type DefaultPorts, optionsOf, parse, UsageError, type Values } from './option-values.js';

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

/** Those of a sandbox that serves until it is stopped. */
const USUAL_PORTS: DefaultPorts = { port: 8787, httpsPort: 8443 };

/** Those of a sandbox that only one command uses. */
const FREE_PORTS: DefaultPorts = { port: 0, httpsPort: 0 };

/** Refuses options that a command would ignore. */
function refuse(values: Values, command: string, names: readonly (keyof Values)[]): void {
  const given = names.find((name) => values[name] !== undefined);
  if (given !== undefined) throw new UsageError(`--${given} cannot be combined with ${command}.`);
}

function execArguments(args: readonly string[]): Command {
  const end = args.indexOf('--');
  const { values } = parse(end === -1 ? args : args.slice(0, end), false);
  if (values.help) return { kind: 'help' };
  refuse(values, 'exec', ['ready-json', 'payload']);
  const command = end === -1 ? [] : args.slice(end + 1);
  if (command.length === 0) throw new UsageError('exec needs a command after --, such as exec -- npm test.');
  return { kind: 'exec', options: optionsOf(values, FREE_PORTS), quiet: values.quiet ?? false, command };
}

function invokeArguments(args: readonly string[]): Command {
  const { values, positionals } = parse(args, true);
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
  const { values } = parse(args, false);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  if (values.payload !== undefined) throw new UsageError('--payload belongs to the command invoke.');
  const options = optionsOf(values, USUAL_PORTS);
  return { kind: 'start', options, readyJson: values['ready-json'] ?? false, quiet: values.quiet ?? false };
}
