import { type Generation, isGeneration } from '../accounts.js';
import { SandboxError } from '../errors.js';
import { isObject } from '../json.js';
import { type FunctionState, isState, STATES } from './states.js';
import { isUuid } from './uuid.js';

/** The values that the sandbox reads from a function's config.json. */
export interface FunctionConfig {
  /** A key of the sandbox: the UUID on every account. Without it, each account has its own UUID. */
  readonly uuid: string | undefined;
  /** A key of the sandbox: deploys only to accounts of this generation. Without it, to every account. */
  readonly generation: Generation | undefined;
  /** The event that the function implements. */
  readonly event: string | null;
  /** A key of the sandbox: the skills of the function. Default: none. */
  readonly skills: readonly string[];
  /** A key of the sandbox: the state on the platform. Default: Productive. */
  readonly state: FunctionState;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The payload with which LivePerson's CLI invokes the function. */
  readonly samplePayload: unknown;
}

interface RawConfig {
  readonly input?: unknown;
  readonly uuid?: unknown;
  readonly generation?: unknown;
  readonly event?: unknown;
  readonly skills?: unknown;
  readonly state?: unknown;
  readonly description?: unknown;
  readonly environmentVariables?: unknown;
}

/** Throws with what is wrong with the file. */
type Fail = (problem: string) => never;

function parse(text: string, fail: Fail): RawConfig {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fail(`is not valid JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  return isObject(value) ? value : fail('must hold a JSON object');
}

/** Projects of V1 have a list of pairs, projects of V2 an object. */
function variablePairs(raw: unknown, fail: Fail): [string, unknown][] {
  if (raw === undefined || raw === null) return [];
  if (isObject(raw)) return Object.entries(raw);
  if (!Array.isArray(raw)) return fail('"environmentVariables" must be a list of {key, value} or an object');
  return raw.map((pair: unknown) => {
    if (isObject(pair) && 'key' in pair && typeof pair.key === 'string') {
      return [pair.key, 'value' in pair ? pair.value : undefined];
    }
    return fail('every entry of "environmentVariables" needs a "key" and a "value"');
  });
}

/** Whether a variable is the placeholder of LivePerson's templates for new functions. */
function isPlaceholder(key: string, value: unknown): boolean {
  return key === '' || (key === 'key' && value === 'value');
}

function readEnvironment(raw: unknown, fail: Fail): Record<string, string> {
  const pairs = variablePairs(raw, fail).filter(([key, value]) => !isPlaceholder(key, value));
  return Object.fromEntries(
    pairs.map(([key, value]) => [
      key,
      typeof value === 'string' ? value : fail(`environment variable "${key}" must be a string`),
    ]),
  );
}

function readEvent(raw: unknown, fail: Fail): string | null {
  if (raw === undefined || raw === null || raw === '' || raw === 'No Event') return null;
  return typeof raw === 'string' ? raw : fail('"event" must be an event id, "No Event" or null');
}

function readSkills(raw: unknown = [], fail: Fail): readonly string[] {
  const isList = Array.isArray(raw) && raw.every((skill) => typeof skill === 'string' && skill !== '');
  return isList ? raw : fail('"skills" must be a list of strings (skill ids), or be left out');
}

function readState(raw: unknown, fail: Fail): FunctionState {
  if (raw === undefined) return 'Productive';
  return isState(raw) ? raw : fail(`"state" must be one of ${STATES.join(', ')}, or be left out`);
}

/**
 * Reads the text of a config.json.
 *
 * @param where the file's path, for the error
 * @throws {SandboxError} `function-config`
 */
export function parseFunctionConfig(text: string, where: string): FunctionConfig {
  const fail: Fail = (problem) => {
    throw new SandboxError('function-config', `${where} ${problem}. Correct the file.`);
  };
  const raw = parse(text, fail);
  const { uuid, generation, description, input } = raw;
  if (uuid !== undefined && !isUuid(uuid)) return fail('"uuid" must be a UUID, or be left out');
  if (generation !== undefined && !isGeneration(generation)) {
    return fail('"generation" must be "v1" or "v2", or be left out');
  }
  return {
    uuid: uuid?.toLowerCase(),
    generation,
    event: readEvent(raw.event, fail),
    skills: readSkills(raw.skills, fail),
    state: readState(raw.state, fail),
    description: typeof description === 'string' ? description : '',
    environment: readEnvironment(raw.environmentVariables, fail),
    samplePayload: isObject(input) && 'payload' in input ? input.payload : undefined,
  };
}
