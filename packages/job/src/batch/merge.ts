import { describeFileError } from '../file-error.js';
import { isInShard, type Shard, shardOf } from '../inputs/shard.js';
import { type JobOutcome, outcomeOf } from '../outcome.js';
import type { ParseResult } from '../parsers.js';
import { listOf } from '../sentences.js';
import { failureOf } from './earlier-lines.js';
import { EarlierRun, READ_ONLY } from './earlier-run.js';
import { type HeaderRecord, keyOf, nameOf, readHeader } from './header.js';
import { readLines } from './lines.js';
import { ResultFile } from './result-file.js';
import { BatchTally, type StopReason } from './tally.js';

const NOT_ALL = 'Not every line was sent';

interface ShardFile {
  readonly path: string;
  readonly shard: Shard;
  readonly header: HeaderRecord;
  readonly run: EarlierRun;
}

/**
 * Merges the result-files of all shards of a batch into one, and sums up what became of its lines, as if one run had
 * invoked them. Sends nothing.
 * @param target the path of the new file
 * @param signal aborts the reading of files
 */
export async function mergeResults(
  paths: readonly string[],
  target: string,
  signal: AbortSignal,
): Promise<JobOutcome> {
  const startedAt = performance.now();
  const shards: ShardFile[] = [];
  for (const path of paths) {
    const read = await readShard(path, signal);
    if (signal.aborted) return cancelled();
    if ('problem' in read) return refused(`${path} ${read.problem}`);
    shards.push(read.value);
  }
  const problem = problemOf(shards);
  if (problem !== undefined) return refused(problem);
  const header = withoutShard((shards[0] as ShardFile).header);
  const lines = shards.reduce((sum, shard) => sum + (shard.header.lines ?? shard.run.size), 0);
  try {
    const file = await ResultFile.create(target, '', { ...header, lines }, recordsOf(shards, signal));
    file.finish();
    if (file.problem !== undefined) throw new Error(file.problem);
  } catch (error) {
    if (signal.aborted) return cancelled();
    return refused(`The result-file could not be written: ${describeFileError(error)}`, 'file-error');
  }
  const tally = new BatchTally(lines);
  for (const { run } of shards) count(run, tally);
  const durationMs = Math.round(performance.now() - startedAt);
  const { notStarted } = tally.counts;
  // A merge must not be green while lines are missing.
  const stopReason: StopReason | undefined =
    notStarted === 0 ? undefined : { outcome: 'aborted', headline: NOT_ALL, message: NOT_ALL };
  return tally.outcome({ failOn: 'any', durationMs, resultFile: target, stopReason });
}

function refused(
  errorMessage: string,
  outcome: 'invalid-options' | 'file-error' = 'invalid-options',
): JobOutcome {
  return outcomeOf({
    outcome,
    errorMessage: `${errorMessage}. Nothing was merged.`,
    delivery: 'not-sent',
    durationMs: 0,
  });
}

function cancelled(): JobOutcome {
  const errorMessage = 'The run was cancelled. Nothing was merged.';
  return outcomeOf({ outcome: 'aborted', errorMessage, delivery: 'not-sent', durationMs: 0 });
}

/** Reads the result-file of a shard; the problem completes a sentence about the file. */
async function readShard(path: string, signal: AbortSignal): Promise<ParseResult<ShardFile>> {
  try {
    const header = readHeader(await headOf(path));
    if ('problem' in header) return header;
    const shard = shardOf(header.value.shard ?? '');
    if ('problem' in shard) return { problem: 'is not the result-file of a shard' };
    const run = await EarlierRun.read(path, undefined, READ_ONLY, signal);
    if ('problem' in run) return run;
    for (const { line } of run.value.records()) {
      if (!isInShard(line, shard.value))
        return { problem: `is damaged (line ${line} belongs to another shard)` };
    }
    return { value: { path, shard: shard.value, header: header.value, run: run.value } };
  } catch (error) {
    return { problem: `cannot be read: ${describeFileError(error)}` };
  }
}

function withoutShard({ shard: _, ...header }: HeaderRecord): HeaderRecord {
  return header;
}

async function headOf(path: string): Promise<string> {
  for await (const lines of readLines(path)) {
    const [first] = lines;
    if (first !== undefined) return first.text;
  }
  return '';
}

/** Checks that the files are the shards of one batch, each once. */
function problemOf(shards: readonly ShardFile[]): string | undefined {
  const [first] = shards;
  if (first === undefined) return 'Name the result-files of all shards';
  const wholeOf = ({ header }: ShardFile): string => keyOf(withoutShard(header));
  const other = shards.find((one) => wholeOf(one) !== wholeOf(first) || one.shard.of !== first.shard.of);
  if (other !== undefined) {
    return `${other.path} has the results of ${nameOf(other.header)}, but ${first.path} those of ${nameOf(first.header)}`;
  }
  const parts = shards.map(({ shard }) => shard.part);
  const twice = shards.find(({ shard }, at) => parts.indexOf(shard.part) !== at);
  if (twice !== undefined) return `${twice.path} is a second file of shard ${twice.header.shard}`;
  const missing = Array.from({ length: first.shard.of }, (_, at) => at + 1).filter(
    (part) => !parts.includes(part),
  );
  if (missing.length === 0) return undefined;
  return `The result-file of shard ${listOf(missing.slice(0, 10).map((part) => `${part}/${first.shard.of}`))} is missing`;
}

async function* recordsOf(shards: readonly ShardFile[], signal: AbortSignal): AsyncGenerator<string> {
  for (const { run } of shards) yield* run.carriedOver(signal);
}

function count(run: EarlierRun, tally: BatchTally): void {
  for (const record of run.records()) {
    if (record.outcome === 'success' || record.accepted)
      tally.addDone({ isAccepted: record.accepted === true });
    else tally.addFailure(failureOf(record, (text) => text));
  }
}
