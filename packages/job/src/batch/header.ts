import type { JobRequest } from '../inputs/job-request.js';
import { nameOfShard, type Shard } from '../inputs/shard.js';
import type { ParseResult } from '../parsers.js';
import { parseObject } from './records.js';

/** The version of the format; a reader rejects every other one. */
const VERSION = 1;

/** Names from a file are shown in error messages: one line of visible characters. */
const NAME = /^[^\p{C}]{1,300}$/u;

/** The first record of a result-file, which says what its other records are about. It has no `line`. */
export interface HeaderRecord {
  readonly version: number;
  readonly account: string;
  /** The UUID of the function; or the event is set. */
  readonly function?: string;
  readonly event?: string;
  readonly skill?: string;
  /** The part of the lines that it is about, as K/N; missing for all of them. */
  readonly shard?: string;
  /** The number of lines with a payload among them. */
  readonly lines?: number;
}

/** The header of the results of a request, or of a shard of it. */
export function headerOf(
  { options, invocation }: Pick<JobRequest, 'options' | 'invocation'>,
  shard?: Shard,
): HeaderRecord {
  const { lambdaUuid, eventId, skillId } = invocation;
  return {
    version: VERSION,
    account: options.accountId,
    ...(lambdaUuid !== undefined && { function: lambdaUuid }),
    ...(eventId !== undefined && { event: eventId }),
    ...(skillId !== undefined && { skill: skillId }),
    ...(shard !== undefined && { shard: nameOfShard(shard) }),
  };
}

/** Reads the first line of a result-file; the problem completes a sentence about the file. */
export function readHeader(text: string): ParseResult<HeaderRecord> {
  const found = parseObject(text);
  if (found === undefined || 'line' in found || typeof found['version'] !== 'number') {
    return {
      problem:
        'is not the result-file of a batch (its first line must be the header with version and account)',
    };
  }
  if (found['version'] !== VERSION) {
    return {
      problem: `has version ${found['version']} of the format, but this release reads version ${VERSION}`,
    };
  }
  const { account, event, skill = 'none', shard = '1/1' } = found;
  const names = [account, event ?? found['function'], skill, shard];
  const isValid = names.every((name) => typeof name === 'string' && NAME.test(name));
  return isValid
    ? { value: found as unknown as HeaderRecord }
    : {
        problem:
          'is not the result-file of a batch (its header must name the account, and the function or event)',
      };
}

/** Returns why results with one header cannot be continued under another, if they cannot. */
export function mismatch(earlier: HeaderRecord, current: HeaderRecord): string | undefined {
  if (keyOf(earlier) === keyOf(current)) return undefined;
  return `is the result-file of ${nameOf(earlier)}, but this run invokes ${nameOf(current)}`;
}

/** A UUID is the same in either case. */
export const keyOf = ({ account, function: lambda, event, skill, shard }: HeaderRecord): string =>
  JSON.stringify([account, lambda?.toLowerCase(), event, skill, shard]);

export function nameOf({ account, function: lambda, event, skill, shard }: HeaderRecord): string {
  const target = event === undefined ? `function ${lambda}` : `event ${event}`;
  const part = shard === undefined ? '' : `shard ${shard} of `;
  return `${part}${target}${skill === undefined ? '' : `, skill ${skill}`} of account ${account}`;
}
