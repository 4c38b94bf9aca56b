import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
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

/** A run that is ended by a signal while the third and the fourth line are under way. */
async function endedBy(signal: NodeJS.Signals): Promise<Step> {
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

/** Lies in the workspace, as a downloaded artifact does. */
function keep(step: Step): string {
  copyFileSync(step.outputs['result-file'] ?? '', join(bench.runner.workspace, 'earlier.jsonl'));
  return 'earlier.jsonl';
}

describe('a batch that is ended half way', () => {
  test('by a signal says of each line whether it may have run, and of the others that they were not started', async () => {
    const step = await endedBy('SIGTERM');
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
    expect(step.outputs['error-message']).toContain('The step was cancelled');
    expect(step.outputs['error-message']).toContain('resume-file');
  });

  test('by a kill leaves a whole file that says it too, and an output that names it', async () => {
    const step = await endedBy('SIGKILL');
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
    'after %s invokes what was not started; what may have run is told and left alone',
    async (signal) => {
      const resumeFile = keep(await endedBy(signal));
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
    'after %s as idempotent invokes what may have run as well, and is whole',
    async (signal) => {
      const resumeFile = keep(await endedBy(signal));
      bench.answer();
      const step = await bench.run({ 'resume-file': resumeFile, idempotent: 'true', concurrency: '1' });
      expect(bench.payloads).toEqual(numbered(8).slice(2));
      expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
      expect(rowsOf(step).map(({ line, outcome }) => [line, outcome])).toEqual(
        numbered(8).map(({ id }) => [id, 'success']),
      );
    },
  );

  test('invokes again what failed for sure, and nothing when all is done', async () => {
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

  test('from a file whose last record was cut off takes that line for started', async () => {
    const resumeFile = keep(await endedBy('SIGKILL'));
    const path = join(bench.runner.workspace, resumeFile);
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"line":3,"outcome":"succ`);
    bench.answer();
    await bench.run({ 'resume-file': resumeFile });
    expect(bench.payloads).toHaveLength(4);
  });

  test.each<[string, unknown[]]>([
    ['changed', [{ id: 1 }, { id: 'changed' }, { id: 3 }]],
    ['missing', [{ id: 1 }, { id: 2 }]],
  ])('with lines that are %s is refused: the results are not those of these lines', async (_, payloads) => {
    bench.file('payloads.jsonl', numbered(3));
    const resumeFile = keep(await bench.run({}));
    bench.file('payloads.jsonl', payloads);
    bench.answer();
    const step = await bench.run({ 'resume-file': resumeFile });
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'invalid-options' } });
    expect(step.outputs['error-message']).toContain('resume-file does not belong to payloads-file');
    expect(bench.platform.arrived).toEqual([]);
  });

  test('with more payloads than before invokes those as well', async () => {
    bench.file('payloads.jsonl', numbered(2));
    const resumeFile = keep(await bench.run({}));
    bench.file('payloads.jsonl', numbered(4));
    bench.answer();
    const step = await bench.run({ 'resume-file': resumeFile, concurrency: '1' });
    expect(step.exitCode).toBe(0);
    expect(bench.payloads).toEqual([{ id: 3 }, { id: 4 }]);
  });
});
