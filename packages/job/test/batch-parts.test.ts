import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readLines } from '../src/batch/lines.js';
import { ProgressTimer } from '../src/batch/progress-timer.js';
import { readRecord, recordOf, startOf } from '../src/batch/records.js';
import { BatchTally, type FailedLine } from '../src/batch/tally.js';
import { outcomeOf } from '../src/outcome.js';

const folder = mkdtempSync(join(tmpdir(), 'lp-faas-batch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function linesOf(content: string | Buffer): Promise<(readonly [number, string])[]> {
  const path = join(folder, 'lines.jsonl');
  writeFileSync(path, content);
  const found: (readonly [number, string])[] = [];
  for await (const { line, text } of readLines(path)) found.push([line, text]);
  return found;
}

describe('the lines of a file', () => {
  test('are counted from 1, and blank ones are left out', async () => {
    const content = '\ufeff{"a":1}\r\n\r\n  \n[2]\n"the last has no end"';
    expect(await linesOf(content)).toEqual([
      [1, '{"a":1}'],
      [4, '[2]'],
      [5, '"the last has no end"'],
    ]);
    expect(await linesOf('')).toEqual([]);
  });

  test('end at line feeds alone: JSON may hold other separators', async () => {
    expect(await linesOf('"a\u2028b\u2029c\u0085d"\n1')).toEqual([
      [1, '"a\u2028b\u2029c\u0085d"'],
      [2, '1'],
    ]);
  });

  test('are whole wherever the file is cut into chunks, also within a character', async () => {
    const long = JSON.stringify('ä€😀'.repeat(40_000));
    const lines = [long, '1', `${long} `, '2'];
    expect((await linesOf(lines.join('\n'))).map(([, text]) => text)).toEqual(
      lines.map((line) => line.trim()),
    );
  });

  test('that are not UTF-8 are refused', async () => {
    await expect(linesOf(Buffer.from('"J\xf6rg"', 'latin1'))).rejects.toThrow('not valid for encoding');
  });
});

describe('a record', () => {
  const line = { line: 7, text: '{"id":1}' };

  test('is one line with the result as it came, whatever that is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, space) => {
        const resultJson = JSON.stringify(value, null, space);
        const success = outcomeOf({ outcome: 'success', delivery: 'executed', durationMs: 1, resultJson });
        const record = recordOf(line, success);
        expect(record).not.toMatch(/[\r\n]/);
        expect((JSON.parse(record) as { result: unknown }).result).toEqual(JSON.parse(resultJson));
        expect(readRecord(record)).toMatchObject({ line: 7, outcome: 'success', delivery: 'executed' });
      }),
    );
  });

  test('keeps long numbers', () => {
    const resultJson = '{"id":12345678901234567890}';
    const success = outcomeOf({ outcome: 'success', delivery: 'executed', durationMs: 1, resultJson });
    expect(recordOf(line, success)).toContain(`"result":${resultJson}}`);
  });

  test('of a start says that the line may have run', () => {
    expect(readRecord(startOf(line))).toMatchObject({ line: 7, outcome: 'started', delivery: 'unknown' });
  });

  test('tells a changed payload by its digest, without holding the payload', () => {
    const changed = startOf({ line: 7, text: '{"id":2}' });
    expect(readRecord(startOf(line))?.digest).not.toBe(readRecord(changed)?.digest);
    expect(changed).not.toContain('"id"');
  });

  test.each([
    '',
    'null',
    '7',
    '{}',
    '{"line":1}',
    '{"line":"1","outcome":"success","delivery":"executed","digest":"x"}',
  ])('is not made of %j', (text) => {
    expect(readRecord(text)).toBeUndefined();
  });
});

test('progress is told once in ten seconds, however fast it goes', () => {
  let now = 0;
  const progress = new ProgressTimer(() => now);
  const due: number[] = [];
  for (now = 0; now <= 30_000; now += 100) if (progress.isDue) due.push(now);
  expect(due).toEqual([10_000, 20_000, 30_000]);
});

describe('what a batch comes to', () => {
  const failure = (
    outcome: FailedLine['outcome'],
    delivery: FailedLine['delivery'],
    line = 1,
  ): FailedLine => ({
    line,
    outcome,
    delivery,
    message: `It failed with ${outcome}.`,
  });
  const success = outcomeOf({ outcome: 'success', delivery: 'executed', durationMs: 1, attempts: 2 });

  test('is a success when every line succeeded, in this run or before', () => {
    const tally = new BatchTally(3);
    tally.addDone();
    tally.addSuccess(success);
    tally.addSuccess(success);
    const { outcome, headline, attempts, resultJson } = tally.outcome('any', 5);
    expect([outcome, headline, attempts]).toEqual(['success', 'All 3 lines succeeded', 4]);
    expect(JSON.parse(resultJson)).toEqual({
      lines: 3,
      succeeded: 2,
      done: 1,
      failed: 0,
      mayHaveRun: 0,
      notStarted: 0,
    });
  });

  test.each([
    ['any', 'function-failed'],
    ['platform', 'gateway-error'],
    ['never', 'function-failed'],
  ] as const)(
    'is, by fail-on %s, the first failure that fails the step, or else the first: %s',
    (failOn, code) => {
      const tally = new BatchTally(4);
      tally.addFailure(failure('function-failed', 'executed'));
      tally.addFailure(failure('gateway-error', 'unknown', 2), 3);
      tally.addFailure(failure('function-failed', 'executed', 3));
      const { outcome, delivery, errorMessage, headline } = tally.outcome(failOn, 5);
      expect([outcome, delivery, headline]).toEqual([code, 'unknown', '3 of 4 lines failed']);
      expect(errorMessage).toContain('3 of 4 lines failed (2 function-failed, 1 gateway-error)');
      expect(errorMessage).toContain('1 of them may have run. 1 were not started.');
      expect(errorMessage).toContain(`It failed with ${code}`);
    },
  );

  test('tells ten failures one by one and counts the rest', () => {
    const tally = new BatchTally(500);
    const told = Array.from({ length: 500 }, (_, at) =>
      tally.addFailure(failure('timeout', 'unknown', at + 1)),
    );
    expect(told.filter(Boolean)).toHaveLength(10);
    const { tables } = tally.outcome('any', 5);
    expect(tables[0]?.rows).toEqual([['500', '0', '0', '500', '500', '0']]);
    expect(tables[1]?.rows).toHaveLength(10);
    expect(tables[1]?.head).toContain('First 10 failures');
  });
});
