import { describe, expect, test } from '@jest/globals';
import { type JobFiles, type JobOutcome, outcomeOf, Secrets } from '@lp-faas/job';
import { reportOutcome } from '../src/report/log.js';
import { publishOutcome } from '../src/report/publish.js';
import type { Annotation, Runner } from '../src/runner.js';

const files = { newResultFile: () => '/none/result.json', resultFolder: 'the folder' } as unknown as JobFiles;
const success = (resultJson: string): JobOutcome =>
  outcomeOf({ outcome: 'success', delivery: 'executed', durationMs: 1, resultJson });

describe('an output takes a result of up to 450,000 characters', () => {
  test.each([
    [450_000, 'false'],
    [450_001, 'true'],
  ])('%i characters: truncated %s', (length, isTruncated) => {
    const outputs: Record<string, string> = {};
    const runner = {
      setOutputs: (given: Record<string, string>) => Object.assign(outputs, given),
      warning: () => undefined,
    } as unknown as Runner;
    const secrets = new Secrets(() => undefined);
    publishOutcome(success('1'.repeat(length)), false, { runner, files, secrets });
    expect(outputs['result-truncated']).toBe(isTruncated);
  });
});

describe('an annotation shows a message of up to 3500 characters, and the beginning of a longer one', () => {
  test.each([
    [3500, 'x'.repeat(3500)],
    [3501, `${'x'.repeat(3500)}…`],
  ])('%i characters', (length, shown) => {
    const annotations: Annotation[] = [];
    const runner = { error: (annotation: Annotation) => annotations.push(annotation) } as unknown as Runner;
    const facts = { delivery: 'unknown', durationMs: 1 } as const;
    const outcome = outcomeOf({ ...facts, outcome: 'timeout', errorMessage: 'x'.repeat(length) });
    reportOutcome(outcome, { runner, isFailure: true, docs: 'DOCS', resultOutputs: [] });
    expect(annotations.map(({ message }) => message.split('\n')[0])).toEqual([shown]);
  });
});
