import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { Bench, expectClean } from './support/bench.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench[Symbol.asyncDispose]());

/** The README's own example, whose inputs a stranger copies. */
function shownInputs(): Record<string, string> {
  const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
  const section = readme.split('### As a smoke test')[1] ?? '';
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(section) ?? [];
  const [step] = parse(yaml) as { with: Record<string, string> }[];
  return step?.with ?? {};
}

const { expect: expected = '', 'max-duration': maxDuration = '' } = shownInputs();
const wanted = { expect: expected, 'max-duration': maxDuration };

test('a function that answers as expected passes', async () => {
  const payload = JSON.stringify({ ...JSON.parse(expected), version: '1.2.3' });
  const done = await bench.step('echo', { ...wanted, payload });
  expect(done).toMatchObject({ exitCode: 0, outputs: { outcome: 'success', result: payload } });
});

test('one that does not fails the step, which shows the difference in log and summary', async () => {
  const payload = '{"status":"##[add-mask]::error::x","checks":[{"name":"crm"}]}';
  const done = await bench.step('echo', { ...wanted, payload });
  expect(done.exitCode).toBe(1);
  const outputs = { outcome: 'expectation-failed', 'error-code': 'expectation-failed', delivery: 'executed' };
  expect(done.outputs).toMatchObject({ ...outputs, result: payload, 'status-code': '200' });
  const message = '$.status is another string; $.checks has 1 items instead of 2';
  expect(done.outputs['error-message']).toContain(message);
  expect(done.log.named('error')[0]?.data).toContain(`not as expected: ${message}`);
  expect(done.log.text).toContain('-   "status": "ok"');
  expect(done.summary).toContain('-   &quot;status&quot;: &quot;ok&quot;');
  expectClean(done);
});

test('one that is slower than it may be fails the step and is not cut off', async () => {
  const done = await bench.step('nothing', { 'max-duration': '1ms' });
  expect(done).toMatchObject({ exitCode: 1, outputs: { outcome: 'expectation-failed', result: 'null' } });
  expect(done.outputs['error-message']).toMatch(/it took \d+ ms, which is more than 1 ms/);
});

test.each([
  ['any', 1],
  ['platform', 0],
  ['never', 0],
])('fail-on %s takes it for a failure of the function: exit code %i', async (failOn, exitCode) => {
  const done = await bench.step('nothing', { expect: '{}', 'fail-on': failOn });
  expect(done).toMatchObject({ exitCode, outputs: { outcome: 'expectation-failed' } });
});

test('no value of a masked result is in the difference', async () => {
  const inputs = { ...wanted, payload: '{"status":"Canary1","checks":[]}', 'mask-result': 'true' };
  const done = await bench.step('echo', inputs);
  expect(done.outputs['outcome']).toBe('expectation-failed');
  expect(done.log.text).not.toContain('Canary1');
  expect(done.summary).not.toContain('Canary1');
});

test('a function that fails is withExpectation by that alone', async () => {
  const done = await bench.step('fail', wanted);
  expect(done.outputs['outcome']).toBe('function-failed');
});
