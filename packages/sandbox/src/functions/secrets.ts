import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from '../accounts.js';
import { codeOf, SandboxError } from '../errors.js';
import { isObject } from '../json.js';
import type { SecretAnswer, SecretRequest } from '../runner/protocol.js';

const NAME = /^[A-Za-z0-9_-]{1,100}$/;
const LONGEST_VALUE = { v1: 10_000, v2: 16_384 } as const;

/** The secret that V2 provisions on every account, for calls to LivePerson's own services. */
const V2_APP_KEY = 'LIVEPERSON_DEFAULT_APP_KEY';

interface Update {
  readonly value: unknown;
  /** The file's own value at the time, as JSON: once that changes, the file counts again. */
  readonly over: string;
}

interface Entry {
  readonly key: string;
  readonly value: unknown;
}

function isEntry(item: unknown): item is Entry {
  return isObject(item) && 'key' in item && typeof item.key === 'string' && 'value' in item;
}

function parseSettings(text: string, file: string): Entry[] {
  const fail = (what: string): never => {
    throw new SandboxError('function-config', `${file} ${what}. Correct the file.`);
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
  // LivePerson's templates hold one entry with an empty key, which means nothing.
  return secrets.filter(({ key }) => key !== '');
}

/** The secret storage of every account: what settings.json holds, and what functions have changed since. */
export class SecretStore {
  readonly #file: string | undefined;
  readonly #appKey: unknown;
  readonly #updates = new Map<string, Update>();

  /**
   * @param root the folder with settings.json; undefined: there are no secrets
   * @param appCredentials what V2's own app key holds
   */
  constructor(root: string | undefined, appCredentials: object) {
    this.#file = root === undefined ? undefined : join(root, 'settings.json');
    this.#appKey = JSON.stringify(appCredentials);
  }

  /** @throws {SandboxError} `function-config` when settings.json is broken */
  async check(): Promise<void> {
    await this.#entries();
  }

  /** Forgets what functions have changed. The file was never touched. */
  reset(): void {
    this.#updates.clear();
  }

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
    const reason = impossible(entry, LONGEST_VALUE[generation]);
    if (reason !== undefined) return { kind: 'invalid', reason };
    const over = JSON.stringify(entry.value);
    const place = `${id}/${key}`;
    if (request.operation === 'update') this.#updates.set(place, { value: request.value, over });
    const update = this.#updates.get(place);
    return { kind: 'found', value: update?.over === over ? update.value : entry.value };
  }

  #provisioned(generation: Account['generation'], key: string): Entry | undefined {
    return generation === 'v2' && key === V2_APP_KEY ? { key, value: this.#appKey } : undefined;
  }

  async #entries(): Promise<Entry[]> {
    if (this.#file === undefined) return [];
    const file = this.#file;
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw new SandboxError('function-config', `${file} cannot be read. Check its permissions.`, {
        cause: error,
      });
    });
    return text === undefined ? [] : parseSettings(text, file);
  }
}

/** Why the platform could not have such a secret, if it could not. */
function impossible({ key, value }: Entry, longest: number): string | undefined {
  if (!NAME.test(key)) {
    return 'a name on the platform has at most 100 characters, of A-Z a-z 0-9 _ - only; rename it in settings.json';
  }
  const length = (typeof value === 'string' ? value : JSON.stringify(value)).length;
  if (length > longest)
    return `its value in settings.json has ${length} characters; the platform allows ${longest}`;
  return undefined;
}
