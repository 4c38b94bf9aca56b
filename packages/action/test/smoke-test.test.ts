import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { parse } from 'yaml';
import { Bench, expectClean, SECRET } from './support/bench.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench[Symbol.asyncDispose]());

/** The inputs of the example in docs/action.md. */
function shownInputs(): Record<string, string> {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/action.md'), 'utf8');
  const section = page.split('## As a smoke test')[1] ?? '';
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(section) ?? [];
  const [step] = parse(yaml) as { with: Record<string, string> }[];
  return step?.with ?? {};
}

const { expect: expected = '', 'max-duration': maxDuration = '' } = shownInputs();
const expectation = { expect: expected, 'max-duration': maxDuration };

test('a result that fulfils the expectation passes', async () => {
  const payload = JSON.stringify({ ...JSON.parse(expected), version: '1.2.3' });
  const done = await bench.step('echo', { ...expectation, payload });
  expect(done).toMatchObject({ exitCode: 0, outputs: { outcome: 'success', result: payload } });
});

test('a result that does not fulfil the expectation fails the step, which shows both values in log and summary', async () => {
  const payload = '{"status":"##[add-mask]::error::x","checks":[{"name":"crm"}]}';
  const done = await bench.step('echo', { ...expectation, payload });
  expect(done.exitCode).toBe(1);
  const outputs = { outcome: 'expectation-failed', 'error-code': 'expectation-failed', delivery: 'executed' };
  expect(done.outputs).toMatchObject({ ...outputs, result: payload, 'status-code': '200' });
  expect(done.outputs['error-message']).toContain('$.status is a different string; $.checks has 1 item');
  expect(done.outputs['error-message']).not.toContain('error::x');
  const [annotation] = done.log.named('error');
  expect(annotation?.data).toMatch(/\$\.status is "##.*error::x", expected "ok"; \$\.checks has 1 item/);
  expect(done.summary).toMatch(/\$\.status is &quot;##.*error::x&quot;, expected &quot;ok&quot;/);
  expect(done.log.text).toContain('-   "status": "ok"');
  expect(done.summary).toContain('-   &quot;status&quot;: &quot;ok&quot;');
  expectClean(done);
});

test('right after a deployment, one step waits for the function and tests it, with a line of log for each poll', async () => {
  await using platform = await ScriptedPlatform.start();
  let requests = 0;
  platform.set('invocation', (response, request) => {
    requests += 1;
    json(requests === 1 ? 404 : 200, { status: 'ok' })(response, request);
  });
  const own = { 'account-id': platform.options.accountId, 'domain-api': platform.url };
  const inputs = { ...own, expect: '{"status":"ok"}', 'wait-for-function': '10m', retries: '0' };
  const done = await bench.step('echo', inputs);
  expect(done).toMatchObject({ exitCode: 0, outputs: { outcome: 'success', attempts: '2' } });
  expect(done.log.text).toMatch(
    /The function was not found \(poll 1\); waiting for it for 9 min 5\d s more\n/,
  );
  expect(done.log.text).toContain('The function was found (poll 2)\n');
  expect(requests).toBe(2);
});

test('a call that takes longer than max-duration fails the step, and is not cancelled', async () => {
  const done = await bench.step('nothing', { 'max-duration': '1ms' });
  expect(done).toMatchObject({ exitCode: 1, outputs: { outcome: 'expectation-failed', result: 'null' } });
  expect(done.outputs['error-message']).toMatch(/\d+ ms.* 1 ms/);
});

test.each([
  ['any', 1],
  ['platform', 0],
  ['never', 0],
])(
  'with fail-on %s, expectation-failed counts as a failure of the function: exit code %i',
  async (failOn, exitCode) => {
    const done = await bench.step('nothing', { expect: '{}', 'fail-on': failOn });
    expect(done).toMatchObject({ exitCode, outputs: { outcome: 'expectation-failed' } });
  },
);

test('with mask-result, a failed expectation shows no value of the result', async () => {
  const inputs = { ...expectation, payload: '{"status":"Canary1","checks":[]}', 'mask-result': 'true' };
  const done = await bench.step('echo', inputs);
  expect(done.outputs['outcome']).toBe('expectation-failed');
  // Shorter than what the runner masks, so that only leaving it out hides it.
  for (const view of [done.log.text, done.summary, done.outputs['error-message']]) {
    expect(view).not.toContain('Canary1');
  }
  for (const view of [done.log.text, done.summary]) expect(view).toContain('$.status is a different string');
});

test('a client secret in result or expectation is not shown by a failed expectation', async () => {
  const payload = JSON.stringify({ a: `${'x'.repeat(70)}${SECRET}`, b: 'short' });
  const expected = JSON.stringify({ a: 'no', b: `${'y'.repeat(70)}${SECRET}` });
  const done = await bench.step('echo', { payload, expect: expected });
  expect(done.outputs['outcome']).toBe('expectation-failed');
  expectClean(done);
  const [annotation] = done.log.named('error');
  for (const view of [annotation?.data, done.summary]) expect(view).not.toContain(SECRET.slice(0, 8));
});

test('the expectation is not checked when the function fails', async () => {
  const done = await bench.step('fail', expectation);
  expect(done.outputs['outcome']).toBe('function-failed');
});
