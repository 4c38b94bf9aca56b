import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { FunctionsErrorCode } from '@lp-faas/core';
import { functionsError } from '@lp-faas/core/testing';
import {
  DID_IT_RUN,
  type ErrorCode,
  HEADLINES,
  type JobOutcome,
  outcomeOf,
  passes,
  showInvisible,
} from '@lp-faas/job';
import { errorDocs } from '../src/report/error-docs.js';
import { reportOutcome } from '../src/report/log.js';
import type { Annotation, Runner } from '../src/runner.js';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8');

// The compiler ensures that every code has a headline.
const CODES = Object.keys(HEADLINES).filter((code) => code !== 'success');

/** Of the nodes of Node-RED alone. */
const OF_NODES = 'queue-full';

test('docs/errors.md has an entry for each error code, and no other entry', () => {
  const entries = [...PAGE.matchAll(/^### `(.*)`$/gm)].map(([, code]) => code);
  expect(entries).toEqual([...CODES, OF_NODES]);
});

/** The rows of the index by code: code, headline, deliveries, whether it is retried. */
const ROWS = [...PAGE.matchAll(/^\| \[`([\w-]+)`\]\(#\1\) +\| (.*?) +\| (.*?) +\| (.*?) +\|$/gm)];

test('the index of docs/errors.md has every code with its headline', () => {
  const shown = ROWS.map(([, code, headline]) => [code, headline]);
  const headlines = CODES.map((code) => [code, HEADLINES[code as ErrorCode]]);
  expect(shown).toEqual([...headlines, [OF_NODES, '(Node-RED only)']]);
});

test('the index of docs/errors.md has the delivery of every code of the library, and says what is retried', () => {
  const own = new Set<string>(['expectation-failed', 'file-error', OF_NODES]);
  const codes = ROWS.filter(([, code = '']) => !own.has(code));
  expect(codes.length).toBeGreaterThan(17);
  for (const [, code = '', , deliveries = '', retried = ''] of codes) {
    const error = functionsError(code as FunctionsErrorCode);
    expect([code, deliveries]).toEqual([code, expect.stringContaining(`\`${error.delivery}\``)]);
    const isNeverRetried = /^no\b/.test(retried);
    // What is transient is retried when it certainly did not run; a token that was refused is replaced.
    const { retryable } = functionsError(code as FunctionsErrorCode, { delivery: 'not-sent' });
    expect([code, isNeverRetried]).toEqual([code, !retryable && code !== 'forbidden']);
  }
});

test('each entry of docs/errors.md says what the error means and what to do', () => {
  const [byCode = ''] = PAGE.split('\n## By message\n');
  for (const entry of byCode.split(/^### /m).slice(1)) {
    const [meaning = '', advice = ''] = entry.split(/^\*\*What to do:\*\* /m);
    expect(meaning.split('\n').slice(1).join(' ').trim()).toMatch(/^\S.*\.$/s);
    expect(advice.trim()).toMatch(/^[a-z]/);
  }
});

test.each<[string, NodeJS.ProcessEnv, string]>([
  ['no variables', {}, 'https://github.com/org/lp-faas-invoke'],
  ['a fork', { GITHUB_ACTION_REPOSITORY: 'me/fork' }, 'https://github.com/me/fork'],
  [
    'another server',
    { GITHUB_ACTION_REPOSITORY: 'me/fork', GITHUB_SERVER_URL: 'https://git.example.com' },
    'https://git.example.com/me/fork',
  ],
  [
    'invalid variables',
    { GITHUB_ACTION_REPOSITORY: '../x">', GITHUB_SERVER_URL: 'javascript:x' },
    'https://github.com/org/lp-faas-invoke',
  ],
])(
  'the URL of an error’s documentation is in the repository of the action: %s',
  (_, environment, repository) => {
    expect(errorDocs('timeout', environment)).toBe(`${repository}/blob/HEAD/docs/errors.md#timeout`);
  },
);

const failure = outcomeOf({
  outcome: 'timeout',
  errorMessage: 'The call took too long. Allow more time.',
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
  reportOutcome(outcome, {
    runner,
    isFailure: true,
    docs: 'https://docs.example/#timeout',
    resultOutputs: [],
  });
  return annotation;
}

test('the annotation of a failure has its headline, its message, whether the function ran, and the documentation', () => {
  const { title, message = '' } = annotationOf(failure) ?? {};
  expect(title).toContain(HEADLINES.timeout);
  const [first, ran, docs] = message.split('\n');
  expect(first).toBe(failure.errorMessage);
  expect(ran).toContain(DID_IT_RUN.unknown);
  expect(docs).toContain('https://docs.example/#timeout');
});

test('an annotation stays within the length that the runner shows, and keeps its last line', () => {
  // A character that is shown as an escape takes six times the room.
  for (const character of ['x', '\u202e']) {
    const { message = '' } = annotationOf({ ...failure, errorMessage: character.repeat(100_000) }) ?? {};
    const shown = showInvisible(message);
    expect(shown.length).toBeLessThanOrEqual(4096);
    expect(shown).toContain('https://docs.example/#timeout');
  }
});

test('success passes with every fail-on, invalid inputs, a cancelled run and a file error with none', () => {
  for (const failOn of ['any', 'platform', 'never'] as const) {
    expect(passes({ ...failure, outcome: 'success' }, failOn)).toBe(true);
    expect(passes({ ...failure, outcome: 'invalid-options' }, failOn)).toBe(false);
    expect(passes({ ...failure, outcome: 'aborted' }, failOn)).toBe(false);
    expect(passes({ ...failure, outcome: 'file-error' }, failOn)).toBe(false);
    expect(passes({ ...failure, outcome: 'function-failed' }, failOn)).toBe(failOn !== 'any');
    expect(passes({ ...failure, outcome: 'expectation-failed' }, failOn)).toBe(failOn !== 'any');
    expect(passes(failure, failOn)).toBe(failOn === 'never');
  }
});
