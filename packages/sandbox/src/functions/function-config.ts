import type { Generation } from '../accounts.js';
import { isObject } from '../json.js';
import { type Report, readSandboxKeys } from './sandbox-keys.js';
import type { FunctionState } from './states.js';

/** What the sandbox knows of a function besides its code. */
export interface FunctionConfig {
  /** The UUID on every account. Without it, each account has its own UUID. */
  readonly uuid: string | undefined;
  /** Deploys only to accounts of this generation. Without it, to every account. */
  readonly generation: Generation | undefined;
  /** The event that the function implements. */
  readonly event: string | null;
  readonly skills: readonly string[];
  readonly state: FunctionState;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The payload with which LivePerson's CLI invokes the function. */
  readonly samplePayload: unknown;
}

/** The config of a function without a config.json. */
export const NO_CONFIG: FunctionConfig = {
  uuid: undefined,
  generation: undefined,
  event: null,
  skills: [],
  state: 'Productive',
  description: '',
  environment: {},
  samplePayload: undefined,
};

interface RawConfig {
  readonly input?: unknown;
  readonly event?: unknown;
  readonly description?: unknown;
  readonly environmentVariables?: unknown;
}

function parse(text: string, report: Report): RawConfig {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    report(`is not valid JSON (${error instanceof Error ? error.message : String(error)})`);
    return {};
  }
  if (isObject(value)) return value;
  report('must hold a JSON object');
  return {};
}

/** Projects of V1 have a list of pairs, projects of V2 an object. */
function variablePairs(raw: unknown, report: Report): [string, unknown][] {
  if (raw === undefined || raw === null) return [];
  if (isObject(raw)) return Object.entries(raw);
  if (!Array.isArray(raw)) {
    report('"environmentVariables" must be a list of {key, value} or an object');
    return [];
  }
  return raw.flatMap((pair: unknown): [string, unknown][] => {
    if (isObject(pair) && 'key' in pair && typeof pair.key === 'string') {
      return [[pair.key, 'value' in pair ? pair.value : undefined]];
    }
    report('every entry of "environmentVariables" needs a "key" and a "value"');
    return [];
  });
}

/** Whether a variable is the placeholder of LivePerson's templates for new functions. */
function isPlaceholder(key: string, value: unknown): boolean {
  return key === '' || (key === 'key' && value === 'value');
}

function readEnvironment(raw: unknown, report: Report): Record<string, string> {
  const pairs = variablePairs(raw, report).filter(([key, value]) => !isPlaceholder(key, value));
  const strings = pairs.filter((pair): pair is [string, string] => {
    const isString = typeof pair[1] === 'string';
    if (!isString) report(`environment variable "${pair[0]}" must be a string`);
    return isString;
  });
  return Object.fromEntries(strings);
}

function readEvent(raw: unknown, report: Report): string | null {
  if (raw === undefined || raw === null || raw === '' || raw === 'No Event') return null;
  if (typeof raw === 'string') return raw;
  report('"event" must be an event id, "No Event" or null');
  return null;
}

/** Reads the text of a config.json. Reports each invalid value; the config then has the default in its place. */
export function parseFunctionConfig(text: string, report: Report): FunctionConfig {
  const raw = parse(text, report);
  const { description, input } = raw;
  return {
    ...NO_CONFIG,
    ...readSandboxKeys(raw, report),
    event: readEvent(raw.event, report),
    description: typeof description === 'string' ? description : '',
    environment: readEnvironment(raw.environmentVariables, report),
    samplePayload: isObject(input) && 'payload' in input ? input.payload : undefined,
  };
}
