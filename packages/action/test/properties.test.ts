import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FakeRunner, type Step } from '@lp-faas/testing/fake-runner';
import { CREDENTIALS, LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import fc from 'fast-check';
import { OUTPUT_NAMES } from '../src/report/outputs.js';
import { readPage, renderPage } from './support/summary-page.js';

/** Each run starts a process. */
const RUNS = { numRuns: 40, endOnFailure: true };

const runner = new FakeRunner();
let platform: ScriptedPlatform;
beforeAll(async () => {
  platform = await ScriptedPlatform.start();
});
afterAll(async () => {
  await platform[Symbol.asyncDispose]();
  runner[Symbol.dispose]();
});

/** Everything that is shown of a step. */
const viewsOf = ({ log, page, outputs }: Step): string =>
  [log.text, page, JSON.stringify(outputs), JSON.stringify(log.annotations)].join('\n');

const secrets = (): string[] => {
  const { clientSecret } = CREDENTIALS;
  const [, claims = ''] = platform.token.split('.');
  return [clientSecret, platform.token, claims];
};

/** Pieces of text that an attacker would send. */
const piece = fc.oneof(
  fc.constantFrom(
    '::error::fired',
    '::add-mask::deploy',
    '##[add-mask]deploy',
    '##[error]fired',
    '::stop-commands::t',
    '::set-output name=outcome::success',
    '\n',
    '\r\n',
    '\u0085',
    '\u2028',
    '</pre>',
    '</code></pre><script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '\n\n# Heading\n\n',
    '```\n',
    '| a | b |\n| - | - |\n',
    '[x](javascript:alert(1))',
    '&lt;b&gt;',
    '\u001b[31m',
    'ghadelimiter_0',
    'EOF',
  ),
  fc.constantFrom('secret', 'token', 'claims'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

/** Replaces the names of secrets by the secrets. */
function withSecrets(pieces: readonly string[]): string {
  const [secret = '', token = '', claims = ''] = secrets();
  const real: Readonly<Record<string, string>> = { secret, token, claims };
  return pieces.map((text) => real[text] ?? text).join('');
}

const text = fc.array(piece, { maxLength: 6 }).map((pieces) => ({ pieces }));

/** The responses of a function, or of a server in its place. */
const answer = fc.oneof(
  fc.record({ status: fc.constant(200), kind: fc.constant('json' as const), text }),
  fc.record({ status: fc.constant(200), kind: fc.constant('raw' as const), text }),
  fc.record({ status: fc.constantFrom(901, 400, 404, 500), kind: fc.constant('error' as const), text }),
);

function bodyOf(kind: 'json' | 'raw' | 'error', said: string): string {
  if (kind === 'raw') return said;
  if (kind === 'json') return JSON.stringify({ said, [said]: [said, null, 1.5] }, null, said.length % 3);
  return JSON.stringify({ errorCode: said, errorMsg: said, code: said, message: said });
}

const isJson = (body: string): boolean => {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
};

function expectHarmless(step: Step): void {
  const allowed = ['add-mask', 'error', 'group', 'endgroup', 'debug'];
  expect(step.log.commands.filter(({ name }) => !allowed.includes(name))).toEqual([]);
  expect(step.log.named('error').length).toBe(step.exitCode === 0 ? 0 : 1);
  const masked = step.log.named('add-mask').map(({ data }) => data);
  expect(
    masked.filter((mask) => !platform.token.includes(mask) && mask !== CREDENTIALS.clientSecret),
  ).toEqual([]);
  expect(Object.keys(step.outputs).sort()).toEqual([...OUTPUT_NAMES].sort());
  for (const secret of secrets()) expect(viewsOf(step)).not.toContain(secret);
}

function expectWholePage(step: Step): void {
  const { elements, faults } = readPage(renderPage(step.summary));
  expect(faults).toEqual([]);
  const row = 'table>tbody>tr';
  const table = ['table', 'table>tbody', row, `${row}>th align`, `${row}>td`];
  const own = ['h3', 'p', 'p>a href', 'p>a>code', ...table, 'pre lang', 'pre>code'];
  expect(elements.filter((element) => !own.includes(element))).toEqual([]);
  expect(elements.filter((element) => element === 'h3')).toHaveLength(1);
}

test('whatever a function returns or throws, no command is executed, no secret is shown, and the summary stays intact', async () => {
  const { accountId, credentials, domainApi } = platform.options;
  const inputs = {
    'account-id': accountId,
    'client-id': credentials.clientId,
    'client-secret': credentials.clientSecret,
    'lambda-uuid': LAMBDA,
    'domain-api': domainApi,
    expect: '{"said": ""}',
    retries: '0',
  };
  await fc.assert(
    fc.asyncProperty(answer, fc.boolean(), async ({ status, kind, text: { pieces } }, expects) => {
      const said = withSecrets(pieces);
      const body = bodyOf(kind, said);
      platform.set('invocation', (response) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(body);
      });
      const step = await runner.run(
        { ...inputs, expect: expects ? inputs.expect : '' },
        { RUNNER_DEBUG: '1' },
      );
      const isAnswer = status === 200 && isJson(body) && body.trim() !== '';
      const isExpected = !expects || (kind === 'json' && said === '');
      if (body.trim() !== '') expect(step.exitCode).toBe(isAnswer && isExpected ? 0 : 1);
      expectHarmless(step);
      expectWholePage(step);
    }),
    RUNS,
  );
}, 120_000);

test('the page reader of these tests finds elements and characters that do not belong in a summary', () => {
  const nasty = '<p>a</p>\n\n# Heading\n\n<svg onload=x></svg><img src=x onerror=y>';
  expect(readPage(renderPage(nasty)).elements).toEqual(['p', 'h1', 'p', 'p>svg onload', 'p>img src onerror']);
  expect(readPage(renderPage('<table><tr><td><p>a</table>')).elements).toContain('table>tbody>tr>td>p');
  expect(readPage('<p>\u0080</p>').faults).toEqual(['control-character-in-input-stream']);
});
