import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import fc from 'fast-check';
import { digestOf, readLines } from '../src/batch/lines.js';
import { ProgressLog, paceOf } from '../src/batch/progress-log.js';
import { readRecord, recordOf, startOf } from '../src/batch/records.js';
import { outcomeOf } from '../src/outcome.js';

const folder = mkdtempSync(join(tmpdir(), 'lp-faas-batch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function linesOf(content: string | Buffer): Promise<(readonly [number, string])[]> {
  const path = join(folder, 'lines.jsonl');
  writeFileSync(path, content);
  const found: (readonly [number, string])[] = [];
  for await (const lines of readLines(path))
    found.push(...lines.map(({ line, text }) => [line, text] as const));
  return found;
}

describe('reading lines', () => {
  test('the lines of a file are counted from 1, and blank lines are left out', async () => {
    const content = '\ufeff{"a":1}\r\n\r\n  \n[2]\n"the last has no end"';
    expect(await linesOf(content)).toEqual([
      [1, '{"a":1}'],
      [4, '[2]'],
      [5, '"the last has no end"'],
    ]);
    expect(await linesOf('')).toEqual([]);
  });

  test('only a line feed ends a line: JSON strings may contain other separators', async () => {
    expect(await linesOf('"a\u2028b\u2029c\u0085d"\n1')).toEqual([
      [1, '"a\u2028b\u2029c\u0085d"'],
      [2, '1'],
    ]);
  });

  test('a line is whole wherever the file is split into chunks, even within a character', async () => {
    const long = JSON.stringify('ä€😀'.repeat(40_000));
    const lines = [long, '1', `${long} `, '2'];
    expect((await linesOf(lines.join('\n'))).map(([, text]) => text)).toEqual(
      lines.map((line) => line.trim()),
    );
  });

  test('a file that is not UTF-8 is rejected', async () => {
    await expect(linesOf(Buffer.from('"J\xf6rg"', 'latin1'))).rejects.toMatchObject({
      code: 'ERR_ENCODING_INVALID_ENCODED_DATA',
    });
  });
});

describe('records', () => {
  const line = { line: 7, text: '{"id":1}', digest: digestOf('{"id":1}') };

  test('a record is one line that contains the result unchanged, whatever the result is', () => {
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

  test('a record keeps every digit of long numbers', () => {
    const resultJson = '{"id":12345678901234567890}';
    const success = outcomeOf({ outcome: 'success', delivery: 'executed', durationMs: 1, resultJson });
    expect(recordOf(line, success)).toContain(`"result":${resultJson}}`);
  });

  test('the record of a started line says that it may have run', () => {
    expect(readRecord(startOf(line))).toMatchObject({ line: 7, outcome: 'started', delivery: 'unknown' });
  });

  test('the digest of a payload is the one that earlier releases wrote', () => {
    expect(readRecord(startOf(line))?.digest).toBe('037c9214eef7');
  });

  test('a record detects a changed payload by a digest, and does not contain the payload', () => {
    const changed = startOf({ line: 7, text: '{"id":2}', digest: digestOf('{"id":2}') });
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
    '{"line":1.5,"outcome":"success","delivery":"executed","digest":"x"}',
    '{"line":1,"outcome":"toString","delivery":"executed","digest":"x"}',
    '{"line":1,"outcome":["success"],"delivery":"executed","digest":"x"}',
    '{"line":1,"outcome":"success","delivery":"perhaps","digest":"x"}',
    '{"line":1,"outcome":"success","delivery":"executed","digest":1}',
    '[{"line":1,"outcome":"success","delivery":"executed","digest":"x"}]',
    '{"line":1,"outcome":"success"',
  ])('%j is not a record', (text) => {
    expect(readRecord(text)).toBeUndefined();
  });
});

test('a record keeps only what it may hold: a mark that is true, and a message that is a text', () => {
  const read = (more: object): unknown =>
    readRecord(JSON.stringify({ line: 1, outcome: 'timeout', delivery: 'unknown', digest: 'x', ...more }));
  const record = { line: 1, outcome: 'timeout', delivery: 'unknown', digest: 'x' };
  expect(read({ accepted: 1, errorMessage: 2, result: 3 })).toEqual(record);
  expect(read({ accepted: true, errorMessage: 'Late.' })).toEqual({
    ...record,
    accepted: true,
    errorMessage: 'Late.',
  });
});

test('on a terminal the progress changes twice a second', () => {
  const clock = new TestClock();
  let shown = 0;
  using _ = new ProgressLog(
    clock,
    () => {
      shown += 1;
    },
    true,
  );
  for (let step = 0; step < 40; step += 1) clock.advance(100);
  expect(shown).toBe(8);
});

test.each([
  [0, 100, 5000, ''],
  [5, 100, 0, ''],
  [25, 75, 2000, '13 lines/s, 6.0 s left'],
  [1, 599, 1000, '1.0 lines/s, 9 min 59 s left'],
  [100, 0, 10_000, '10 lines/s'],
])('the pace after %i lines, with %i left, in %i ms: %j', (settled, left, elapsedMs, expected) => {
  expect(paceOf(settled, left, elapsedMs)).toBe(expected);
});

test('the progress is written every ten seconds until the batch ends', () => {
  const clock = new TestClock();
  const times: number[] = [];
  {
    using _ = new ProgressLog(clock, () => times.push(clock.now()));
    for (let second = 0; second < 35; second += 1) clock.advance(1000);
  }
  clock.advance(60_000);
  expect(times).toEqual([10_000, 20_000, 30_000]);
  expect(clock.pendingTimers).toBe(0);
});
