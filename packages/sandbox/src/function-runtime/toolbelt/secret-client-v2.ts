import type { SecretAnswer } from '../../runner/protocol.js';
import { requestSecret } from '../channel.js';
import { ToolBeltError, V2_ERROR_CODES } from './errors.js';
import type { SecretCache } from './secret-cache.js';
import type { Secret } from './secret-client-v1.js';

const MAX_VALUE_LENGTH = 16_384;
const SYSTEM_PREFIX = 'LIVEPERSON_DEFAULT_';

/** A secret with its value as the storage holds it. */
export type CachedSecret = Secret;

export interface SecretClientOptions {
  readonly cache?: { readonly ttl?: number };
}

function secretError(code: string, message: string): ToolBeltError {
  return new ToolBeltError('SecretClient', code, message);
}

/** The storage holds text. The client parses a text that is JSON. */
function parsed(stored: unknown): unknown {
  if (typeof stored !== 'string') return stored;
  try {
    return JSON.parse(stored);
  } catch {
    return stored;
  }
}

function stringify(value: unknown): string {
  try {
    // The type is wrong: for a function or undefined, stringify returns undefined.
    const text: string | undefined = JSON.stringify(value);
    if (text === undefined) throw new TypeError(`a ${typeof value} is not a JSON value`);
    return text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw secretError(
      V2_ERROR_CODES.Secret.Invalid,
      `Provided secret value cannot be stringified: ${reason}`,
    );
  }
}

function failed(what: 'Reading' | 'Updating', key: string, answer: SecretAnswer): ToolBeltError {
  if (answer.kind === 'missing') {
    return secretError(V2_ERROR_CODES.Secret.NotFound, `There is no secret ${key} for this account`);
  }
  const code = answer.kind === 'invalid' ? V2_ERROR_CODES.Secret.Invalid : V2_ERROR_CODES.Secret.Failure;
  const reason = 'reason' in answer ? answer.reason : 'unknown';
  return secretError(code, `${what} secret ${key} failed: ${reason}`);
}

/** V2's client, with a cache. Messages and codes are those of the platform. */
export class SecretClientV2 {
  readonly #cache: SecretCache<CachedSecret>;

  constructor(cache: SecretCache<CachedSecret>, options: SecretClientOptions = {}) {
    this.#cache = cache;
    if (options.cache?.ttl) cache.setDefaultTtl(options.cache.ttl);
  }

  async readSecret(key: string, { useCache = true }: { readonly useCache?: boolean } = {}): Promise<Secret> {
    const cached = useCache ? this.#cache.get(key) : null;
    if (cached) return { key, value: parsed(cached.value) };
    const answer = await requestSecret({ operation: 'read', key });
    if (answer.kind !== 'found') throw failed('Reading', key, answer);
    this.#cache.set(key, { key, value: answer.value });
    return { key, value: parsed(answer.value) };
  }

  async updateSecret({ key, value }: Secret): Promise<Secret> {
    if (key.startsWith(SYSTEM_PREFIX)) {
      const text = 'You are not allowed to update secrets added by the system';
      throw secretError(V2_ERROR_CODES.Secret.SystemSecret, text);
    }
    const stored = stringify(value);
    if (stored.length > MAX_VALUE_LENGTH) {
      throw secretError(
        V2_ERROR_CODES.Secret.Invalid,
        'Provided secret value exceeds allowed length of 16kb',
      );
    }
    const answer = await requestSecret({ operation: 'update', key, value: stored });
    if (answer.kind !== 'found') throw failed('Updating', key, answer);
    this.#cache.set(key, { key, value: stored });
    return { key, value };
  }
}
