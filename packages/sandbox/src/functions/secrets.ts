import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from '../accounts.js';
import { errorCode, SandboxError } from '../errors.js';
import { isObject } from '../json.js';
import type { SecretAnswer, SecretRequest } from '../runner/protocol.js';

const NAME = /^[A-Za-z0-9_-]{1,100}$/;
const MAX_VALUE_LENGTH = { v1: 10_000, v2: 16_384 } as const;

/** The secret that V2 provisions on every account, for calls to LivePerson's services. */
const V2_APP_KEY = 'LIVEPERSON_DEFAULT_APP_KEY';

/** The secrets that V1 provisions on every account: OAuth 1.0 keys. */
const V1_APP_KEYS = ['lp-faas-default-app-key', 'lp-faas-orchestrator-app-key'];
const V1_APP_KEY = {
  consumerKey: 'sandbox-consumer-key',
  consumerSecret: 'sandbox-consumer-secret',
  token: 'sandbox-token',
  tokenSecret: 'sandbox-token-secret',
};

interface SecretUpdate {
  readonly value: unknown;
  /** The value in the file at the time of the update, as JSON. When the file changes, the update is void. */
  readonly replaced: string;
}

interface SecretEntry {
  readonly key: string;
  readonly value: unknown;
}

function isEntry(item: unknown): item is SecretEntry {
  return isObject(item) && 'key' in item && typeof item.key === 'string' && 'value' in item;
}

function parseSettings(text: string, file: string): SecretEntry[] {
  const fail = (problem: string): never => {
    throw new SandboxError('function-config', `${file} ${problem}. Correct the file.`);
  };
  let settings: unknown;
  try {
    settings = JSON.parse(text);
  } catch (error) {
    return fail(`is not valid JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  if (!isObject(settings)) return fail('must hold a JSON object');
  const secrets: unknown = 'secrets' in settings ? settings.secrets : [];
  if (!Array.isArray(secrets) || !secrets.every(isEntry)) {
    return fail('"secrets" must be a list of {"key", "value"}');
  }
  // LivePerson's templates contain an entry with an empty key as a placeholder.
  return secrets.filter(({ key }) => key !== '');
}

/** The secret storage of all accounts: the secrets in settings.json, and the updates by functions. */
export class SecretStore {
  readonly #file: string | undefined;
  readonly #appKey: unknown;
  readonly #updates = new Map<string, SecretUpdate>();

  /**
   * @param root the folder with settings.json; undefined without secrets
   * @param appCredentials the value of V2's app key
   */
  constructor(root: string | undefined, appCredentials: object) {
    this.#file = root === undefined ? undefined : join(root, 'settings.json');
    this.#appKey = JSON.stringify(appCredentials);
  }

  /** @throws {SandboxError} `function-config` if settings.json is not valid */
  async check(): Promise<void> {
    await this.#entries();
  }

  /** Discards the updates by functions. They were never written to the file. */
  reset(): void {
    this.#updates.clear();
  }

  /** Answers a function's request. Never rejects. */
  async answer(account: Account, request: SecretRequest): Promise<SecretAnswer> {
    try {
      return await this.#answer(account, request);
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async #answer({ id, generation }: Account, request: SecretRequest): Promise<SecretAnswer> {
    const { key } = request;
    const entry =
      (await this.#entries()).find((item) => item.key === key) ?? this.#provisioned(generation, key);
    if (!entry) return { kind: 'missing' };
    const reason = platformLimitProblem(entry, MAX_VALUE_LENGTH[generation]);
    if (reason !== undefined) return { kind: 'invalid', reason };
    const stored = JSON.stringify(entry.value);
    const updateKey = `${id}/${key}`;
    if (request.operation === 'update')
      this.#updates.set(updateKey, { value: request.value, replaced: stored });
    const update = this.#updates.get(updateKey);
    return { kind: 'found', value: update?.replaced === stored ? update.value : entry.value };
  }

  #provisioned(generation: Account['generation'], key: string): SecretEntry | undefined {
    if (generation === 'v1') return V1_APP_KEYS.includes(key) ? { key, value: V1_APP_KEY } : undefined;
    return key === V2_APP_KEY ? { key, value: this.#appKey } : undefined;
  }

  async #entries(): Promise<SecretEntry[]> {
    if (this.#file === undefined) return [];
    const file = this.#file;
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw new SandboxError('function-config', `${file} cannot be read. Check its permissions.`, {
        cause: error,
      });
    });
    return text === undefined ? [] : parseSettings(text, file);
  }
}

/** Why the platform would not accept such a secret; undefined if it would. */
function platformLimitProblem({ key, value }: SecretEntry, maxLength: number): string | undefined {
  if (!NAME.test(key)) {
    return 'names on the platform have at most 100 characters from A-Z a-z 0-9 _ -. Rename it in settings.json';
  }
  const length = (typeof value === 'string' ? value : JSON.stringify(value)).length;
  if (length > maxLength) {
    return `its value in settings.json has ${length} characters; the platform allows ${maxLength}`;
  }
  return undefined;
}
