import { randomUUID } from 'node:crypto';
import type { TokenCache } from '@lp-faas/core';
import { type SharedCache, sharedCache } from '@lp-faas/core/redis';

/** The first call waits this long for the connection; later ones wait as long as the library does. */
const CONNECT_MS = 2000;

/** The library gives up sooner, and uses no operation that takes this long. */
const SILENT_MS = 1000;

/** One outage is reported once: a failure is not, if another one came in this time before it. */
const QUIET_MS = 3_600_000;

const TEST_MS = 10_000;
const TEST_ENTRY_MS = 1000;

/** The shared cache of an account, which is being connected. */
export interface AccountCache {
  readonly tokenCache: TokenCache;
  /** Settles when the server responded, or after two seconds. Never rejects. */
  readonly connected: Promise<void>;
}

/**
 * Connects to the shared cache of an account.
 * @param onFailure called once for each outage, with a code that holds nothing secret
 * @param now milliseconds
 */
export function openSharedCache(
  url: string,
  onFailure: (code: string) => void,
  now: () => number = () => performance.now(),
): AccountCache {
  const cache = sharedCache(url);
  let failedAt = Number.NEGATIVE_INFINITY;
  let isClosed = false;
  const fail = (code: string): void => {
    if (isClosed) return;
    const isNew = now() - failedAt > QUIET_MS;
    failedAt = now();
    if (isNew) onFailure(code);
  };
  const close = (): Promise<void> => {
    isClosed = true;
    return cache.close();
  };
  const connected = cache.ping(CONNECT_MS).catch((error: unknown) => {
    if (!isPingForbidden(error)) fail(failureCode(error, SILENT));
  });
  return { tokenCache: { ...observed(cache, fail), close }, connected };
}

/** The cache, with each operation that fails or gets no response reported. */
function observed(cache: SharedCache, fail: (code: string) => void): TokenCache {
  const observe = async <Result>(operation: Promise<Result>): Promise<Result> => {
    const timer = setTimeout(() => fail(SILENT), SILENT_MS).unref();
    try {
      return await operation;
    } catch (error) {
      fail(failureCode(error, DISCONNECTED));
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
  const { get, set, delete: drop, lock, add } = cache;
  return {
    get: (...args) => observe(get(...args)),
    set: (...args) => observe(set(...args)),
    ...(drop && { delete: (...args) => observe(drop(...args)) }),
    ...(lock && { lock: (...args) => observe(lock(...args)) }),
    ...(add && { add: (...args) => observe(add(...args)) }),
  };
}

/**
 * Sends each command that the library uses, on keys that expire after a second: a server that responds may still refuse
 * some of them, such as a replica. Returns why it failed, as a code that holds nothing secret.
 */
export async function testSharedCache(url: string, signal: AbortSignal): Promise<string | undefined> {
  const cache = sharedCache(url);
  const close = (): void => void cache.close();
  const timer = setTimeout(close, TEST_MS);
  signal.addEventListener('abort', close);
  const key = `lp-faas:test:${randomUUID()}`;
  try {
    await cache.ping().catch((error: unknown) => {
      if (!isPingForbidden(error)) throw error;
    });
    await cache.set(key, 'test', TEST_ENTRY_MS);
    await cache.get(key);
    await cache.delete?.(key);
    const unlock = await cache.lock?.(`${key}:lock`, TEST_ENTRY_MS);
    await unlock?.();
    await cache.add?.(`${key}:count`, 1, TEST_ENTRY_MS);
    return undefined;
  } catch (error) {
    return failureCode(error, SILENT);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', close);
    close();
  }
}

const SILENT = 'ETIMEDOUT';
const DISCONNECTED = 'ENOTCONN';

/** The user may lack the right to PING; the server is there. */
const isPingForbidden = (error: unknown): boolean => /^NOPERM/.test(String(Object(error).message));

/** The code of a system error, or the one that begins a message of Redis. The rest of the text may hold a secret. */
function failureCode(error: unknown, otherwise: string): string {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  const found = typeof code === 'string' ? code : String(message).split(' ')[0];
  return found !== undefined && /^[A-Z][A-Z0-9_]{2,40}$/.test(found) ? found : otherwise;
}
