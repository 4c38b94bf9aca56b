import { randomUUID } from 'node:crypto';
import type { TokenCache } from './sharing/token-cache.js';

/**
 * Sends one command to Redis or Valkey and answers its reply: `(args) => client.sendCommand(args)` with the package
 * `redis`, `(args) => client.call(...args)` with `ioredis`.
 */
export type RedisCommand = (args: string[]) => Promise<unknown>;

/** Gives a lock back, unless it ran out and somebody else has it by now. */
const UNLOCK =
  "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end";

const ADD =
  "local sum = redis.call('INCRBY', KEYS[1], ARGV[1]) redis.call('PEXPIRE', KEYS[1], ARGV[2]) return sum";

/**
 * Shares tokens, and what is known of the platform's throttling, through Redis or Valkey.
 * @param command of a client that is connected by whoever made it
 */
export function redisTokenCache(command: RedisCommand): TokenCache {
  return {
    async get(key) {
      const value = await command(['GET', key]);
      return typeof value === 'string' ? value : undefined;
    },
    set: (key, value, ttlMs) => command(['SET', key, value, 'PX', String(ttlMs)]),
    delete: (key) => command(['DEL', key]),
    async lock(key, ttlMs) {
      const owner = randomUUID();
      const isTaken = (await command(['SET', key, owner, 'NX', 'PX', String(ttlMs)])) === null;
      return isTaken ? undefined : () => command(['EVAL', UNLOCK, '1', key, owner]);
    },
    async add(key, count, ttlMs) {
      return Number(await command(['EVAL', ADD, '1', key, String(count), String(ttlMs)]));
    },
  };
}
