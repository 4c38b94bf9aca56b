import { type Generation, isGeneration } from '../accounts.js';
import { isObject } from '../json.js';
import { type FunctionState, isState, STATES } from './states.js';
import { isUuid } from './uuid.js';

/** What only the sandbox needs to know of a function. A key that is left out has its default. */
export interface SandboxKeys {
  /** The UUID on every account. Default: each account has its own. */
  readonly uuid?: string;
  /** Deploys only to accounts of this generation. Default: to every account. */
  readonly generation?: Generation;
  /** The skills of the function. Default: none. */
  readonly skills?: readonly string[];
  /** The state on the platform. Default: Productive. */
  readonly state?: FunctionState;
}

/** Takes a text that says what is wrong. */
export type Report = (problem: string) => void;

const isSkills = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((skill) => typeof skill === 'string' && skill !== '');

const RULES = {
  uuid: [isUuid, 'a UUID'],
  generation: [isGeneration, '"v1" or "v2"'],
  skills: [isSkills, 'a list of strings (skill ids)'],
  state: [isState, `one of ${STATES.join(', ')}`],
} as const;

const KEYS = Object.keys(RULES) as (keyof typeof RULES)[];

/** Reads the keys of the sandbox. Reports each invalid value and leaves it out. */
export function readSandboxKeys(raw: object, report: Report): SandboxKeys {
  const values: Readonly<Record<string, unknown>> = { ...raw };
  const valid = KEYS.filter((key) => {
    const [isValid, rule] = RULES[key];
    if (values[key] === undefined || isValid(values[key])) return values[key] !== undefined;
    report(`"${key}" must be ${rule}, or be left out`);
    return false;
  });
  const keys = Object.fromEntries(valid.map((key) => [key, values[key]])) as SandboxKeys;
  return keys.uuid === undefined ? keys : { ...keys, uuid: keys.uuid.toLowerCase() };
}

/** The file for them, which LivePerson's CLI does not rewrite, as it does config.json. */
export const SANDBOX_FILE = '.lp-faas-sandbox.json';

/** The content of the sandbox's file: keys and problem by the name of the function. */
export type SandboxFile = ReadonlyMap<string, { readonly keys: SandboxKeys; readonly problems: string[] }>;

function readEntry(raw: unknown): { keys: SandboxKeys; problems: string[] } {
  const problems: string[] = [];
  if (!isObject(raw)) return { keys: {}, problems: ['must be an object with the keys of the function'] };
  for (const key of Object.keys(raw)) {
    if (!KEYS.some((known) => known === key)) problems.push(`"${key}" is not a key. Use ${KEYS.join(', ')}`);
  }
  return { keys: readSandboxKeys(raw, (problem) => problems.push(problem)), problems };
}

/**
 * Reads the text of the sandbox's file.
 *
 * @throws {Error} with what is wrong, if the file as a whole is not valid
 */
export function parseSandboxFile(text: string): SandboxFile {
  const raw: unknown = JSON.parse(text);
  if (!isObject(raw)) throw new Error('it must be an object with an entry for each function');
  return new Map(Object.entries(raw).map(([name, entry]) => [name, readEntry(entry)]));
}
