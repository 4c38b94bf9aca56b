import { readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HEADLINES } from '@lp-faas/job';
import type { Step } from '@lp-faas/testing/fake-runner';
import { json } from '@lp-faas/testing/scripted-platform';
import { smallDisk } from '@lp-faas/testing/small-disk';
import { BatchBench, type Row, recordsIn, rowsOf } from './support/batch-bench.js';

let bench: BatchBench;
beforeAll(async () => {
  bench = await BatchBench.start();
});
beforeEach(() => bench.answer());
afterAll(() => bench[Symbol.asyncDispose]());

const numbered = (count: number): { id: number }[] =>
  Array.from({ length: count }, (_, at) => ({ id: at + 1 }));

const FULL = /(no space left on device \(ENOSPC\)|file too large \(EFBIG\))/;

/** Checks that no step so far has invoked a line twice. */
const expectNothingTwice = (): void => {
  const ids = bench.payloads.map((payload) => (payload as { id: number }).id);
  expect(ids).toEqual([...new Set(ids)]);
};

/** The error message of a step on a full disk: it says why, and which file to resume from. */
function expectFull(step: Step, problem: string): void {
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'file-error' } });
  const message = step.outputs['error-message'] ?? '';
  expect(message.startsWith(problem)).toBe(true);
  expect(message).toMatch(FULL);
  expect(message).toContain(`pass ${step.outputs['result-file']} as resume-file`);
  const title = step.log.named('error')[0]?.properties['title'];
  expect(title).toContain('result-file');
  expect(title).not.toContain(HEADLINES.aborted);
  expect(step.summary).toContain(problem);
}

/** Runs a batch on a small disk, which is gone afterwards; its result-file is kept in the workspace. */
async function runOnDisk(
  bytes: number,
  inputs: Record<string, string>,
): Promise<{ step: Step; rows: Row[]; resumeFile: string }> {
  using disk = smallDisk(bytes);
  const step = await bench.run(inputs, undefined, { RUNNER_TEMP: disk.folder });
  return { step, rows: rowsOf(step), resumeFile: bench.keep(step) };
}

test('a batch whose result-file cannot be opened sends nothing, and sets its outputs', async () => {
  bench.file('payloads.jsonl', [1, 2, 3]);
  const noFolder = join(bench.runner.workspace, 'payloads.jsonl');
  const step = await bench.run({ 'fail-on': 'never' }, undefined, { RUNNER_TEMP: noFolder });
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'file-error', delivery: 'not-sent' } });
  expect(step.outputs['error-message']).toMatch(/RUNNER_TEMP.*not a directory \(ENOTDIR\)/);
  expect(step.log.named('error')[0]?.properties['title']).not.toContain(HEADLINES.aborted);
  expect(bench.platform.arrived).toEqual([]);
});

describe('a batch on a disk that becomes full', () => {
  test('it stops with a headline of its own, its file says what ran, and a resume invokes nothing twice', async () => {
    bench.file('payloads.jsonl', numbered(100));
    bench.answer(({ id }: { id: number }) => json(200, 'x'.repeat(20_000) + id));
    const { step, rows, resumeFile } = await runOnDisk(500_000, { concurrency: '4', 'fail-on': 'never' });
    expectFull(step, 'The result-file could not be written: ');
    for (const { result, outcome, line } of rows) {
      if (outcome === 'success') expect(result).toBe('x'.repeat(20_000) + line);
    }
    const counts = JSON.parse(step.outputs['result'] ?? '') as Record<string, number>;
    expect(counts).toMatchObject({ lines: 100 });
    expect(rows.filter(({ outcome }) => outcome === 'success')).toHaveLength(counts['succeeded'] ?? 0);
    expect(counts['notStarted']).toBe(100 - bench.payloads.length);
    const resumed = await bench.run({
      'resume-file': resumeFile,
      resume: 'accept-unknown',
    });
    expect(JSON.parse(resumed.outputs['result'] ?? '')).toMatchObject({ notStarted: 0 });
    expect(rowsOf(resumed)).toHaveLength(100);
    expectNothingTwice();
  });

  test('a result that the disk has no room for is a failure that says that the function ran', async () => {
    bench.file('payloads.jsonl', numbered(3));
    bench.answer(({ id }: { id: number }) => json(200, id === 2 ? 'x'.repeat(700_000) : 'x'.repeat(400_000)));
    const { step, rows, resumeFile } = await runOnDisk(1_000_000, { concurrency: '1' });
    expectFull(step, 'The result-file could not be written: ');
    const [first, second, ...others] = rows;
    expect(others).toEqual([]);
    expect(first?.result).toBe('x'.repeat(400_000));
    expect(second).toMatchObject({ line: 2, outcome: 'file-error', delivery: 'executed' });
    expect(second?.errorMessage).toMatch(
      /^The function ran, but its result could not be written: .* \(E[A-Z]+\)\.$/,
    );
    expect(second?.result).toBeUndefined();
    expect(JSON.parse(step.outputs['result'] ?? '')).toMatchObject({
      succeeded: 1,
      failed: 1,
      notStarted: 1,
    });
    bench.answer();
    const resumed = await bench.run({ 'resume-file': resumeFile });
    expect(bench.payloads).toEqual([{ id: 3 }]);
    expect(resumed).toMatchObject({ exitCode: 1, outputs: { outcome: 'file-error' } });
  });

  test('a batch whose results fit on the disk once succeeds: it needs no second copy', async () => {
    bench.file('payloads.jsonl', numbered(60));
    bench.answer(({ id }: { id: number }) => json(200, 'x'.repeat(10_000) + id));
    using disk = smallDisk(700_000);
    const step = await bench.run({}, undefined, { RUNNER_TEMP: disk.folder });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'success', delivery: 'executed' } });
    expect(step.summary).toContain('All 60 lines succeeded');
    expect(statSync(step.outputs['result-file'] ?? '').size).toBeGreaterThan(600_000);
    expect(rowsOf(step).map(({ line, outcome }) => [line, outcome])).toEqual(
      numbered(60).map(({ id }) => [id, 'success']),
    );
  });
});

describe('a batch that resumes on a disk that is too small for the earlier results', () => {
  test('it sends nothing, leaves nothing behind, and its outputs name the earlier file', async () => {
    bench.file('payloads.jsonl', numbered(60));
    bench.answer(({ id }: { id: number }) =>
      json(id > 50 ? 429 : 200, 'x'.repeat(10_000) + id, { 'retry-after': '900' }),
    );
    const first = await bench.run({ concurrency: '1', retries: '0' });
    const resumeFile = bench.keep(first);
    bench.answer();
    using disk = smallDisk(300_000);
    const step = await bench.run({ 'resume-file': resumeFile }, undefined, { RUNNER_TEMP: disk.folder });
    expectFull(step, 'The result-file could not be opened: ');
    expect(step.outputs['delivery']).toBe('not-sent');
    expect(step.outputs['result-file']).toBe(join(bench.runner.workspace, resumeFile));
    expect(readdirSync(join(disk.folder, 'lp-faas-invoke'))).toEqual([]);
    expect(bench.payloads).toEqual([]);
  });
});

describe('a batch that is killed while it copies the earlier results', () => {
  test('its output names a file that is safe to resume from, and no line runs twice', async () => {
    bench.file('payloads.jsonl', numbered(200));
    bench.answer(({ id }: { id: number }) =>
      id > 150 ? json(403, {}) : json(200, 'x'.repeat(100_000) + id),
    );
    const first = await bench.run({ concurrency: '1' });
    const resumeFile = bench.keep(first);
    bench.platform.set('invocation', (response, request) => json(200, 'late')(response, request));
    const results = join(bench.runner.temp, 'lp-faas-invoke');
    const killed = await bench.run({ 'resume-file': resumeFile, concurrency: '1' }, (child) => {
      const watcher = watch(results, (_, name) => {
        if (!name?.endsWith('.part')) return;
        watcher.close();
        child.kill('SIGKILL');
      });
    });
    expect(killed.exitCode).toBeNull();
    const named = killed.outputs['result-file'] ?? '';
    expect(rowsOf(killed).filter(({ outcome }) => outcome === 'success').length).toBeGreaterThanOrEqual(150);
    expect(recordsIn(named)[0]).toMatchObject({ version: 1 });
    const third = await bench.run({ 'resume-file': named, concurrency: '1', resume: 'unknown' });
    expect(third).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
    expect(rowsOf(third)).toHaveLength(200);
    const ids = bench.payloads.map((payload) => (payload as { id: number }).id);
    for (let id = 1; id <= 150; id += 1) expect(ids.filter((one) => one === id)).toHaveLength(1);
  });
});
