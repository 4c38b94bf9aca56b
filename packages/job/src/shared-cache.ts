import { type FunctionsClientOptions, listen, type TokenCache } from '@lp-faas/core';
import { type SharedCache, sharedCache, sharedCacheProblem } from '@lp-faas/core/redis';
import type { JobLog } from './ports.js';

/** Says what is wrong with the URL of the input, if it was given. */
export function problemsOfCache(url: string): { input: 'shared-cache'; problem: string }[] {
  const problem = url === '' ? undefined : sharedCacheProblem(url);
  return problem === undefined ? [] : [{ input: 'shared-cache', problem }];
}

/** The secrets in the URL of a shared cache: the whole URL, and its password by itself. */
export function secretsOfCache(url: string): string[] {
  if (!URL.canParse(url)) return [url];
  const { password } = new URL(url);
  return [url, password, decoded(password)];
}

/** The option that makes a client share its token and what it learns of the rate limit; none for a wrong URL. */
export function cacheOption(url: string): { tokenCache?: TokenCache } {
  return url === '' || sharedCacheProblem(url) !== undefined ? {} : { tokenCache: sharedCache(url) };
}

/** The longest that a job waits for the connection, once. */
const CONNECT_MS = 2000;

/**
 * Connects to the shared cache before the first call, which would not wait that long for it. Returns the options without
 * the cache, and says so in the log, when it does not answer in two seconds.
 */
export async function withConnectedCache(
  options: FunctionsClientOptions,
  log: JobLog,
): Promise<FunctionsClientOptions> {
  const { tokenCache, ...others } = options;
  if (tokenCache === undefined || !('ping' in tokenCache)) return options;
  const cache = tokenCache as SharedCache;
  try {
    await cache.ping(CONNECT_MS);
    return options;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // The user may not have the right to ask, but the server is there.
    if (/^NOPERM/.test(message)) return options;
    await cache.close();
    log.info(`The shared cache failed (connect: ${code ?? 'no answer'}). The run goes on without it.`);
    return others;
  }
}

/** Logs the first failure of the shared cache, which fails no call; returns what ends the log. */
export function logCacheFailure(log: JobLog): () => void {
  let isTold = false;
  return listen('store', {
    end({ operation, error }) {
      if (isTold) return;
      isTold = true;
      const reason = error.code ?? error.reason;
      log.info(`The shared cache failed (${operation}: ${reason}). The run goes on without it.`);
    },
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
