import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FakeRunner, type Step } from '@lp-faas/testing/fake-runner';
import { CREDENTIALS, json, LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';

/** Compares whole texts: whoever changes a word of a report, or forgets a part of it, sees it here. */
const runner = new FakeRunner();
let platform: ScriptedPlatform;
beforeAll(async () => {
  platform = await ScriptedPlatform.start();
});
afterAll(async () => {
  await platform[Symbol.asyncDispose]();
  runner[Symbol.dispose]();
});

function run(inputs: Record<string, string>): Promise<Step> {
  const given = {
    'account-id': platform.options.accountId,
    'client-id': CREDENTIALS.clientId,
    'client-secret': CREDENTIALS.clientSecret,
    'lambda-uuid': LAMBDA,
    'domain-api': platform.url,
    ...inputs,
  };
  return runner.run(given);
}

const PAGE = 'https://github.com/org/lp-faas-invoke/blob/HEAD/docs/errors.md';

/** The lines of a text, with a placeholder for what differs from run to run. */
const linesOf = (text: string): string[] =>
  text
    .replaceAll(platform.url, 'URL')
    .replaceAll(new URL(platform.url).host, 'HOST')
    .replaceAll(LAMBDA, 'FUNCTION')
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'ID')
    .replace(/\b\d+(\.\d)? m?s\b/g, 'TIME')
    .trim()
    .split('\n');

/** The log without masks, which a person does not see. */
const logOf = ({ raw }: Step): string[] => linesOf(raw.replace(/^::add-mask::.*\n/gm, ''));

const INPUTS = ['::group::Inputs', 'account-id: 12345678', 'lambda-uuid: FUNCTION', 'domain-api: URL'];
const requests = (status: number): string[] => [
  '::group::Invoking function FUNCTION of account 12345678',
  'GET URL/api/account/12345678/service/faasGW/baseURI.json: 200 after TIME',
  'GET URL/api/account/12345678/service/sentinel/baseURI.json: 200 after TIME',
  'POST URL/sentinel/api/account/12345678/app/token: 200 after TIME',
  `POST URL/api/account/12345678/lambdas/FUNCTION/invoke: ${status} after TIME`,
  '::endgroup::',
];
const facts = (...rows: [string, string][]): string[] => [
  '<table>',
  ...rows.map(([name, value]) => `<tr><th align="left">${name}</th><td>${value}</td></tr>`),
  '</table>',
];
const link = (code: string): string =>
  `<p><a href="${PAGE}#${code}">What to do about <code>${code}</code></a></p>`;
const sorted = (lines: readonly string[]): string[] => [...lines].sort();

test('the report of a success', async () => {
  platform.set('invocation', json(200, { greeting: 'Hello', id: 1 }));
  const step = await run({});
  // The two hosts are looked up at the same time.
  expect(sorted(logOf(step))).toEqual(
    sorted([
      ...INPUTS,
      '::endgroup::',
      ...requests(200),
      'The function ran: 200 from HOST (generation v1), after TIME (request id ID)',
      'Result: 27 characters of JSON, in the outputs result and result-file',
    ]),
  );
  expect(linesOf(step.summary)).toEqual([
    '<h3>✅ LivePerson Functions: The function ran</h3>',
    ...facts(
      ['Function', 'FUNCTION'],
      ['Account', '12345678'],
      ['Gateway', 'HOST (generation v1)'],
      ['Status', '200'],
      ['Did it run?', 'yes'],
      ['Attempts', '1'],
      ['Time', 'TIME'],
      ['Request id', 'ID'],
    ),
    '<p>Result</p>',
    '',
    '<pre lang="json"><code>{',
    '  &quot;greeting&quot;: &quot;Hello&quot;,',
    '  &quot;id&quot;: 1',
    '}</code></pre>',
  ]);
});

test('the report of a result that is not as expected', async () => {
  platform.set('invocation', json(200, { greeting: 'Hello', id: 1 }));
  const step = await run({ expect: '{"greeting":"Bye"}' });
  const message =
    'The function ran, but not as expected: $.greeting is "Hello", expected "Bye". Check what it did, or correct the expectation.';
  expect(sorted(logOf(step))).toEqual(
    sorted([
      ...INPUTS,
      'expect: 18 characters',
      '::endgroup::',
      ...requests(200),
      '::group::Expected and actual result',
      '- expected',
      '+ result',
      '',
      '  {',
      '-   "greeting": "Bye"',
      '+   "greeting": "Hello"',
      '  }',
      '::endgroup::',
      `::error title=LivePerson Functions%3A The function ran%2C but not as expected::${message}%0ADid the function run? yes (delivery: executed).%0ARequest id: ID%0AWhat to do about expectation-failed: ${PAGE}#expectation-failed`,
    ]),
  );
  expect(linesOf(step.summary)).toEqual([
    '<h3>❌ LivePerson Functions: The function ran, but not as expected</h3>',
    `<p>${message.replaceAll('"', '&quot;')}</p>`,
    link('expectation-failed'),
    ...facts(
      ['Function', 'FUNCTION'],
      ['Account', '12345678'],
      ['Gateway', 'HOST (generation v1)'],
      ['Status', '200'],
      ['Did it run?', 'yes'],
      ['Attempts', '1'],
      ['Time', 'TIME'],
      ['Request id', 'ID'],
    ),
    '<p>Expected and actual result</p>',
    '',
    '<pre lang="diff"><code>- expected',
    '+ result',
    '',
    '  {',
    '-   &quot;greeting&quot;: &quot;Bye&quot;',
    '+   &quot;greeting&quot;: &quot;Hello&quot;',
    '  }</code></pre>',
    '',
    '<p>Result</p>',
    '',
    '<pre lang="json"><code>{',
    '  &quot;greeting&quot;: &quot;Hello&quot;,',
    '  &quot;id&quot;: 1',
    '}</code></pre>',
  ]);
});

test('the report of a function that failed', async () => {
  const errorCode = 'com.liveperson.faas.handler.custom-failure';
  platform.set('invocation', json(901, { errorCode, errorMsg: 'no order' }));
  const step = await run({ 'fail-on': 'never' });
  const message = `The function ran and failed (${errorCode}): no order. See the function's log in LivePerson Functions. Invoking it again runs it again.`;
  expect(step.exitCode).toBe(0);
  expect(sorted(logOf(step))).toEqual(
    sorted([
      ...INPUTS,
      'fail-on: never',
      '::endgroup::',
      ...requests(901),
      `::warning title=LivePerson Functions%3A The function failed::${message}%0ADid the function run? yes (delivery: executed).%0ARequest id: ID%0AWhat to do about function-failed: ${PAGE}#function-failed`,
    ]),
  );
  expect(linesOf(step.summary)).toEqual([
    '<h3>❌ LivePerson Functions: The function failed</h3>',
    `<p>${message.replace("'", '&#39;')}</p>`,
    link('function-failed'),
    ...facts(
      ['Function', 'FUNCTION'],
      ['Account', '12345678'],
      ['Status', '901'],
      ['Did it run?', 'yes'],
      ['Attempts', '1'],
      ['Time', 'TIME'],
      ['Request id', 'ID'],
    ),
  ]);
});

test('the report of invalid inputs', async () => {
  const step = await run({ 'lambda-uuid': 'x', headers: '{"a":1}' });
  const message =
    'Invalid inputs: headers must be lines such as X-Language: de, not JSON; lambda-uuid must be a UUID such as FUNCTION; the Functions UI shows it. Correct them; nothing was sent.';
  expect(logOf(step)).toEqual([
    `::error title=LivePerson Functions%3A The inputs are invalid::${message}%0ADid the function run? no, nothing was sent (delivery: not-sent).%0AWhat to do about invalid-options: ${PAGE}#invalid-options`,
  ]);
  expect(linesOf(step.summary)).toEqual([
    '<h3>❌ LivePerson Functions: The inputs are invalid</h3>',
    `<p>${message}</p>`,
    link('invalid-options'),
    ...facts(['Did it run?', 'no, nothing was sent'], ['Time', 'TIME']),
  ]);
});

test('the report of a result that is only in a file says so', async () => {
  platform.set('invocation', json(200, 'x'.repeat(500_000)));
  const step = await run({ summary: 'false' });
  expect(logOf(step).slice(-3)).toEqual([
    '::warning title=LivePerson Functions%3A result only in a file::The result is not in the output result: it is too long for an output (500002 characters). Read it from result-file.',
    'The function ran: 200 from HOST (generation v1), after TIME (request id ID)',
    'Result: 500002 characters of JSON, in the output result-file',
  ]);
  expect(step.summary).toBe('');
});
