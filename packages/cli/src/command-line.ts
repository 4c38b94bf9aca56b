import { parseArgs } from 'node:util';
import { distance } from 'fastest-levenshtein';
import { COMMANDS, type Command, OPTIONS, type Option, variableOf } from './options.js';

/** The arguments are wrong. The message names the argument and never its value, which may be a misplaced secret. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What the arguments and the environment ask for. */
export interface CommandLine {
  readonly command: Command;
  /** The options that were given, by name; several lines for one that was given more than once. */
  readonly options: ReadonlyMap<string, string>;
  /** The arguments that are no options: the shell of `completion`. */
  readonly operands: readonly string[];
}

export type Request =
  | CommandLine
  | { readonly command: 'help'; readonly about: Command | undefined }
  | 'version';

/** What an option that takes no value is set to. */
const ON = 'true';
const ALIASES: Readonly<Record<string, string>> = { q: 'quiet', v: 'verbose', h: 'help', V: 'version' };

/**
 * Reads the arguments, and the environment for what they leave open.
 * @throws {UsageError} when there is no such command or option, or an option lacks its value.
 */
export function readCommandLine(args: readonly string[], environment: NodeJS.ProcessEnv): Request {
  const [first = '', ...rest] = args;
  if (first === '--version' || first === '-V') return 'version';
  if (first === '' || first === '--help' || first === '-h') return { command: 'help', about: undefined };
  if (first === 'help')
    return { command: 'help', about: rest[0] === undefined ? undefined : commandOf(rest[0]) };
  const command = commandOf(first);
  const { options, operands } = readArguments(rest, OPTIONS[command]);
  if (options.has('help')) return { command: 'help', about: command };
  refusePassword(options.get('shared-cache'));
  return { command, operands, options: withEnvironment(options, OPTIONS[command], environment) };
}

function commandOf(word: string): Command {
  const command = COMMANDS.find((name) => name === word);
  if (command !== undefined) return command;
  const what = word.startsWith('-') ? 'The command comes first' : `There is no command${named(word)}`;
  throw new UsageError(`${what}${suggestion(word, COMMANDS)}. The commands are ${COMMANDS.join(', ')}.`);
}

function readArguments(args: readonly string[], known: readonly Option[]) {
  const config = Object.fromEntries(
    known.map(({ name, value }) => [
      name,
      { type: value === '' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  const options = new Map<string, string>();
  const operands: string[] = [];
  const { tokens } = parseArgs({
    ...{ args: args.map(withoutAlias), options: config, strict: false, tokens: true },
    allowPositionals: true,
  });
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = known.find(({ name }) => name === token.name) ?? unknownOption(token.rawName, known);
    const value = readValue(option, token.value, token.inlineValue === true);
    const earlier = options.get(option.name);
    if (earlier !== undefined && !option.isRepeatable)
      throw new UsageError(`--${option.name} is given twice.`);
    options.set(option.name, earlier === undefined ? value : `${earlier}\n${value}`);
  }
  return { options, operands };
}

/** Turns `-q` into `--quiet`. */
function withoutAlias(argument: string): string {
  const long = /^-[a-zA-Z]$/.test(argument) ? ALIASES[argument.slice(1)] : undefined;
  return long === undefined ? argument : `--${long}`;
}

function readValue(option: Option, value: string | undefined, isInline: boolean): string {
  const { name, value: kind } = option;
  if (kind === '') {
    if (value === undefined || value === ON) return ON;
    if (value === 'false') return value;
    throw new UsageError(`--${name} takes no value but true or false.`);
  }
  if (value === undefined) throw new UsageError(`--${name} needs a value: --${name} ${kind}.`);
  // A negative number and the name of standard input may follow; another option means that the value was forgotten.
  if (!isInline && /^-[^\d]/.test(value)) {
    throw new UsageError(
      `--${name} needs a value. One that starts with a dash is written --${name}=${kind}.`,
    );
  }
  return value;
}

function unknownOption(rawName: string, known: readonly Option[]): never {
  const name = rawName.replace(/^-+/, '');
  if (/^client-?secret$/i.test(name)) {
    throw new UsageError(
      '--client-secret is refused, because every user of this machine can read the arguments of a process. ' +
        'Set LP_CLIENT_SECRET, or give --client-secret-file FILE. If the secret was real, replace it.',
    );
  }
  const names = known.map((option) => option.name);
  throw new UsageError(`There is no option${named(rawName)}${suggestion(name, names)}.`);
}

/** A URL with a password is a secret, too. */
function refusePassword(url: string | undefined): void {
  if (url === undefined || !/^[^/]*\/\/[^/]*@/.test(url)) return;
  throw new UsageError(
    '--shared-cache with a user or a password is refused, because every user of this machine can read the arguments ' +
      'of a process. Set LP_SHARED_CACHE, or give --shared-cache-file FILE. If the password was real, replace it.',
  );
}

/** Options of which only one can count: an argument sets aside the variables of the others. */
const ALTERNATIVES = [
  ['lambda-uuid', 'event-id'],
  ['lambda-uuid', 'skill-id'],
  ['payload', 'payload-file'],
  ['shared-cache', 'shared-cache-file'],
];

const isSetAside = (name: string, given: ReadonlyMap<string, string>): boolean =>
  ALTERNATIVES.some((names) => names.includes(name) && names.some((other) => given.has(other)));

/** The environment counts where no argument does. An empty variable is one that is not set. */
function withEnvironment(
  given: ReadonlyMap<string, string>,
  known: readonly Option[],
  environment: NodeJS.ProcessEnv,
): ReadonlyMap<string, string> {
  const options = new Map(given);
  for (const option of known) {
    const value = option.name === 'help' ? undefined : environment[variableOf(option)];
    if (value && !given.has(option.name) && !isSetAside(option.name, given)) options.set(option.name, value);
  }
  return options;
}

function suggestion(word: string, names: readonly string[]): string {
  const [nearest] = names
    .map((name) => ({ name, errors: distance(word.replaceAll('_', '-').toLowerCase(), name) }))
    .sort((one, other) => one.errors - other.errors);
  return nearest !== undefined && nearest.errors <= Math.max(2, word.length / 4)
    ? ` (did you mean ${nearest.name}?)`
    : '';
}

/** Names a wrong word only when it looks like a name: it may be a misplaced secret, or control the terminal. */
const named = (word: string): string => (/^-*[a-z][a-z-]{0,24}$/i.test(word) ? ` ${word}` : ' of that name');
