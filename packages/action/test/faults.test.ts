import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { FakeRunner, type Step } from '@lp-faas/testing/fake-runner';
import { FAULTS } from '@lp-faas/testing/faults';
import {
  CREDENTIALS,
  json,
  LAMBDA,
  type Reply,
  ScriptedPlatform,
  type Service,
} from '@lp-faas/testing/scripted-platform';

const runner = new FakeRunner();
writeFileSync(join(runner.workspace, 'payloads.jsonl'), '1\n2\n');
afterAll(() => runner[Symbol.dispose]());

async function stepWith(
  replies: Partial<Record<Service, Reply>>,
  inputs: Record<string, string> = {},
): Promise<{ step: Step; executions: number; tokens: number }> {
  await using platform = await ScriptedPlatform.start(replies);
  const step = await runner.run({
    'account-id': platform.options.accountId,
    'client-id': CREDENTIALS.clientId,
    'client-secret': CREDENTIALS.clientSecret,
    'lambda-uuid': LAMBDA,
    'domain-api': platform.url,
    ...inputs,
  });
  return { step, executions: platform.count('invocation'), tokens: platform.count('token') };
}

/** The outcome of a fault, by the service that has it: domain, token, invocation. */
const BROKEN = ['domain-unavailable', 'token-unavailable', 'network-error'];
const SILENT = ['timeout', 'timeout', 'timeout'];
const NONSENSE = ['domain-unavailable', 'token-malformed', 'unexpected-response'];
const REFUSED = ['domain-unavailable', 'token-unavailable', 'unexpected-response'];

const OUTCOMES: Readonly<Record<string, readonly string[]>> = {
  'a body cut off against its Content-Length': BROKEN,
  'a chunked body without its end': BROKEN,
  'an answer that ends with the connection, half way': NONSENSE,
  'an empty answer that ends with the connection': NONSENSE,
  'no answer at all': SILENT,
  'headers, and then nothing': SILENT,
  'a body that stalls half way': SILENT,
  'a body that drips for ever': SILENT,
  'a body that floods for ever': REFUSED,
  'a reset connection': BROKEN,
  'a connection closed without a word': BROKEN,
  'a response that is not HTTP': BROKEN,
  'a page of HTML with status 200': NONSENSE,
  'a page of HTML with status 502': ['domain-unavailable', 'token-unavailable', 'gateway-error'],
  'a redirect to itself that keeps the method': REFUSED,
  'bytes that are not UTF-8': REFUSED,
};

/** Short where the deadline must end the step; elsewhere long enough for a busy machine. */
const timeoutFor = (outcome: string | undefined): string => (outcome === 'timeout' ? '1s' : '5s');

describe('faults', () => {
  const cases = (['domain', 'token', 'invocation'] as const).flatMap((service, at) =>
    Object.entries(FAULTS).map(([fault, reply]) => {
      const outcome = OUTCOMES[fault]?.[at];
      return { service, fault, reply, outcome };
    }),
  );

  // At the same time, a few at once: most of the time is spent waiting for deadlines.
  test.concurrent.each(cases)(
    'a fault fails the step, and never runs the function twice: $service, $fault: $outcome',
    async ({ service, reply, outcome }) => {
      const { step, executions } = await stepWith({ [service]: reply }, { timeout: timeoutFor(outcome) });
      // A step that hangs is killed by the test's runner, and then has no exit code.
      expect(step.exitCode).toBe(1);
      expect(step.outputs).toMatchObject({ outcome, 'error-code': outcome, result: '' });
      expect(step.outputs['delivery']).toBe(service === 'invocation' ? 'unknown' : 'not-sent');
      expect(step.log.named('error')).toHaveLength(1);
      expect(executions).toBe(service === 'invocation' ? 1 : 0);
    },
  );

  test.concurrent.each(cases)(
    'a fault in a batch is counted for every line: $service, $fault: $outcome',
    async ({ service, reply, outcome }) => {
      const inputs = { 'payloads-file': 'payloads.jsonl', timeout: timeoutFor(outcome) };
      const { step, executions } = await stepWith({ [service]: reply }, inputs);
      expect(step).toMatchObject({ exitCode: 1, outputs: { outcome } });
      expect(step.outputs['delivery']).toBe(service === 'invocation' ? 'unknown' : 'not-sent');
      expect(JSON.parse(step.outputs['result'] ?? '')).toMatchObject({ lines: 2, failed: 2, notStarted: 0 });
      expect(executions).toBe(service === 'invocation' ? 2 : 0);
    },
  );
});

test.each([
  'evil.test',
  'sentinel.liveperson.net@evil.test',
  '10.0.0.1',
  '169.254.169.254',
  'evil.test/.liveperson.net',
])('an untrusted host is domain-untrusted and receives no secret: %s', async (baseURI) => {
  const { step, tokens, executions } = await stepWith({ domain: json(200, { baseURI }) });
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'domain-untrusted', delivery: 'not-sent' } });
  expect([tokens, executions]).toEqual([0, 0]);
});

test('the Domain API may answer with the list of all services', async () => {
  await using platform = await ScriptedPlatform.start();
  const list = ['faasGW', 'sentinel'].map((service) => ({ service, baseURI: platform.host }));
  platform.set('domain', json(200, { baseURIs: list }));
  const { accountId, credentials, domainApi } = platform.options;
  const step = await runner.run({
    'account-id': accountId,
    'client-id': credentials.clientId,
    'client-secret': credentials.clientSecret,
    'lambda-uuid': LAMBDA,
    'domain-api': domainApi,
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { result: '{"greeting":"hello"}' } });
});

test.concurrent.each<[number, string, string]>([
  [401, 'unauthorized', 'rejected'],
  [403, 'forbidden', 'rejected'],
  [404, 'function-not-found', 'rejected'],
  [429, 'rate-limited', 'rejected'],
  [500, 'gateway-error', 'unknown'],
  [502, 'gateway-error', 'unknown'],
  [503, 'gateway-error', 'unknown'],
  [504, 'gateway-error', 'unknown'],
])('status %i of the gateway is %s with delivery %s', async (status, outcome, delivery) => {
  const { step, executions } = await stepWith({ invocation: json(status, {}) }, { retries: '0' });
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome, delivery, 'status-code': String(status) } });
  // A rejected token is replaced once.
  expect(executions).toBe(status === 401 || status === 403 ? 2 : 1);
});

test.concurrent.each<[string, number, Record<string, string>, number]>([
  ['an invocation that certainly did not run is retried', 429, {}, 3],
  ['retries limits the number of retries', 429, { retries: '1' }, 2],
  ['an invocation that may have run is not retried', 500, {}, 1],
  ['idempotent retries an invocation that may have run', 500, { idempotent: 'true' }, 3],
])('%s', async (_, status, inputs, requests) => {
  const { step, executions } = await stepWith({ invocation: json(status, {}) }, inputs);
  expect(step).toMatchObject({ exitCode: 1, outputs: { attempts: String(requests) } });
  expect(executions).toBe(requests);
});

test('attempt-timeout ends an attempt before the timeout of the whole call', async () => {
  const silent = FAULTS['no answer at all'] as Reply;
  const { step } = await stepWith({ invocation: silent }, { 'attempt-timeout': '100ms', timeout: '20s' });
  expect(step.outputs).toMatchObject({ outcome: 'timeout', delivery: 'unknown' });
  expect(Number(step.outputs['duration-ms'])).toBeLessThan(20_000);
});

test('a platform that echoes the request makes neither secret, nor token, nor payload visible', async () => {
  const canary = 'Payload-canary';
  const echo: Reply = (response, { body, headers }) => {
    const all = `${decodeURIComponent(body)} ${headers.authorization ?? ''} ::error::fired ##[add-mask]deploy`;
    json(901, { errorCode: all, errorMsg: all })(response, {} as never);
  };
  const { step } = await stepWith({ invocation: echo }, { payload: JSON.stringify({ customer: canary }) });
  const views = [step.raw.replace(/^::add-mask::.*$/gm, ''), step.summary, JSON.stringify(step.outputs)].join(
    '\n',
  );
  expect(views).not.toContain(canary);
  expect(views).not.toContain(CREDENTIALS.clientSecret);
  expect(views).not.toMatch(/eyJ[\w-]+\.eyJ/);
  expect(
    step.log.commands.filter(
      ({ name }) => !['add-mask', 'error', 'group', 'endgroup', 'debug'].includes(name),
    ),
  ).toEqual([]);
  expect(step.log.named('error')).toHaveLength(1);
  expect(step.log.named('add-mask').map(({ data }) => data)).not.toContain('deploy');
});
