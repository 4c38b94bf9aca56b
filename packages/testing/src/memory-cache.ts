import type { TokenCache } from '@lp-faas/core';

/** A token cache in memory, which several token sources can share. */
export class MemoryCache implements TokenCache {
  readonly #values = new Map<string, string>();
  readonly ttls: number[] = [];
  readonly lock?: NonNullable<TokenCache['lock']>;
  readonly add?: NonNullable<TokenCache['add']>;
  #isLocked = false;

  constructor({ hasLock = false, canAdd = false } = {}) {
    if (hasLock) this.lock = async () => this.#takeLock();
    if (canAdd) this.add = async (key, count) => this.#add(key, count);
  }

  async get(key: string): Promise<string | undefined> {
    return this.#values.get(key);
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    this.#values.set(key, value);
    this.ttls.push(ttlMs);
  }

  async delete(key: string): Promise<void> {
    this.#values.delete(key);
  }

  get entries(): [string, string][] {
    return [...this.#values];
  }

  /** Changes every value, as another process could. */
  change(how: (value: string) => string): void {
    for (const [key, value] of this.#values) this.#values.set(key, how(value));
  }

  lockForever(): void {
    this.#isLocked = true;
  }

  #add(key: string, count: number): number {
    const sum = Number(this.#values.get(key) ?? 0) + count;
    this.#values.set(key, String(sum));
    return sum;
  }

  #takeLock(): (() => Promise<void>) | undefined {
    if (this.#isLocked) return undefined;
    this.#isLocked = true;
    return async () => {
      this.#isLocked = false;
    };
  }
}
