import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { HEADLINES } from '@lp-faas/job';
import { BatchBench } from './support/batch-bench.js';

let bench: BatchBench;
beforeAll(async () => {
  bench = await BatchBench.start();
});
beforeEach(() => bench.answer());
afterAll(() => bench[Symbol.asyncDispose]());

test('a batch whose result-file cannot be opened sends nothing, and sets its outputs', async () => {
  bench.file('payloads.jsonl', [1, 2, 3]);
  const noFolder = join(bench.runner.workspace, 'payloads.jsonl');
  const step = await bench.run({ 'fail-on': 'never' }, undefined, { RUNNER_TEMP: noFolder });
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'file-error', delivery: 'not-sent' } });
  expect(step.outputs['error-message']).toMatch(/RUNNER_TEMP.*not a directory \(ENOTDIR\)/);
  expect(step.log.named('error')[0]?.properties['title']).not.toContain(HEADLINES.aborted);
  expect(bench.platform.arrived).toEqual([]);
});

test('a batch on a full disk stops with a headline of its own, and names the error code', async () => {
  bench.file('payloads.jsonl', [1, 2, 3, 4, 5, 6]);
  const fullDisk = join(bench.runner.workspace, 'full-disk.mjs');
  // Fails like a full disk from the fifth record on.
  writeFileSync(
    fullDisk,
    `import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { writeSync } = fs;
    let records = 0;
    fs.writeSync = (file, text) => {
      if (!String(text).startsWith('{"line"')) return writeSync(file, text);
      records += 1;
      if (records > 4) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      return writeSync(file, text);
    };
    syncBuiltinESMExports();`,
  );
  const environment = { NODE_OPTIONS: `--import=${pathToFileURL(fullDisk).href}` };
  const step = await bench.run({ concurrency: '1', 'fail-on': 'never' }, undefined, environment);
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'file-error' } });
  expect(step.outputs['error-message']).toMatch(/^The result-file could not be written: ENOSPC.*RUNNER_TEMP/);
  const title = step.log.named('error')[0]?.properties['title'];
  expect(title).toContain('result-file');
  expect(title).not.toContain(HEADLINES.aborted);
  expect(step.log.named('error')[0]?.data).toContain('docs/errors.md#file-error');
  expect(step.summary).toContain('The result-file could not be written');
  expect(bench.payloads).toHaveLength(2);
});
