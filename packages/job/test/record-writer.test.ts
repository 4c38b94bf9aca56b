import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { EarlierRun } from '../src/batch/earlier-run.js';
import { LineSource } from '../src/batch/line-source.js';
import { type DigestedLine, digestOf } from '../src/batch/lines.js';
import type { BatchPlan } from '../src/batch/plan.js';
import { type RecordFile, RecordWriter } from '../src/batch/record-writer.js';
import { type JobOutcome, outcomeOf } from '../src/outcome.js';
import { Face } from './support/face.js';

const folder = mkdtempSync(join(tmpdir(), 'lp-faas-records-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file in memory that takes so many characters. */
class MemoryFile implements RecordFile {
  readonly writes: string[] = [];
  problem: string | undefined;
  #room: number;

  constructor(room = Number.POSITIVE_INFINITY) {
    this.#room = room;
  }

  add(record: string): boolean {
    if (record.length > this.#room) {
      this.problem ??= 'no room';
      return false;
    }
    this.#room -= record.length;
    this.writes.push(record);
    return true;
  }

  /** The line and the outcome of each record, write by write. */
  get records(): string[][] {
    return this.writes.map((write) =>
      write.split('\n').map((record) => {
        const { line, outcome } = JSON.parse(record) as { line: number; outcome: string };
        return `${line} ${outcome}`;
      }),
    );
  }
}

const lineOf = (line: number): DigestedLine => ({
  line,
  text: String(line),
  digest: digestOf(String(line)),
});

const success = (resultJson = '1'): JobOutcome =>
  outcomeOf({ outcome: 'success', delivery: 'executed', durationMs: 1, resultJson });

function newWriter(file: MemoryFile): { writer: RecordWriter; settled: string[] } {
  const settled: string[] = [];
  const writer = new RecordWriter(file, ({ line }, { outcome }) => settled.push(`${line} ${outcome}`));
  return { writer, settled };
}

describe('records of a batch', () => {
  test('the records of one turn of the event loop are one write, and lines settle with it', async () => {
    const file = new MemoryFile();
    const { writer, settled } = newWriter(file);
    writer.settle(lineOf(1), success());
    writer.settle(lineOf(2), success());
    expect([file.writes, settled]).toEqual([[], []]);
    await setImmediate();
    expect(file.records).toEqual([['1 success', '2 success']]);
    expect(settled).toEqual(['1 success', '2 success']);
  });

  test('starts are written before they are returned, in one write with what settled before them', async () => {
    const file = new MemoryFile();
    const { writer } = newWriter(file);
    writer.settle(lineOf(1), success());
    expect(writer.start([lineOf(2), lineOf(3)])).toEqual([lineOf(2), lineOf(3)]);
    expect(file.records).toEqual([['1 success', '2 started', '3 started']]);
    await setImmediate();
    expect(file.writes).toHaveLength(1);
  });

  test('large results do not wait for the end of the turn', () => {
    const file = new MemoryFile();
    const { writer } = newWriter(file);
    writer.settle(lineOf(1), success(`"${'x'.repeat(70_000)}"`));
    expect(file.records).toEqual([['1 success']]);
  });

  test('what waits is written at the end', () => {
    const file = new MemoryFile();
    const { writer, settled } = newWriter(file);
    writer.settle(lineOf(1), success());
    writer[Symbol.dispose]();
    writer[Symbol.dispose]();
    expect([file.records, settled]).toEqual([[['1 success']], ['1 success']]);
  });

  test('what does not fit together is written record by record, and a result without room is left out', () => {
    const file = new MemoryFile(700);
    const { writer, settled } = newWriter(file);
    writer.settle(lineOf(1), success());
    writer.settle(lineOf(2), success(`"${'x'.repeat(600)}"`));
    expect(writer.start([lineOf(3)])).toEqual([]);
    expect(file.records).toEqual([['1 success'], ['2 file-error']]);
    expect(settled).toEqual(['1 success', '2 file-error']);
    expect(writer.start([lineOf(4)])).toEqual([]);
    expect(file.writes).toHaveLength(2);
  });

  test('of starts that do not fit together, those are returned whose record was written', () => {
    const record = JSON.stringify({
      line: 1,
      outcome: 'started',
      delivery: 'unknown',
      digest: digestOf('1'),
    });
    const file = new MemoryFile(2 * record.length);
    const { writer } = newWriter(file);
    expect(writer.start([1, 2, 3].map(lineOf))).toEqual([1, 2].map(lineOf));
    expect(file.records).toEqual([['1 started'], ['2 started']]);
    // The line break between the two has no room.
    const { writer: other } = newWriter(new MemoryFile(2 * record.length));
    expect(other.start([1, 2].map(lineOf))).toEqual([1, 2].map(lineOf));
  });
});

describe('the lines of a batch', () => {
  const sourceOf = (file: MemoryFile, lines: number): { source: LineSource; writer: RecordWriter } => {
    const path = join(folder, 'payloads.jsonl');
    writeFileSync(path, Array.from({ length: lines }, (_, at) => `${at + 1}\n`).join(''));
    const plan = { payloadsFile: path, earlier: EarlierRun.none() } as BatchPlan;
    const { writer } = newWriter(file);
    return { source: new LineSource(plan, writer, { lambdaUuid: 'x' }), writer };
  };

  test('as many lines start together as have settled, and each settles once', async () => {
    const file = new MemoryFile();
    const { source } = sourceOf(file, 6);
    const inputs = source.inputs(new AbortController().signal);
    for (let count = 0; count < 3; count += 1) await inputs.next();
    expect([1, 0, 2].map((index) => source.settle(index).line)).toEqual([2, 1, 3]);
    expect(() => source.settle(0)).toThrow('Input 0 is not in flight');
    const { value } = await inputs.next();
    expect(value).toMatchObject({ payloadJson: '4' });
    expect(file.records).toEqual([
      ['1 started'],
      ['2 started'],
      ['3 started'],
      ['4 started', '5 started', '6 started'],
    ]);
    await inputs.return(undefined);
  });

  test('after a stop no further line is read, and those that were started but not read are unsettled', async () => {
    const file = new MemoryFile();
    const { source } = sourceOf(file, 6);
    const inputs = source.inputs(new AbortController().signal);
    for (let count = 0; count < 2; count += 1) await inputs.next();
    for (const index of [0, 1]) source.settle(index);
    await inputs.next();
    source.settle(2);
    source.stop();
    expect(await inputs.next()).toMatchObject({ done: true });
    expect([...source.unsettled()].map(({ line }) => line)).toEqual([4]);
  });

  test('after an abort no further line is recorded as started', async () => {
    const file = new MemoryFile();
    const { source } = sourceOf(file, 3);
    const ending = new AbortController();
    const inputs = source.inputs(ending.signal);
    await inputs.next();
    const next = inputs.next();
    ending.abort();
    expect(await next).toMatchObject({ done: true });
    expect(file.records).toEqual([['1 started']]);
  });
});

test('no invocation of a batch arrives before the record of its start is in the result-file', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start();
  const unrecorded: number[] = [];
  let arrived = 0;
  platform.set('invocation', (response, request) => {
    const { payload } = JSON.parse(request.body) as { payload: number };
    const started = readFileSync(face.announced.at(-1) ?? '', 'utf8');
    if (!started.includes(`{"line":${payload},"outcome":"started"`)) unrecorded.push(payload);
    arrived += 1;
    json(200, payload)(response, request);
  });
  const lines = Array.from({ length: 300 }, (_, at) => at + 1);
  writeFileSync(join(face.folder, 'payloads.jsonl'), lines.join('\n'));
  const { outcome } = await face.run(platform, { 'payloads-file': 'payloads.jsonl', concurrency: '100' });
  expect(outcome?.outcome).toBe('success');
  expect([arrived, unrecorded]).toEqual([300, []]);
  expect(face.records()).toHaveLength(300);
});
