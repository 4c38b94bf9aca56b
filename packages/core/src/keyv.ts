import type { TokenCache } from './sharing/token-cache.js';

/** As much of Keyv as is needed, so that Keyv is no dependency. */
export interface KeyvLike {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, ttl?: number): Promise<unknown>;
  delete(key: string): Promise<unknown>;
}

/**
 * Shares tokens through any store that Keyv speaks: Redis, Valkey, PostgreSQL, a file. Keyv has no locks, so
 * processes that start together each ask for a token; the last one that is written serves them from then on.
 * @param keyv a Keyv of version 5 or newer, connected by whoever made it
 */
export function keyvTokenCache(keyv: KeyvLike): TokenCache {
  return {
    async get(key) {
      const value = await keyv.get(key);
      return typeof value === 'string' ? value : undefined;
    },
    set: (key, value, ttlMs) => keyv.set(key, value, ttlMs),
    delete: (key) => keyv.delete(key),
  };
}
