import { randomUUID } from 'node:crypto';
import type { TokenCache } from './sharing/token-cache.js';

/**
 * Sends one command to Redis or Valkey and returns the reply: `(args) => client.sendCommand(args)` with the package
 * `redis`, `(args) => client.call(...args)` with `ioredis`. Every command has exactly one key, which a cluster's client
 * may need: `(args, key) => cluster.sendCommand(key, false, args)` with the package `redis`.
 */
export type RedisCommand = (args: string[], key: string) => Promise<unknown>;

/** Releases a lock, unless it expired and another process holds it. */
const UNLOCK =
  "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end";

const ADD =
  "local sum = redis.call('INCRBY', KEYS[1], ARGV[1]) redis.call('PEXPIRE', KEYS[1], ARGV[2]) return sum";

/**
 * Creates a token cache on Redis or Valkey, which shares tokens and the platform's rate limits.
 * @param command sends a command with the caller's client; its connection stays the caller's responsibility
 */
export function redisTokenCache(command: RedisCommand): TokenCache {
  return {
    async get(key) {
      const value = await command(['GET', key], key);
      return typeof value === 'string' ? value : undefined;
    },
    set: (key, value, ttlMs) => command(['SET', key, value, 'PX', String(ttlMs)], key),
    delete: (key) => command(['DEL', key], key),
    async lock(key, ttlMs) {
      const owner = randomUUID();
      const isTaken = (await command(['SET', key, owner, 'NX', 'PX', String(ttlMs)], key)) === null;
      return isTaken ? undefined : () => command(['EVAL', UNLOCK, '1', key, owner], key);
    },
    async add(key, count, ttlMs) {
      const sum = await command(['EVAL', ADD, '1', key, String(count), String(ttlMs)], key);
      return sum === null ? Number.NaN : Number(sum);
    },
  };
}
