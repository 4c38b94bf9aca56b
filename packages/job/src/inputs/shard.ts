import type { Parser } from '../parsers.js';

/** A part of a batch: of `of` parts, the one with the number `part`, from 1. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

const MAX_PARTS = 1000;

/** Reads `K/N`. */
export const shardOf: Parser<Shard> = (text) => {
  const [, part, of] = /^(\d{1,4})\s*\/\s*(\d{1,4})$/.exec(text) ?? [];
  const shard = { part: Number(part), of: Number(of) };
  const isValid = shard.part >= 1 && shard.part <= shard.of && shard.of <= MAX_PARTS;
  return isValid
    ? { value: shard }
    : { problem: `must be K/N, such as 1/4, with K from 1 to N and N of at most ${MAX_PARTS}` };
};

/** Whether a line belongs to a shard. Shards of equal length arise from one file: each takes every Nth line. */
export const isInShard = (line: number, { part, of }: Shard): boolean => (line - 1) % of === part - 1;

export const nameOfShard = ({ part, of }: Shard): string => `${part}/${of}`;
