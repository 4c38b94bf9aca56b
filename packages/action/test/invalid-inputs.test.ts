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
  ['an account-id that is a path', { 'account-id': '../x' }, /account-id /],
  ['a lambda-uuid that is not a UUID', { 'lambda-uuid': 'hello' }, /lambda-uuid .*UUID/],
  [
    'a payload that is not JSON',
    { payload: '{"a": 1,\n "b": x}' },
    /payload .*JSON \(line 2, column 7\).*toJSON/,
  ],
  [
    'a payload and a payload-file',
    { payload: '{}', 'payload-file': 'p.json' },
    /payload-file cannot be combined with payload/,
  ],
  [
    'a payload-file that is missing',
    { 'payload-file': 'data/p.json' },
    /payload-file does not exist: there is no data\/p\.json in the workspace, \/.*\/workspace \(did you forget actions\/checkout\?\)/,
  ],
  [
    'a payload in place of its file',
    { 'payload-file': '{"name":"Ada"}' },
    /payload-file must be the path of a file, not JSON/,
  ],
  ['a payload-file that is a folder', { 'payload-file': '/tmp' }, /payload-file must be /],
  [
    'a payload-file outside the workspace',
    { 'payload-file': '../../../etc/passwd' },
    /payload-file (must be inside|does not exist)/,
  ],
  ['a header without a colon', { headers: 'X-A: b\nnonsense' }, /headers line 2 .*"Name: value"/],
  [
    'headers as a JSON object',
    { headers: '{"X-A": "1"}' },
    /headers must be lines such as X-Language: de, not JSON/,
  ],
  ['headers as a JSON list', { headers: '[{"key": "X-A"}]' }, /headers must be lines .*, not JSON/],
  [
    'a header value with a lone carriage return',
    { headers: 'X-A: 1\nX-B: a\rX-C: b' },
    /headers line 2 contains a control character, such as a carriage return/,
  ],
  ['an unknown region', { region: 'moon' }, /region .*auto, us, emea, apac/],
  ['an unknown generation', { generation: 'V2' }, /generation .*auto, v1, v2/],
  ['a region with generation v2', { region: 'us', generation: 'v2' }, /region .*v2/],
  ['a timeout with an unknown unit', { timeout: '5 minutes' }, /timeout .*duration/],
  [
    'a wait-for-function without a unit that exists',
    { 'wait-for-function': '10 min' },
    /wait-for-function must be 0, or a duration/,
  ],
  ['an unknown fail-on', { 'fail-on': 'sometimes' }, /fail-on .*any, platform, never/],
  ['an unknown mode', { mode: 'dry-run' }, /mode .*invoke, check/],
  ['a summary that is not a boolean', { summary: 'yes' }, /summary .*true or false/],
  ['a Domain API over http', { 'domain-api': 'http://api.example.com' }, /domain-api .*https/],
  ['a trusted domain with a single label', { 'trusted-domains': 'com' }, /trusted-domains /],
  ['retries that are not a number', { retries: 'many' }, /retries .*0 to 9/],
  ['too many retries', { retries: '10' }, /retries .*0 to 9/],
  ['an attempt-timeout of zero', { 'attempt-timeout': '0s' }, /attempt-timeout .*duration/],
  ['an idempotent that is not a boolean', { idempotent: 'maybe' }, /idempotent .*true or false/],
  ['a mask-result that is not a boolean', { 'mask-result': '1' }, /mask-result .*true or false/],
  ['an expect that is not JSON', { expect: '{"a": }' }, /expect .*JSON \(line 1, column 7\)/],
  ['a max-duration without a number', { 'max-duration': 'quick' }, /max-duration .*duration/],
  [
    'a client-secret inside a JSON document',
    { 'client-secret': '{"id":"x","secret":"S3cret-canary"}' },
    /client-secret .*JSON document/,
  ],
  ['a misspelt input', { 'lambda-uid': 'x' }, /lambda-uid .*did you mean lambda-uuid\?/],
  ['an event-source with control characters', { 'event-source': 'a\u0001b' }, /event-source /],
])('an invalid input is named, and nothing is sent: %s', async (_, inputs, message) => {
  expect(expectRefused(await runner.run({ ...good(), ...inputs }))).toMatch(message);
});

test.each([
  ['ACT', 'act'],
  ['GITEA_ACTIONS', 'Gitea'],
  ['FORGEJO_ACTIONS', 'Forgejo'],
])(
  'where %s is true, a misspelt input is a warning: %s passes on the inputs of a surrounding action',
  async (variable, name) => {
    await using own = await ScriptedPlatform.start();
    const inputs = { ...good(), 'domain-api': own.url, 'account-id': own.options.accountId };
    const step = await runner.run({ ...inputs, 'lambda-uid': 'x', unrelated: 'y' }, { [variable]: 'true' });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
    const [warning, ...others] = step.log.named('warning');
    expect(others).toEqual([]);
    expect(warning?.properties['title']).toBe('LivePerson Functions: unknown input');
    expect(warning?.data).toBe(
      `lambda-uid is not an input of this action (did you mean lambda-uuid?). It is ignored, because ${name} passes on the inputs of a surrounding action.`,
    );
    const refused = await runner.run({ ...inputs, 'lambda-uid': 'x' }, { [variable]: 'false' });
    expect(refused).toMatchObject({ exitCode: 1, outputs: { outcome: 'invalid-options' } });
    const invalid = await runner.run({ ...inputs, timeout: 'soon' }, { [variable]: 'true' });
    expect(invalid).toMatchObject({ exitCode: 1, outputs: { outcome: 'invalid-options' } });
  },
);

test('one message names all missing and invalid inputs', async () => {
  const inputs = { 'domain-api': platform.url, timeout: 'soon', payload: '{' };
  const message = expectRefused(await runner.run(inputs));
  for (const name of ['account-id', 'client-id', 'client-secret', 'lambda-uuid']) {
    expect(message).toContain(`${name} `);
  }
  expect(message).toMatch(/timeout .*duration/);
  expect(message).toMatch(/payload .*JSON/);
  expect(message).toMatch(/client-secret .*Dependabot/);
});

test('invalid inputs fail the step even with fail-on never', async () => {
  expectRefused(await runner.run({ ...good(), 'account-id': '', 'fail-on': 'never' }));
});

test('an invalid value is not shown anywhere: it may be a misplaced secret', async () => {
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
