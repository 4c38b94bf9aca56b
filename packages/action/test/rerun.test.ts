import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { rerunAdvice } from '../src/rerun.js';
import { BatchBench } from './support/batch-bench.js';

const BATCH = { 'payloads-file': 'payloads.jsonl', 'resume-file': '' };

test.each(['2', '13'])('a batch that starts anew in attempt %s of a run gets a warning', (attempt) => {
  expect(rerunAdvice({ GITHUB_RUN_ATTEMPT: attempt }, BATCH)?.message).toBe(
    `This is attempt ${attempt} of the workflow run, and resume-file is not set: the batch starts anew and invokes every line, also those that ran in an earlier attempt. To resume, keep result-file as an artifact and pass it as resume-file; examples/workflows/batch-backfill.yml shows how.`,
  );
});

test.each<[string, NodeJS.ProcessEnv, typeof BATCH]>([
  ['a first attempt', { GITHUB_RUN_ATTEMPT: '1' }, BATCH],
  ['no attempt', {}, BATCH],
  ['a nonsense attempt', { GITHUB_RUN_ATTEMPT: 'x' }, BATCH],
  ['a resumed batch', { GITHUB_RUN_ATTEMPT: '2' }, { ...BATCH, 'resume-file': 'earlier.jsonl' }],
  ['a single invocation', { GITHUB_RUN_ATTEMPT: '2' }, { ...BATCH, 'payloads-file': '' }],
])('%s gets no warning', (_, environment, inputs) => {
  expect(rerunAdvice(environment, inputs)).toBeUndefined();
});

test('the warning is an annotation of the step, which runs', async () => {
  await using bench = await BatchBench.start();
  writeFileSync(join(bench.runner.workspace, 'payloads.jsonl'), '1\n');
  bench.answer();
  const step = await bench.run({}, undefined, { GITHUB_RUN_ATTEMPT: '2' });
  expect(step.exitCode).toBe(0);
  expect(step.log.named('warning').map(({ properties }) => properties['title'])).toEqual([
    'LivePerson Functions: the batch starts anew',
  ]);
});
