/**
 * A token cache on any store that Keyv supports.
 *
 * @module @lp-faas/core/keyv
 */

import { assertArgument, methods } from './checks.js';
import type { TokenCache } from './sharing/token-cache.js';

/** The part of Keyv's interface that is used, so that Keyv is not a dependency. */
export interface KeyvLike {
  /** Returns the value of a key; nothing when it is missing or expired. */
  get(key: string): Promise<unknown>;
  /** Stores a value for `ttl` milliseconds; `false` when it was not stored. */
  set(key: string, value: string, ttl?: number): Promise<unknown>;
  /** Deletes a key. */
  delete(key: string): Promise<unknown>;
}

const KEYV = methods('an instance of Keyv, with get(), set() and delete()', ['get', 'set', 'delete']);

/**
 * Creates a token cache on any store that Keyv supports: Redis, Valkey, PostgreSQL, a file. Keyv has no locks, so
 * processes that start together each request a token; from then on they share the one that was written last.
 * @param keyv an instance of Keyv 5 or newer; its connection stays the caller's responsibility
 * @throws `OptionsError` when it is not one.
 */
export function keyvTokenCache(keyv: KeyvLike): TokenCache {
  assertArgument('keyv', keyv, KEYV);
  return {
    async get(key) {
      const value = await keyv.get(key);
      return typeof value === 'string' ? value : undefined;
    },
    async set(key, value, ttlMs) {
      // Keyv reports failures of its store on its own `error` event, and answers false.
      if ((await keyv.set(key, value, ttlMs)) === false) throw new Error('Keyv did not store the value');
    },
    delete: (key) => keyv.delete(key),
  };
}
