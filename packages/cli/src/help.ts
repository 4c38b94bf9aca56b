import { COMMANDS, type Command, OPTIONS, type Option, variableOf } from './options.js';

const SUMMARIES: Readonly<Record<Command, string>> = {
  invoke: 'Invoke a function, or the functions of an event, once.',
  batch: 'Invoke a function once for each line of a file.',
  merge: 'Make one result-file out of those of all shards of a batch.',
  check: 'Test hosts, token and gateway without invoking a function.',
  completion: 'Print the completion script of a shell: bash, zsh or fish.',
};

/** What a command takes besides options. */
const OPERANDS: Partial<Record<Command, string>> = { completion: ' bash|zsh|fish', merge: ' FILE...' };

const EXAMPLES: Readonly<Record<Command, readonly string[]>> = {
  invoke: [
    'lp-faas invoke --account-id 12345678 --client-id my-app --lambda-uuid 8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10',
    `lp-faas invoke --event-id my_event --payload '{"name": "Ada"}' --expect '[{"result": {"ok": true}}]'`,
    "jq '.order' order.json | lp-faas invoke --payload-file -",
  ],
  batch: [
    'lp-faas batch --payloads-file orders.jsonl --result-file results.jsonl',
    'lp-faas batch --payloads-file orders.jsonl --resume-file results.jsonl --result-file results-2.jsonl',
  ],
  merge: [
    'lp-faas merge shard-1.jsonl shard-2.jsonl --result-file results.jsonl',
    'lp-faas merge shard-*.jsonl --result-file results.jsonl --output pretty',
  ],
  check: ['lp-faas check --output pretty', 'lp-faas check --report platform.json'],
  completion: ['source <(lp-faas completion bash)', 'lp-faas completion fish | source'],
};

const EXIT_CODES = `Exit codes:
  0  success
  1  the function ran and failed, was not as expected, or its result was lost
  2  the options are wrong; nothing was sent
  3  the function did not run
  4  the function may have run`;

/** The help of a command, or of all. */
export function helpOf(command: Command | undefined): string {
  return command === undefined ? helpOfAll() : helpOfCommand(command);
}

function helpOfAll(): string {
  const names = COMMANDS.map((name) => `  lp-faas ${name.padEnd(12)}${SUMMARIES[name]}`);
  return `Invoke LivePerson Functions from a shell.

${names.join('\n')}

Each option can be set by an environment variable, such as LP_ACCOUNT_ID for --account-id. The client secret comes
from LP_CLIENT_SECRET, from --client-secret-file, or a terminal asks for it. Standard output shows the result
alone, standard error what happens.

${EXIT_CODES}

lp-faas COMMAND --help shows the options of a command.
`;
}

function helpOfCommand(command: Command): string {
  const usage = `lp-faas ${command}${OPERANDS[command] ?? ''} [options]`;
  const options = OPTIONS[command].map(describe).join('\n');
  const examples = EXAMPLES[command].map((line) => `  ${line}`).join('\n');
  return `${SUMMARIES[command]}

Usage: ${usage}

Options:
${options}

Examples:
${examples}
${command === 'completion' ? '' : `\n${EXIT_CODES}\n`}`;
}

function describe(option: Option): string {
  const { name, value, description, default: standard } = option;
  const variable = name === 'help' ? '' : ` [${variableOf(option)}]`;
  const text = standard === '' ? description : `${description} Default: ${standard}.`;
  return `  --${name}${value === '' ? '' : ` ${value}`}${variable}\n${wrapped(text)}`;
}

/** Lines of at most 80 characters. */
function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length > 74) lines.push(` ${word}`);
    else lines[lines.length - 1] = line;
  }
  return lines.map((line) => `     ${line}`).join('\n');
}
