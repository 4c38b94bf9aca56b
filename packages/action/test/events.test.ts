import { afterAll, expect, test } from '@jest/globals';
import { FakeRunner, type Step } from '@lp-faas/testing/fake-runner';
import { ACCOUNT, CREDENTIALS, json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';

const runner = new FakeRunner();
afterAll(() => runner[Symbol.dispose]());

const EVENT = 'controllerbot_messaging_new_conversation';
const ANSWERS = [
  { uuid: '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10', timestamp: '2026-01-01T00:00:00.000Z', result: 'hi' },
];

/** A gateway that has events, by the contract of v1. */
const gateway =
  (implemented: boolean, answers: unknown): Reply =>
  (response, request) => {
    const isQuestion = request.url.includes('/isImplemented');
    json(200, isQuestion ? { implemented } : answers)(response, request);
  };

async function stepWith(
  invocation: Reply,
  inputs: Record<string, string> = {},
): Promise<{ step: Step; asked: string[] }> {
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
    asked: arrived.map(({ method, url }) => `${method} ${url.split('?')[0]?.split('/').at(-1)}`),
  };
}

test('all functions of an event are invoked once somebody implements it; the result is the list', async () => {
  const { step, asked } = await stepWith(gateway(true, ANSWERS));
  expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'success', delivery: 'executed' } });
  expect(JSON.parse(step.outputs['result'] ?? '')).toEqual(ANSWERS);
  expect(asked).toEqual(['GET isImplemented', 'POST invoke']);
  expect(step.summary).toContain(EVENT);
});

test('an event that nobody implements is a failure, and nothing is sent to it', async () => {
  const { step, asked } = await stepWith(gateway(false, []));
  expect(step).toMatchObject({
    exitCode: 1,
    outputs: { outcome: 'function-not-found', delivery: 'not-sent', attempts: '0' },
  });
  expect(step.outputs['error-message']).toContain('No deployed function implements this event');
  expect(step.outputs['error-message']).toContain('event-id, skill-id and account-id');
  expect(asked).toEqual(['GET isImplemented']);
});

test('one whose last function went in between is one too: an empty list is no success', async () => {
  const { step } = await stepWith(gateway(true, []));
  expect(step).toMatchObject({
    exitCode: 1,
    outputs: { outcome: 'function-not-found', delivery: 'rejected', 'status-code': '200', attempts: '1' },
  });
});

test('generation v2 says by itself that nobody listens, and is not asked before', async () => {
  const { step, asked } = await stepWith(json(404, { code: 'com.liveperson.faas.function.not-found' }), {
    generation: 'v2',
  });
  expect(step.outputs).toMatchObject({ outcome: 'function-not-found', delivery: 'rejected' });
  expect(asked).toEqual(['POST invoke']);
});

test('a skill is asked about and sent', async () => {
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

test('a question that fails ends the step before anything is invoked', async () => {
  const { step, asked } = await stepWith(json(403, {}));
  expect(step.outputs).toMatchObject({ outcome: 'forbidden', delivery: 'not-sent' });
  expect(asked).toEqual(['GET isImplemented']);
});

test.each<[string, Record<string, string>, RegExp]>([
  [
    'beside a function',
    { 'lambda-uuid': '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10' },
    /event-id must not be set beside lambda-uuid/,
  ],
  ['neither', { 'event-id': '' }, /lambda-uuid is missing \(or an event-id\)/],
  ['a skill alone', { 'event-id': '', 'skill-id': '1' }, /skill-id must not be set without event-id/],
  ['a way out of its path', { 'event-id': '..' }, /event-id must be 1 to 256 characters/],
])('an event that is named wrongly is an invalid input: %s', async (_, inputs, message) => {
  const { step, asked } = await stepWith(gateway(true, ANSWERS), inputs);
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'invalid-options' } });
  expect(step.outputs['error-message']).toMatch(message);
  expect(asked).toEqual([]);
});
