import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HEADLINES } from '@lp-faas/job';
import type { Step } from '@lp-faas/testing/fake-runner';
import { json, type Reply } from '@lp-faas/testing/scripted-platform';
import { BatchBench, rowsOf } from './support/batch-bench.js';

let bench: BatchBench;
beforeAll(async () => {
  bench = await BatchBench.start();
});
beforeEach(() => bench.answer());
afterAll(() => bench[Symbol.asyncDispose]());

const numbered = (count: number): { id: number }[] =>
  Array.from({ length: count }, (_, at) => ({ id: at + 1 }));
const SILENCE: Reply = () => undefined;

/** Ends a run by a signal while the third and the fourth line are in flight. */
async function runEndedBy(signal: NodeJS.Signals): Promise<Step> {
  bench.file('payloads.jsonl', numbered(8));
  let end = (): void => undefined;
  let waiting = 0;
  bench.answer(({ id }: { id: number }) => {
    if (id <= 2) return json(200, { id });
    waiting += 1;
    if (waiting === 2) end();
    return SILENCE;
  });
  return await bench.run({ concurrency: '2' }, (child) => {
    end = () => void child.kill(signal);
  });
}

/** Copies the result-file to the workspace, as a downloaded artifact. */
function keep(step: Step): string {
  copyFileSync(step.outputs['result-file'] ?? '', join(bench.runner.workspace, 'earlier.jsonl'));
  return 'earlier.jsonl';
}

describe('a batch that is interrupted', () => {
  test('a cancelled batch records which lines may have run, and counts those that were not started', async () => {
    const step = await runEndedBy('SIGTERM');
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'aborted', delivery: 'unknown' } });
    expect(rowsOf(step).map(({ line, outcome, delivery }) => [line, outcome, delivery])).toEqual([
      [1, 'success', 'executed'],
      [2, 'success', 'executed'],
      [3, 'aborted', 'unknown'],
      [4, 'aborted', 'unknown'],
    ]);
    expect(JSON.parse(step.outputs['result'] ?? '')).toMatchObject({
      failed: 2,
      mayHaveRun: 2,
      notStarted: 4,
    });
    expect(step.log.named('error')[0]?.properties['title']).toContain(HEADLINES.aborted);
    expect(step.outputs['error-message']).toContain('resume-file');
  });

  test('a killed batch leaves a valid result-file with the started lines, and an output that names the file', async () => {
    const step = await runEndedBy('SIGKILL');
    expect(step.exitCode).toBeNull();
    const settled = rowsOf(step).filter(({ outcome }) => outcome !== 'started');
    expect(settled.map(({ line, result }) => [line, result])).toEqual([
      [1, { id: 1 }],
      [2, { id: 2 }],
    ]);
    const started = rowsOf(step).filter(({ outcome }) => outcome === 'started');
    expect(started.map(({ line, delivery }) => [line, delivery])).toEqual(
      [1, 2, 3, 4].map((line) => [line, 'unknown']),
    );
  });
});

describe('a batch that is resumed', () => {
  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'after %s, resuming invokes the lines that were not started, and reports those that may have run',
    async (signal) => {
      const resumeFile = keep(await runEndedBy(signal));
      bench.answer();
      const step = await bench.run({ 'resume-file': resumeFile, concurrency: '1' });
      expect(bench.payloads).toEqual(numbered(8).slice(4));
      expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'aborted', delivery: 'unknown' } });
      expect(rowsOf(step).map(({ line, outcome }) => [line, outcome])).toEqual(
        [1, 2, 3, 4, 5, 6, 7, 8].map((line) => [line, line === 3 || line === 4 ? 'aborted' : 'success']),
      );
      expect(rowsOf(step)[0]?.result).toEqual({ id: 1 });
      expect(JSON.parse(step.outputs['result'] ?? '')).toMatchObject({ done: 2, succeeded: 4, failed: 2 });
    },
  );

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'after %s, resuming with idempotent also invokes the lines that may have run',
    async (signal) => {
      const resumeFile = keep(await runEndedBy(signal));
      bench.answer();
      const step = await bench.run({ 'resume-file': resumeFile, idempotent: 'true', concurrency: '1' });
      expect(bench.payloads).toEqual(numbered(8).slice(2));
      expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
      expect(rowsOf(step).map(({ line, outcome }) => [line, outcome])).toEqual(
        numbered(8).map(({ id }) => [id, 'success']),
      );
    },
  );

  test('resuming invokes lines again that certainly failed, and nothing when every line succeeded', async () => {
    bench.file('payloads.jsonl', numbered(3));
    bench.answer(({ id }: { id: number }) => (id === 2 ? json(901, {}) : json(200, id)));
    const first = keep(await bench.run({}));
    bench.answer();
    const second = await bench.run({ 'resume-file': first });
    expect(bench.payloads).toEqual([{ id: 2 }]);
    expect(second).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
    bench.answer();
    const third = await bench.run({ 'resume-file': keep(second) });
    expect(third).toMatchObject({ exitCode: 0, outputs: { outcome: 'success', attempts: '0' } });
    expect(bench.platform.arrived.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(rowsOf(third)).toHaveLength(3);
  });

  test('resuming from a file with a truncated last record takes that line as started', async () => {
    const resumeFile = keep(await runEndedBy('SIGKILL'));
    const path = join(bench.runner.workspace, resumeFile);
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"line":3,"outcome":"succ`);
    bench.answer();
    await bench.run({ 'resume-file': resumeFile });
    expect(bench.payloads).toHaveLength(4);
  });

  test.each<[string, unknown[]]>([
    ['changed', [{ id: 1 }, { id: 'changed' }, { id: 3 }]],
    ['missing', [{ id: 1 }, { id: 2 }]],
  ])('resuming is rejected when lines of the payloads-file are %s', async (_, payloads) => {
    bench.file('payloads.jsonl', numbered(3));
    const resumeFile = keep(await bench.run({}));
    bench.file('payloads.jsonl', payloads);
    bench.answer();
    const step = await bench.run({ 'resume-file': resumeFile });
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'invalid-options' } });
    expect(step.outputs['error-message']).toMatch(/resume-file .*payloads-file/);
    expect(bench.platform.arrived).toEqual([]);
  });

  test('resuming invokes lines that were added to the payloads-file', async () => {
    bench.file('payloads.jsonl', numbered(2));
    const resumeFile = keep(await bench.run({}));
    bench.file('payloads.jsonl', numbered(4));
    bench.answer();
    const step = await bench.run({ 'resume-file': resumeFile, concurrency: '1' });
    expect(step.exitCode).toBe(0);
    expect(bench.payloads).toEqual([{ id: 3 }, { id: 4 }]);
  });
});
