import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { HEADLINES, type JobOutcome, outcomeOf, passes } from '@lp-faas/job';
import { errorDocs } from '../src/report/error-docs.js';
import { reportOutcome } from '../src/report/log.js';
import type { Annotation, Runner } from '../src/runner.js';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8');

// The compiler sees to it that every code has a headline.
const CODES = Object.keys(HEADLINES).filter((code) => code !== 'success');

test('the page has an entry for each error code, and for nothing else', () => {
  const entries = [...PAGE.matchAll(/^### `(.*)`$/gm)].map(([, code]) => code);
  expect(entries).toEqual(CODES);
});

test('each entry says what the error means and what to do', () => {
  for (const entry of PAGE.split(/^### /m).slice(1)) {
    const [meaning = '', advice = ''] = entry.split(/^\*\*What to do:\*\* /m);
    expect(meaning.split('\n').slice(1).join(' ').trim()).toMatch(/^\S.*\.$/s);
    expect(advice.trim()).toMatch(/^[a-z]/);
  }
});

test.each<[string, NodeJS.ProcessEnv, string]>([
  ['nothing', {}, 'https://github.com/org/lp-faas-invoke'],
  ['a fork', { GITHUB_ACTION_REPOSITORY: 'me/fork' }, 'https://github.com/me/fork'],
  [
    'a server of its own',
    { GITHUB_ACTION_REPOSITORY: 'me/fork', GITHUB_SERVER_URL: 'https://git.example.com' },
    'https://git.example.com/me/fork',
  ],
  [
    'nonsense',
    { GITHUB_ACTION_REPOSITORY: '../x">', GITHUB_SERVER_URL: 'javascript:x' },
    'https://github.com/org/lp-faas-invoke',
  ],
])('the address of an entry is in the repository of the action: %s', (_, environment, repository) => {
  expect(errorDocs('timeout', environment)).toBe(`${repository}/blob/HEAD/docs/errors.md#timeout`);
});

const failure = outcomeOf({
  outcome: 'timeout',
  errorMessage: 'The time ran out. Allow more.',
  delivery: 'unknown',
  durationMs: 12,
});

function annotationOf(outcome: JobOutcome): Annotation | undefined {
  let annotation: Annotation | undefined;
  const runner = {
    error: (written: Annotation) => {
      annotation = written;
    },
  } as unknown as Runner;
  reportOutcome(outcome, { runner, failOn: 'any', docs: 'https://docs.example/#timeout' });
  return annotation;
}

test('an annotation says what failed, what to do, whether the function ran, and where to read on', () => {
  expect(annotationOf(failure)).toEqual({
    title: 'LivePerson Functions: The time ran out',
    message: [
      'The time ran out. Allow more.',
      'Did the function run? unknown, it may have run.',
      'What to do about timeout: https://docs.example/#timeout',
    ].join('\n'),
  });
});

test('an annotation keeps within what the runner shows, and keeps its end', () => {
  const { message = '' } = annotationOf({ ...failure, errorMessage: 'x'.repeat(100_000) }) ?? {};
  expect(message.length).toBeLessThanOrEqual(4096);
  expect(message).toContain('https://docs.example/#timeout');
});

test('only success passes every rule, and nothing lets invalid inputs pass', () => {
  for (const failOn of ['any', 'platform', 'never'] as const) {
    expect(passes({ ...failure, outcome: 'success' }, failOn)).toBe(true);
    expect(passes({ ...failure, outcome: 'invalid-options' }, failOn)).toBe(false);
    expect(passes({ ...failure, outcome: 'function-failed' }, failOn)).toBe(failOn !== 'any');
    expect(passes({ ...failure, outcome: 'expectation-failed' }, failOn)).toBe(failOn !== 'any');
    expect(passes(failure, failOn)).toBe(failOn === 'never');
  }
});
