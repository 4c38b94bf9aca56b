import { expect, test } from '@jest/globals';
import { DID_IT_RUN, HEADLINES, type JobOutcome, outcomeOf } from '@lp-faas/job';
import fc from 'fast-check';
import { renderSummary, type SummaryInputs } from '../src/report/summary.js';

const DOCS = 'https://docs.example/#code';
const INPUTS: SummaryInputs = {
  'account-id': '12345678',
  'lambda-uuid': '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10',
  'event-id': '',
  'skill-id': '',
  region: 'auto',
};
const render = (outcome: JobOutcome, inputs: Partial<SummaryInputs> = {}): string =>
  renderSummary(outcome, { ...INPUTS, ...inputs }, DOCS);

const facts = {
  statusCode: 200,
  requestId: 'r-1',
  attempts: 1,
  durationMs: 12,
  delivery: 'executed',
} as const;
const success = outcomeOf({
  ...facts,
  outcome: 'success',
  resultJson: '{"greeting":"Hello Jörg"}',
  host: 'va.faasgw.liveperson.net',
  generation: 'v1',
});
const failure = (known: Partial<JobOutcome>): JobOutcome =>
  outcomeOf({ ...facts, outcome: 'gateway-error', errorMessage: 'It failed.', ...known });

test('the summary of a success shows the function, the gateway, the duration and the result', () => {
  const gateway = 'va.faasgw.liveperson.net (generation v1)';
  for (const text of [INPUTS['lambda-uuid'], gateway, '200', '12 ms', 'Hello Jörg']) {
    expect(render(success)).toContain(text);
  }
  expect(render({ ...success, durationMs: 1_234 })).toContain('1.2 s');
  expect(render({ ...success, durationMs: 125_678 })).toContain('2 min 5 s');
});

test('the summary shows invisible characters of ids, messages, diffs and results as escapes', () => {
  const outcome = failure({
    requestId: 'r\u202e1',
    errorMessage: 'no\u200bthing',
    diff: '-   "a\u00a0b"\n+   "a b"',
    resultJson: '"\u2066x"',
    tables: [],
  });
  const summary = render(outcome, { 'event-id': 'e\u00ad1', 'lambda-uuid': '' });
  for (const shown of ['r\\u202e1', 'no\\u200bthing', 'a\\u00a0b', '\\u2066x', 'e\\u00ad1']) {
    expect(summary).toContain(shown);
  }
});

test('the summary of an event shows the event and its skill', () => {
  const summary = render(success, { 'lambda-uuid': '', 'event-id': 'my_event', 'skill-id': '42' });
  for (const text of ['Event</th><td>my_event', 'Skill</th><td>42']) expect(summary).toContain(text);
  expect(summary).not.toContain('Function</th>');
});

test('the summary of a failure shows what failed, whether the function ran, and the documentation', () => {
  const summary = render(failure({ delivery: 'unknown' }), { region: 'emea' });
  const link = `<a href="${DOCS}">What to do about <code>gateway-error</code></a>`;
  for (const text of [HEADLINES['gateway-error'], 'It failed.', DID_IT_RUN.unknown, link, 'emea']) {
    expect(summary).toContain(text);
  }
});

test('the summary does not show invalid inputs: one may be a misplaced secret', () => {
  const canary = 'S3cret-canary';
  const inputs = { 'account-id': canary, 'lambda-uuid': canary, 'event-id': canary, 'skill-id': canary };
  expect(render(failure({ outcome: 'invalid-options' }), inputs)).not.toContain(canary);
});

test('the summary shows tables in place of the result', () => {
  const table = { head: ['Step', 'What <b>'], rows: [['token', 'a\n\n# b']] };
  const summary = render({ ...success, tables: [table] });
  expect(summary).toContain('<tr><th>Step</th><th>What &lt;b&gt;</th></tr>');
  expect(summary).toContain('<tr><td>token</td><td>a # b</td></tr>');
  expect(summary).not.toContain('greeting');
});

test('the summary shows a result unchanged that is nested too deeply to be indented', () => {
  const resultJson = '['.repeat(200_000) + ']'.repeat(200_000);
  expect(render({ ...success, resultJson })).toContain('[[[[');
});

test('nothing in a result or a message can change the summary page', () => {
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
      const summary = render({ ...success, resultJson: JSON.stringify({ [message]: result }), diff: result });
      const own =
        /^<\/?(h3|p|table|tr|th align="left"|th|td|pre lang="(?:json|diff)"|pre|code|a(?: href="https:\/\/docs\.example\/#code")?)>$/;
      const table = { head: [message], rows: [[result]] };
      const failed = render(failure({ errorMessage: message, tables: [table] }), { 'event-id': result });
      const tags = (summary + failed).match(/<[^>]*>/g) ?? [];
      expect(tags.filter((tag) => !own.test(tag))).toEqual([]);
      // A blank line ends a block of HTML; behind it Markdown would apply.
      expect(failed.trimEnd()).not.toMatch(/\n\s*\n/);
    }),
  );
});

test('the summary shows a result of up to 4000 characters, and the beginning of a longer one, and says so', () => {
  const [whole, longer] = [3998, 3999].map((length) => JSON.stringify('x'.repeat(length)));
  const shown = (text = ''): string => render({ ...success, resultJson: text });
  expect(shown(whole)).toContain(
    `<p>Result</p>\n\n<pre lang="json"><code>&quot;${'x'.repeat(3998)}&quot;</code>`,
  );
  expect(shown(longer)).toContain(
    `<p>Result (the first 4000 of 4001 characters)</p>\n\n<pre lang="json"><code>&quot;${'x'.repeat(3999)}…</code>`,
  );
});

test('the summary shows a difference of up to 16,000 characters, and the beginning of a longer one', () => {
  const shown = (length: number): string => render(failure({ diff: 'x'.repeat(length) }));
  expect(shown(16_000)).toContain(`<code>${'x'.repeat(16_000)}</code>`);
  expect(shown(16_001)).toContain(`<code>${'x'.repeat(16_000)}…</code>`);
});

test('the summary shows the region only where it explains a missing host', () => {
  const region = '<th align="left">Region</th><td>emea</td>';
  expect(render(failure({ host: '' }), { region: 'emea' })).toContain(region);
  expect(render(failure({ host: '' }), { region: 'auto' })).not.toContain('Region');
  expect(render(success, { region: 'emea' })).not.toContain('Region');
});
