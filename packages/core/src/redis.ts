/**
 * A token cache on Redis or Valkey, on which several processes or machines share tokens and rate limits.
 *
 * @module @lp-faas/core/redis
 */

import { randomUUID } from 'node:crypto';
import { assertArgument, CallRules, checkFunction, must, type RulesOf } from './checks.js';
import { OptionsError } from './errors.js';
import { RedisConnection } from './sharing/redis-connection.js';
import type { TokenCache } from './sharing/token-cache.js';

/**
 * Sends one command to Redis or Valkey and returns the reply: `(args) => client.sendCommand(args)` with the package
 * `redis`, `(args) => client.call(...args)` with `ioredis`. Every command has exactly one key, which a cluster's client
 * may need: `(args, key) => cluster.sendCommand(key, false, args)` with the package `redis`.
 */
export type RedisCommand = (args: string[], key: string) => Promise<unknown>;

/** Options of a cache on Redis. */
export interface RedisCacheOptions {
  /** Put before every key, which begins with `lp-faas:` otherwise. Default: nothing. */
  readonly keyPrefix?: string | undefined;
}

const CACHE_RULES = new CallRules({
  keyPrefix: (value) => must(typeof value === 'string', 'a string'),
} satisfies RulesOf<RedisCacheOptions>);

/** Releases a lock, unless it expired and another process holds it. */
const UNLOCK =
  "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end";

const ADD =
  "local sum = redis.call('INCRBY', KEYS[1], ARGV[1]) redis.call('PEXPIRE', KEYS[1], ARGV[2]) return sum";

/**
 * Creates a token cache on Redis or Valkey, which shares tokens and the platform's rate limits, over a connection of
 * the caller, such as one to a cluster or through a Sentinel.
 * @param command sends a command with the caller's client; its connection stays the caller's responsibility
 * @throws `OptionsError` naming a bad argument or option.
 */
export function redisTokenCache(command: RedisCommand, options: RedisCacheOptions = {}): TokenCache {
  assertArgument('command', command, checkFunction);
  CACHE_RULES.assert(options);
  const { keyPrefix = '' } = options;
  const send = (name: string, key: string, ...rest: string[]): Promise<unknown> =>
    command([name, keyPrefix + key, ...rest], keyPrefix + key);
  const evaluate = (script: string, key: string, ...rest: string[]): Promise<unknown> =>
    command(['EVAL', script, '1', keyPrefix + key, ...rest], keyPrefix + key);
  return {
    async get(key) {
      const value = await send('GET', key);
      return typeof value === 'string' ? value : undefined;
    },
    set: (key, value, ttlMs) => send('SET', key, value, 'PX', String(ttlMs)),
    delete: (key) => send('DEL', key),
    async lock(key, ttlMs) {
      const owner = randomUUID();
      const isTaken = (await send('SET', key, owner, 'NX', 'PX', String(ttlMs))) === null;
      return isTaken ? undefined : () => evaluate(UNLOCK, key, owner);
    },
    async add(key, count, ttlMs) {
      const sum = await evaluate(ADD, key, String(count), String(ttlMs));
      return sum === null ? Number.NaN : Number(sum);
    },
  };
}

/** A token cache with a connection of its own. */
export interface SharedCache extends TokenCache {
  /**
   * Connects, if it is not connected, and asks the server for an answer.
   * @param timeoutMs milliseconds; default 5000
   * @throws {Error} when there is none; its text may hold the host, never the password
   */
  ping(timeoutMs?: number): Promise<void>;
  /** Ends the connection; a `FunctionsClient` that has the cache calls it when it closes. Further use connects again. */
  close(): Promise<void>;
}

/** How long {@link SharedCache.ping} waits. */
const PING_TIMEOUT_MS = 5000;

/** Says what is wrong with the URL of a shared cache, without quoting it: it may hold a password. */
export function sharedCacheProblem(value: unknown): string | undefined {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  const isRedis = url !== undefined && /^rediss?:$/.test(url.protocol) && url.hostname !== '';
  if (!isRedis)
    return 'must be the redis or rediss URL of a server, such as rediss://user:password@redis.example:6379';
  return /^\/?\d{0,3}$/.test(url.pathname) && url.search === '' && url.hash === ''
    ? undefined
    : 'must end after the port, or with the number of a database, such as /0';
}

/**
 * Creates a token cache on the Redis or Valkey server of a URL, with a connection of its own, which is opened at the
 * first use and closed with the client. It needs the package `@redis/client`. An open connection does not keep the
 * process alive.
 * @param url `redis://` or, over TLS, `rediss://`, with an ACL user and a password if the server wants them
 * @throws `OptionsError` when the URL is none, or naming a bad option.
 */
export function sharedCache(url: string, options: RedisCacheOptions = {}): SharedCache {
  const problem = sharedCacheProblem(url);
  if (problem !== undefined) throw new OptionsError([{ option: 'url', problem }]);
  const connection = new RedisConnection(url);
  const cache = redisTokenCache((args) => connection.send(args), options);
  return {
    ...cache,
    ping: (timeoutMs = PING_TIMEOUT_MS) => inTime(connection.ping(), timeoutMs),
    close: async () => connection.close(),
  };
}

async function inTime(answer: Promise<unknown>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const late = (): void => reject(new Error(`There was no answer in ${timeoutMs} ms`));
    timer = setTimeout(late, timeoutMs);
  });
  await Promise.race([answer, timeout]).finally(() => clearTimeout(timer));
}
