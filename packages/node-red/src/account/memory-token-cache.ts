import type { TokenCache } from '@lp-faas/core';

/**
 * Keeps tokens for the life of the process, so that a deploy, which recreates every account, needs no new ones. An
 * account with other credentials finds none of them: core derives the key from the credentials, and encrypts the
 * values with the secret.
 */
export class MemoryTokenCache implements TokenCache {
  readonly #entries = new Map<string, { readonly value: string; readonly endsAt: number }>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  async get(key: string): Promise<string | undefined> {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.endsAt > this.#now() ? entry.value : undefined;
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    const now = this.#now();
    for (const [other, { endsAt }] of this.#entries) if (endsAt <= now) this.#entries.delete(other);
    this.#entries.set(key, { value, endsAt: now + ttlMs });
  }

  async delete(key: string): Promise<void> {
    this.#entries.delete(key);
  }
}
