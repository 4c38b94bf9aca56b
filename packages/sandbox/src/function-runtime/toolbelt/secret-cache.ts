interface CachedEntry<T> {
  readonly value: T;
  readonly endsAt: number;
}

const DEFAULT_TTL_MS = 5 * 60 * 1000;

/** V2's cache of secrets, which functions can import as `globalSecretCache`. */
export class SecretCache<T> {
  readonly #entries = new Map<string, CachedEntry<T>>();
  #defaultTtlMs = DEFAULT_TTL_MS;

  /** @param ttl milliseconds; default five minutes, or what `setDefaultTtl` was given */
  set(key: string, value: T, ttl = this.#defaultTtlMs): void {
    this.#entries.set(key, { value, endsAt: Date.now() + ttl });
  }

  get(key: string): T | null {
    const entry = this.#entries.get(key);
    if (entry && Date.now() < entry.endsAt) return entry.value;
    this.#entries.delete(key);
    return null;
  }

  has(key: string): boolean {
    return this.get(key) !== null;
  }

  delete(key: string): boolean {
    return this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  size(): number {
    return this.#entries.size;
  }

  /** All entries, also those that are too old. */
  getAll(): T[] {
    return [...this.#entries.values()].map(({ value }) => value);
  }

  /** @param ttl milliseconds */
  setDefaultTtl(ttl: number): void {
    this.#defaultTtlMs = ttl;
  }
}
