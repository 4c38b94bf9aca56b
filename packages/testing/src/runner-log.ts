/** A workflow command that the runner executed. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const NAMES = [
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
];
const COMMANDS = new Set([
  ...NAMES,
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

const MAX_ANNOTATIONS = 10;
const MAX_ANNOTATION_LENGTH = 4096;

/**
 * Reads the output of a process as GitHub's runner does. It executes `::command::` at the start of a line, after
 * white space, and the old `##[command]` anywhere in a line; it executes nothing between `stop-commands` and its
 * token; and it masks everything that is shown.
 */
export class RunnerLog {
  readonly commands: Command[] = [];
  readonly #masks = new Set<string>();
  readonly #shown: string[] = [];
  #resumeToken: string | undefined;

  constructor(output: string) {
    for (const line of output.split(/\r\n|\r|\n/)) this.#read(line);
  }

  /** The log as a person sees it. */
  get text(): string {
    return this.#shown.join('\n');
  }

  /** The annotations on the page of the run: ten of each kind, each cut at 4096 characters. */
  get annotations(): Command[] {
    const kinds = ['error', 'warning', 'notice'];
    return kinds.flatMap((kind) =>
      this.named(kind)
        .slice(0, MAX_ANNOTATIONS)
        .map(({ data, ...rest }) => ({ ...rest, data: this.hide(data).slice(0, MAX_ANNOTATION_LENGTH) })),
    );
  }

  named(name: string): Command[] {
    return this.commands.filter((command) => command.name === name);
  }

  /** Masks a text, as the runner does for log and summary. */
  hide(text: string): string {
    return [...this.#masks]
      .sort((a, b) => b.length - a.length)
      .reduce((t, mask) => t.replaceAll(mask, '***'), text);
  }

  #read(line: string): void {
    // A line that is not a known command in the new form may be one in the old form.
    const command = [parseV2(line), parseV1(line)].find(
      (found) => found && (COMMANDS.has(found.name) || found.name === this.#resumeToken),
    );
    if (this.#resumeToken !== undefined) {
      if (command?.name === this.#resumeToken) this.#resumeToken = undefined;
      else this.#shown.push(this.hide(line));
      return;
    }
    if (command === undefined || !COMMANDS.has(command.name)) {
      this.#shown.push(this.hide(line));
      return;
    }
    this.commands.push(command);
    if (command.name === 'stop-commands') this.#resumeToken = command.data;
    else if (command.name === 'add-mask') this.#mask(command.data);
    else this.#shown.push(this.hide(`##[${command.name}]${command.data}`));
  }

  #mask(value: string): void {
    for (const line of [value, ...value.split(/\r?\n/)].filter((part) => part.trim() !== '')) {
      for (const form of [line, encodeURIComponent(line), JSON.stringify(line).slice(1, -1)])
        this.#masks.add(form);
      for (const shift of [0, 1, 2]) this.#masks.add(base64Core(line, shift));
    }
    this.#masks.delete('');
  }
}

/** The part of a value's base64 form that does not depend on the bytes before and after it. */
function base64Core(value: string, shift: number): string {
  const encoded = Buffer.from(' '.repeat(shift) + value)
    .toString('base64')
    .replace(/=+$/, '');
  return encoded.slice(shift === 0 ? 0 : shift + 1, -1);
}

/** White space as .NET trims it: U+0085 is white space, a byte order mark is not. */
const LEADING_SPACE = /^[\p{White_Space}]+/u;

/** `::name key=value,key=value::data` at the start of a line. */
function parseV2(line: string): Command | undefined {
  const trimmed = line.replace(LEADING_SPACE, '');
  const end = trimmed.indexOf('::', 2);
  if (!trimmed.startsWith('::') || end < 0) return undefined;
  const info = trimmed.slice(2, end);
  const space = info.indexOf(' ');
  const name = space < 0 ? info : info.slice(0, space);
  const properties = space < 0 ? '' : info.slice(space + 1);
  return { name, properties: readProperties(properties, ','), data: unescapeV2(trimmed.slice(end + 2)) };
}

/** The old `##[name key=value;key=value]data`, anywhere in a line. */
function parseV1(line: string): Command | undefined {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  if (start < 0 || end < 0) return undefined;
  const info = line.slice(start + 3, end);
  const space = info.indexOf(' ');
  const name = space < 0 ? info : info.slice(0, space);
  const properties = space < 0 ? '' : info.slice(space + 1);
  return { name, properties: readProperties(properties, ';'), data: line.slice(end + 1) };
}

function readProperties(text: string, separator: string): Record<string, string> {
  const pairs = text
    .split(separator)
    .filter(Boolean)
    .map((pair) => pair.trim().split(/=(.*)/s));
  return Object.fromEntries(pairs.map(([key = '', value = '']) => [key, unescapeV2(value)]));
}

function unescapeV2(text: string): string {
  const codes: Readonly<Record<string, string>> = {
    '%0D': '\r',
    '%0A': '\n',
    '%3A': ':',
    '%2C': ',',
    '%25': '%',
  };
  return text.replace(/%(0D|0A|3A|2C|25)/g, (code) => codes[code] ?? code);
}
