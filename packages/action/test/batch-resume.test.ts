import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HEADLINES } from '@lp-faas/job';
import type { Step } from '@lp-faas/testing/fake-runner';
import { ACCOUNT, json, LAMBDA, type Reply } from '@lp-faas/testing/scripted-platform';
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

const keep = (step: Step): string => bench.keep(step);

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
    expect(
      rowsOf(step).map(({ line, outcome, delivery, result }) => [line, outcome, delivery, result]),
    ).toEqual([
      [1, 'success', 'executed', { id: 1 }],
      [2, 'success', 'executed', { id: 2 }],
      [3, 'started', 'unknown', undefined],
      [4, 'started', 'unknown', undefined],
    ]);
  });
});

describe('a batch that is throttled', () => {
  test('it ends as a whole after max-throttled, red whatever fail-on says, and a resume invokes each line once', async () => {
    bench.file('payloads.jsonl', numbered(200));
    const executed: number[] = [];
    let isThrottling = true;
    bench.answer(({ id }: { id: number }) => {
      if (isThrottling && id !== 2) return json(429, {});
      executed.push(id);
      return json(200, { id });
    });
    const step = await bench.run({ 'max-throttled': '2s', 'fail-on': 'never', concurrency: '20' });
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'rate-limited' } });
    const message =
      /The platform has throttled since \d\d:\d\d:\d\d UTC \(.*\), and accepted no line for max-throttled \(2\.0 s\)/;
    for (const view of [step.outputs['error-message'], step.log.named('error')[0]?.data, step.summary]) {
      expect(view).toMatch(message);
    }
    expect(JSON.parse(step.outputs['result'] ?? '')).toMatchObject({ mayHaveRun: 0 });
    isThrottling = false;
    const resumed = await bench.run({ 'resume-file': keep(step) });
    expect(resumed).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
    expect(executed.sort((a, b) => a - b)).toEqual(numbered(200).map(({ id }) => id));
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

  test('resuming invokes nothing that ran and failed, unless resume says so, and nothing that succeeded', async () => {
    const inputs = { expect: '{"ok":true}' };
    bench.file('payloads.jsonl', numbered(3));
    bench.answer(({ id }: { id: number }) => (id === 2 ? json(901, {}) : json(200, { ok: id !== 3 })));
    const first = keep(await bench.run(inputs));
    bench.answer(() => json(200, { ok: true }));
    const second = await bench.run({ ...inputs, 'resume-file': first });
    expect(bench.payloads).toEqual([]);
    expect(second).toMatchObject({ exitCode: 1, outputs: { outcome: 'function-failed', attempts: '0' } });
    expect(second.outputs['error-message']).toContain(
      '2 of the failed lines ran (2 and 3): set resume to failed',
    );
    const third = await bench.run({ ...inputs, 'resume-file': keep(second), resume: 'failed' });
    expect(bench.payloads).toEqual([{ id: 2 }, { id: 3 }]);
    expect(third).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
    bench.answer();
    const fourth = await bench.run({ ...inputs, 'resume-file': keep(third), resume: 'failed, unknown' });
    expect(fourth).toMatchObject({ exitCode: 0, outputs: { outcome: 'success', attempts: '0' } });
    expect(bench.platform.arrived.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(rowsOf(fourth)).toHaveLength(3);
  });

  test('a killed line stays red, also with fail-on never, and the message names the lines and both ways to settle them', async () => {
    const resumeFile = keep(await runEndedBy('SIGKILL'));
    bench.answer();
    const unsettled = await bench.run({ 'resume-file': resumeFile, 'fail-on': 'never' });
    expect(unsettled).toMatchObject({ exitCode: 1, outputs: { outcome: 'aborted' } });
    const [annotation] = unsettled.log.named('error');
    for (const text of [unsettled.outputs['error-message'], annotation?.data, unsettled.summary]) {
      expect(text).toContain(
        '2 of the failed lines may have run (3 and 4): check whether they did, then set resume to unknown to invoke them again, or to accept-unknown to count them as done.',
      );
    }
    const accepted = await bench.run({ 'resume-file': keep(unsettled), resume: 'accept-unknown' });
    expect(accepted).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
    expect(accepted.summary).toContain('All 8 lines are done; 2 accepted, which may not have run');
    expect(rowsOf(accepted)[2]).toMatchObject({ delivery: 'unknown', accepted: true });
    expect(bench.payloads).toEqual(numbered(8).slice(4));
  });

  test('resuming is rejected with the result-file of another function, and the message names both', async () => {
    const other = '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11';
    bench.file('payloads.jsonl', numbered(3));
    const resumeFile = keep(await bench.run({ 'lambda-uuid': other }));
    bench.answer();
    const step = await bench.run({ 'resume-file': resumeFile });
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'invalid-options' } });
    expect(step.outputs['error-message']).toContain(
      `resume-file is the result-file of function ${other} of account ${ACCOUNT}, but this run invokes function ${LAMBDA} of account ${ACCOUNT}`,
    );
    expect(bench.platform.arrived).toEqual([]);
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
