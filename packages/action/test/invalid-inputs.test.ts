import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FakeRunner, type Step } from '@lp-faas/testing/fake-runner';
import { ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { OUTPUT_NAMES } from '../src/report/outputs.js';

const LAMBDA = '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10';
const runner = new FakeRunner();
let platform: ScriptedPlatform;

beforeAll(async () => {
  platform = await ScriptedPlatform.start();
});
afterAll(async () => {
  await platform[Symbol.asyncDispose]();
  runner[Symbol.dispose]();
});

function good(): Record<string, string> {
  return {
    'account-id': '12345678',
    'client-id': 'id',
    'client-secret': 'S3cret-canary',
    'lambda-uuid': LAMBDA,
    'domain-api': platform.url,
  };
}

function expectRefused(step: Step): string {
  expect(step.exitCode).toBe(1);
  expect(step.outputs).toMatchObject({
    outcome: 'invalid-options',
    'error-code': 'invalid-options',
    attempts: '0',
  });
  expect(step.outputs['delivery']).toBe('not-sent');
  expect(Object.keys(step.outputs)).toHaveLength(OUTPUT_NAMES.length);
  expect(step.log.named('error')).toHaveLength(1);
  expect(platform.arrived).toEqual([]);
  return step.outputs['error-message'] ?? '';
}

test.each<[string, Record<string, string>, RegExp]>([
  ['an account that is a path', { 'account-id': '../x' }, /account-id must be 1 to 32 letters or digits/],
  ['a UUID that is none', { 'lambda-uuid': 'hello' }, /lambda-uuid must be a UUID/],
  [
    'a payload that is not JSON',
    { payload: '{"a": 1,\n "b": x}' },
    /payload is not JSON \(line 2, column 7\).*toJSON/,
  ],
  [
    'a payload twice',
    { payload: '{}', 'payload-file': 'p.json' },
    /payload-file must not be set beside payload/,
  ],
  ['a payload-file that is missing', { 'payload-file': 'p.json' }, /payload-file does not exist/],
  [
    'a payload-file outside',
    { 'payload-file': '../../../etc/passwd' },
    /payload-file (must lie|does not exist)/,
  ],
  ['a header without a colon', { headers: 'X-A: b\nnonsense' }, /headers line 2 must be "Name: value"/],
  ['a region of its own', { region: 'moon' }, /region must be one of auto, us, emea, apac/],
  ['a generation of its own', { generation: 'V2' }, /generation must be one of auto, v1, v2/],
  ['a region for v2', { region: 'us', generation: 'v2' }, /region must be auto for generation v2/],
  ['a timeout without a unit that it knows', { timeout: '5 minutes' }, /timeout must be a duration/],
  ['a fail-on of its own', { 'fail-on': 'sometimes' }, /fail-on must be one of any, platform, never/],
  ['a mode of its own', { mode: 'dry-run' }, /mode must be one of invoke, check/],
  ['a summary that is no boolean', { summary: 'yes' }, /summary must be true or false/],
  ['a Domain API over http', { 'domain-api': 'http://api.example.com' }, /domain-api must be an https URL/],
  ['a trusted domain of one label', { 'trusted-domains': 'com' }, /trusted-domains must be domains/],
  ['retries that are no number', { retries: 'many' }, /retries must be a whole number from 0 to 9/],
  ['too many retries', { retries: '10' }, /retries must be a whole number from 0 to 9/],
  ['an attempt-timeout of nothing', { 'attempt-timeout': '0s' }, /attempt-timeout must be a duration/],
  ['an idempotent that is no boolean', { idempotent: 'maybe' }, /idempotent must be true or false/],
  ['a mask-result that is no boolean', { 'mask-result': '1' }, /mask-result must be true or false/],
  ['an expect that is not JSON', { expect: '{"a": }' }, /expect is not JSON \(line 1, column 7\)/],
  ['a max-duration of words', { 'max-duration': 'quick' }, /max-duration must be a duration/],
  [
    'a secret in a document',
    { 'client-secret': '{"id":"x","secret":"S3cret-canary"}' },
    /client-secret must be the secret alone/,
  ],
  ['a misspelt input', { 'lambda-uid': 'x' }, /lambda-uid is no input .* \(did you mean lambda-uuid\?\)/],
  ['an event source with control characters', { 'event-source': 'a\u0001b' }, /event-source must be/],
])('%s is named and nothing is sent', async (_, inputs, message) => {
  expect(expectRefused(await runner.run({ ...good(), ...inputs }))).toMatch(message);
});

test('all missing and bad inputs are in one message', async () => {
  const inputs = { 'domain-api': platform.url, timeout: 'soon', payload: '{' };
  const message = expectRefused(await runner.run(inputs));
  for (const name of ['account-id', 'client-id', 'client-secret', 'lambda-uuid']) {
    expect(message).toContain(`${name} is missing`);
  }
  expect(message).toContain('timeout must be');
  expect(message).toContain('payload is not JSON');
  expect(message).toContain('workflows of forks and of Dependabot get no secrets');
});

test('fail-on never does not hide that nothing ran', async () => {
  expectRefused(await runner.run({ ...good(), 'account-id': '', 'fail-on': 'never' }));
});

test('no view repeats a bad value: it may be a misplaced secret', async () => {
  const canary = 'Misplaced-canary';
  const names = [
    'account-id',
    'lambda-uuid',
    'region',
    'timeout',
    'fail-on',
    'domain-api',
    'trusted-domains',
  ];
  const bad = Object.fromEntries(
    [...names, 'payload', 'headers', 'summary'].map((name) => [name, `${canary}!`]),
  );
  const step = await runner.run({ ...good(), ...bad });
  expectRefused(step);
  expect([step.raw, step.summary, JSON.stringify(step.outputs)].join('\n')).not.toContain(canary);
});
