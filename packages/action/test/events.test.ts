import { afterAll, expect, test } from '@jest/globals';
import { FakeRunner, type Step } from '@lp-faas/testing/fake-runner';
import { ACCOUNT, CREDENTIALS, json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';

const runner = new FakeRunner();
afterAll(() => runner[Symbol.dispose]());

const EVENT = 'controllerbot_messaging_new_conversation';
const ANSWERS = [
  { uuid: '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10', timestamp: '2026-01-01T00:00:00.000Z', result: 'hi' },
];

/** A gateway of generation v1, with or without a function that implements the event. */
const gateway =
  (implemented: boolean, answers: unknown): Reply =>
  (response, request) => {
    const isCheck = request.url.includes('/isImplemented');
    json(200, isCheck ? { implemented } : answers)(response, request);
  };

async function stepWith(
  invocation: Reply,
  inputs: Record<string, string> = {},
): Promise<{ step: Step; requests: string[] }> {
  await using platform = await ScriptedPlatform.start({ invocation });
  const usual = {
    'account-id': ACCOUNT,
    'client-id': CREDENTIALS.clientId,
    'client-secret': CREDENTIALS.clientSecret,
    'event-id': EVENT,
    'domain-api': platform.url,
  };
  const step = await runner.run({ ...usual, ...inputs });
  const arrived = platform.arrived.filter(({ service }) => service === 'invocation');
  return {
    step,
    requests: arrived.map(({ method, url }) => `${method} ${url.split('?')[0]?.split('/').at(-1)}`),
  };
}

test('an event that a function implements is invoked; the result is the list of results', async () => {
  const { step, requests } = await stepWith(gateway(true, ANSWERS));
  expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'success', delivery: 'executed' } });
  expect(JSON.parse(step.outputs['result'] ?? '')).toEqual(ANSWERS);
  expect(requests).toEqual(['GET isImplemented', 'POST invoke']);
  expect(step.summary).toContain(EVENT);
});

test('an event that no function implements is function-not-found, and is not invoked', async () => {
  const { step, requests } = await stepWith(gateway(false, []));
  expect(step).toMatchObject({
    exitCode: 1,
    outputs: { outcome: 'function-not-found', delivery: 'not-sent', attempts: '0' },
  });
  for (const name of ['event-id', 'skill-id', 'account-id']) {
    expect(step.outputs['error-message']).toContain(name);
  }
  expect(requests).toEqual(['GET isImplemented']);
});

test('an event that returns an empty list is function-not-found: its last function was undeployed in between', async () => {
  const { step } = await stepWith(gateway(true, []));
  expect(step).toMatchObject({
    exitCode: 1,
    outputs: { outcome: 'function-not-found', delivery: 'rejected', 'status-code': '200', attempts: '1' },
  });
});

test('with generation v2, an event is invoked without a check: the gateway itself reports a missing function', async () => {
  const { step, requests } = await stepWith(json(404, { code: 'com.liveperson.faas.function.not-found' }), {
    generation: 'v2',
  });
  expect(step.outputs).toMatchObject({ outcome: 'function-not-found', delivery: 'rejected' });
  expect(requests).toEqual(['POST invoke']);
});

test('skill-id is sent with the check of the event and with the invocation', async () => {
  await using platform = await ScriptedPlatform.start({ invocation: gateway(true, ANSWERS) });
  const step = await runner.run({
    'account-id': ACCOUNT,
    'client-id': CREDENTIALS.clientId,
    'client-secret': CREDENTIALS.clientSecret,
    'event-id': EVENT,
    'skill-id': '4711',
    'domain-api': platform.url,
  });
  expect(step.exitCode).toBe(0);
  const urls = platform.arrived.filter(({ service }) => service === 'invocation').map(({ url }) => url);
  expect(urls).toHaveLength(2);
  for (const url of urls) expect(url).toContain('skillId=4711');
});

test('a check of the event that fails ends the step before anything is invoked', async () => {
  const { step, requests } = await stepWith(json(403, {}));
  expect(step.outputs).toMatchObject({ outcome: 'forbidden', delivery: 'not-sent' });
  // The question is asked again with a new token, once; nothing is invoked.
  expect(requests).toEqual(['GET isImplemented', 'GET isImplemented']);
});

test.each<[string, Record<string, string>, RegExp]>([
  [
    'together with a function',
    { 'lambda-uuid': '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10' },
    /event-id .*lambda-uuid/,
  ],
  ['neither event nor function', { 'event-id': '' }, /lambda-uuid .*event-id/],
  ['a skill without an event', { 'event-id': '', 'skill-id': '1' }, /skill-id .*event-id/],
  ['a relative path', { 'event-id': '..' }, /event-id /],
])('an event that is given incorrectly is an invalid input: %s', async (_, inputs, message) => {
  const { step, requests } = await stepWith(gateway(true, ANSWERS), inputs);
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'invalid-options' } });
  expect(step.outputs['error-message']).toMatch(message);
  expect(requests).toEqual([]);
});
