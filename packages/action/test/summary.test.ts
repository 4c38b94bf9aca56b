import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Outcome } from '../src/outcome.js';
import { renderSummary } from '../src/summary.js';

const docs = 'https://docs.example/#code';
const context = { accountId: '12345678', lambdaUuid: '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10', docs };
const success: Outcome = {
  outcome: 'success',
  resultJson: '{"greeting":"Hello Jörg"}',
  diff: '',
  statusCode: 200,
  errorMessage: '',
  delivery: 'executed',
  requestId: 'r-1',
  attempts: 1,
  durationMs: 12,
  host: 'va.faasgw.liveperson.net',
  generation: 'v1',
};

test('a success shows the function, the gateway, the time and the result', () => {
  const summary = renderSummary(success, context);
  for (const text of [context.lambdaUuid, 'va.faasgw.liveperson.net, v1', '200', '12 ms', 'Hello Jörg']) {
    expect(summary).toContain(text);
  }
});

test('a failure shows what failed and whether the function ran', () => {
  const failure: Outcome = {
    ...success,
    outcome: 'gateway-error',
    delivery: 'unknown',
    errorMessage: 'It failed.',
  };
  const summary = renderSummary({ ...failure, resultJson: '' }, context);
  for (const text of ['gateway-error', 'It failed.', 'it may have run']) expect(summary).toContain(text);
});

test('invalid inputs are not shown: one may be a misplaced secret', () => {
  const invalid: Outcome = {
    ...success,
    outcome: 'invalid-options',
    resultJson: '',
    errorMessage: 'account-id',
  };
  expect(
    renderSummary(invalid, { accountId: 'S3cret-canary', lambdaUuid: 'S3cret-canary', docs }),
  ).not.toContain('S3cret');
});

test('nothing in a result or a message can change the page', () => {
  const nasty = fc.constantFrom(
    '</pre>',
    '```',
    '\n\n# x',
    '| a |',
    '<script>',
    '](http://x)',
    '@team',
    '&lt;',
    "'",
    '"',
  );
  const text = fc.array(fc.oneof(nasty, fc.string()), { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (result, message) => {
      const summary = renderSummary(
        { ...success, resultJson: JSON.stringify({ [message]: result }) },
        context,
      );
      const tags = summary.match(/<[^>]*>/g) ?? [];
      const own = /^<\/?(h3|p|table|tr|th align="left"|th|td|pre lang="json"|pre|code|a)>$/;
      expect(tags.filter((tag) => !own.test(tag))).toEqual([]);
      const failure = renderSummary(
        { ...success, resultJson: '', outcome: 'function-failed', errorMessage: message },
        context,
      );
      // A blank line ends a block of HTML; behind it Markdown would apply.
      expect(failure.trimEnd()).not.toMatch(/\n\s*\n/);
    }),
  );
});

test('a long result is cut and says so', () => {
  const summary = renderSummary({ ...success, resultJson: JSON.stringify('x'.repeat(100_000)) }, context);
  expect(summary.length).toBeLessThan(6000);
  expect(summary).toContain('the first 4000 of 100002 characters');
});
