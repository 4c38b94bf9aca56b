import { INPUT_HELP, INPUTS, type InputName } from '@lp-faas/job';

export const COMMANDS = ['invoke', 'batch', 'merge', 'check', 'completion'] as const;
export type Command = (typeof COMMANDS)[number];

/** An option of a command. */
export interface Option {
  /** Without the dashes. */
  readonly name: string;
  /** What its value is, such as `FILE`; empty when it takes none. */
  readonly value: string;
  readonly description: string;
  readonly default: string;
  /** The input of the job that it sets; undefined for an option of the command line alone. */
  readonly input: InputName | undefined;
  /** Whether it may be given more than once; each adds a line. */
  readonly isRepeatable: boolean;
}

const ACCOUNT = ['account-id', 'client-id'] as const;
const TARGET = ['lambda-uuid', 'event-id', 'skill-id', 'wait-for-function'] as const;
const CALL = [
  ...(['headers', 'event-source', 'timeout', 'attempt-timeout', 'retries', 'idempotent'] as const),
  ...(['expect', 'max-duration', 'fail-on', 'junit-file'] as const),
] as const;
const CONNECTION = ['region', 'domain-api', 'trusted-domains', 'generation', 'shared-cache'] as const;

/** What the command line says where a workflow has other habits. */
const OWN_WORDS: Partial<Record<InputName, Partial<Option>>> = {
  headers: {
    name: 'header',
    description: 'Header that the function receives as data. Give it once for each header.',
    isRepeatable: true,
  },
  'payload-file': { description: 'File with the payload; - reads it from standard input.' },
  'junit-file': { name: 'junit' },
  idempotent: {
    description: 'Running the function twice does no harm: it is also retried when it may have run.',
  },
};

function inputs(...names: readonly InputName[]): Option[] {
  return names.map((name) => {
    const { value, description } = INPUT_HELP[name];
    const standard = value === '' ? '' : INPUTS[name].default;
    const option = { name, value, description, default: standard, input: name, isRepeatable: false };
    return { ...option, ...OWN_WORDS[name] };
  });
}

function own(name: string, value: string, description: string, standard = ''): Option {
  return { name, value, description, default: standard, input: undefined, isRepeatable: false };
}

// There is no option for the secret itself: every user of the machine could read it among the arguments.
const SECRET = own(
  'client-secret-file',
  'FILE',
  'File with the client secret. Without it LP_CLIENT_SECRET counts; a terminal asks for it.',
);

const CACHE_FILE = own(
  'shared-cache-file',
  'FILE',
  'File with the URL of the shared cache. A URL with a password is refused among the arguments.',
);

const RESULT_FILE = own(
  'result-file',
  'FILE',
  'New file for one result per line (JSON Lines). It tells what ran, even when the run is killed.',
);

const REPORT = own(
  'report',
  'FILE',
  'File for what the platform answered, without any value of it, to attach to an issue.',
);

const SHOWN: readonly Option[] = [
  own(
    'output',
    'FORM',
    'What standard output shows: raw (the result), pretty (the result, indented) or json (the whole outcome).',
    'raw',
  ),
  own('quiet', '', 'Standard error shows errors only.'),
  own('verbose', '', 'Standard error shows inputs and each request, nothing secret.'),
  own('help', '', 'Shows this help.'),
];

/** The options of each command, in the order of its help. */
export const OPTIONS: Readonly<Record<Command, readonly Option[]>> = {
  invoke: [
    ...inputs(...ACCOUNT),
    SECRET,
    ...inputs(...TARGET, 'payload', 'payload-file', ...CALL, ...CONNECTION),
    CACHE_FILE,
    ...SHOWN,
  ],
  batch: [
    ...inputs(...ACCOUNT),
    SECRET,
    ...inputs(...TARGET, 'payloads-file'),
    RESULT_FILE,
    ...inputs('resume-file', 'resume', 'shard', 'concurrency', 'max-throttled', ...CALL, ...CONNECTION),
    CACHE_FILE,
    ...SHOWN,
  ],
  merge: [RESULT_FILE, ...inputs('fail-on'), ...SHOWN],
  check: [
    ...inputs(...ACCOUNT),
    SECRET,
    ...inputs('timeout', 'junit-file', ...CONNECTION),
    CACHE_FILE,
    REPORT,
    ...SHOWN,
  ],
  completion: SHOWN.filter(({ name }) => name === 'help'),
};

/** The environment variable of an option: `LP_ACCOUNT_ID` for `account-id`. */
export function variableOf({ name, input }: Pick<Option, 'name' | 'input'>): string {
  return `LP_${(input ?? name).replaceAll('-', '_').toUpperCase()}`;
}
