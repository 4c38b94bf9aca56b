import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CREDENTIALS, json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { hideSecrets, invalidInputsOutcome, outcomeOf, Secrets } from '../src/index.js';
import { Face } from './support/face.js';

test('a job invokes its function once, and its outcome holds the result as it came', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({
    invocation: (response) => void response.end('{"id": 12345678901234567890}'),
  });
  const { outcome } = await face.run(platform, { payload: '{"name":"Ada"}', headers: 'tenant: 7' });
  expect(outcome).toMatchObject({
    outcome: 'success',
    delivery: 'executed',
    resultJson: '{"id": 12345678901234567890}',
    statusCode: 200,
    attempts: 1,
  });
  expect(platform.count('invocation')).toBe(1);
  expect(JSON.parse(platform.arrived.at(-1)?.body ?? '')).toMatchObject({
    payload: { name: 'Ada' },
    headers: [{ key: 'tenant', value: '7' }],
  });
});

test('the log of an invocation is one group, whether it succeeds or fails', async () => {
  for (const status of [200, 901]) {
    using face = new Face();
    await using platform = await ScriptedPlatform.start({ invocation: json(status, {}) });
    await face.run(platform, {});
    expect(face.log.filter((line) => /^\[Invoking|^\]$/.test(line))).toEqual([
      ']',
      `[Invoking function ${LAMBDA} of account 12345678`,
      ']',
    ]);
  }
});

test('what is not known of an outcome is empty', () => {
  expect(outcomeOf({ outcome: 'success', delivery: 'executed', durationMs: 7 })).toEqual({
    outcome: 'success',
    headline: 'The function ran',
    resultJson: '',
    statusCode: undefined,
    errorMessage: '',
    messageWithValues: '',
    diff: '',
    delivery: 'executed',
    requestId: '',
    attempts: 0,
    durationMs: 7,
    host: '',
    generation: '',
    tables: [],
    resultFile: '',
    failureDelivery: 'executed',
    isIncomplete: false,
  });
});

test('a job whose function fails has the error as its outcome, and throws nothing', async () => {
  using face = new Face();
  const invocation = json(901, { errorCode: 'com.liveperson.faas.handler.custom-failure', errorMsg: 'no' });
  await using platform = await ScriptedPlatform.start({ invocation });
  const { outcome } = await face.run(platform, {});
  expect(outcome).toMatchObject({ outcome: 'function-failed', delivery: 'executed', statusCode: 901 });
});

test.each<[string, Partial<Record<'domain' | 'token' | 'invocation', Reply>>]>([
  ['The account has no LivePerson Functions host', { domain: json(404, {}) }],
  ['The host is not trusted', { domain: json(200, { baseURI: 'evil.test' }) }],
  ['The Domain API is unavailable', { domain: json(503, {}) }],
  ['The credentials were rejected', { token: json(401, {}) }],
  ['The token service returned no usable token', { token: json(200, {}) }],
  ['No access token could be obtained', { token: json(503, {}) }],
  ['The access token was rejected', { invocation: json(401, {}) }],
  ['The invocation is not allowed', { invocation: json(403, {}) }],
  ['No function to invoke was found', { invocation: json(404, {}) }],
  ['The gateway rejected the invocation', { invocation: json(400, {}) }],
  ['The platform is throttling invocations', { invocation: json(429, {}, { 'retry-after': '900' }) }],
  ['The function failed', { invocation: json(901, {}) }],
  ['The gateway failed', { invocation: json(502, {}) }],
  ['The response did not come from the platform', { invocation: (response) => void response.end('<html>') }],
  ['The connection failed', { invocation: (response) => void response.destroy() }],
  ['The call timed out', { invocation: () => undefined }],
  ['The function ran', { invocation: json(200, {}) }],
])('the headline of a job says how it ended: %s', async (headline, replies) => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start(replies);
  const { outcome } = await face.run(platform, { retries: '0', 'attempt-timeout': '200ms' });
  expect(outcome?.headline).toBe(headline);
});

test('an outcome of invalid inputs names them all, and says that nothing was sent', () => {
  const problems = [
    { input: 'retries', problem: 'must be smaller' },
    { input: 'payload', problem: 'must be JSON' },
  ];
  expect(invalidInputsOutcome(problems)).toMatchObject({
    outcome: 'invalid-options',
    headline: 'The inputs are invalid',
    errorMessage:
      'Invalid inputs: retries must be smaller; payload must be JSON. Correct them; nothing was sent.',
    delivery: 'not-sent',
    durationMs: 0,
    attempts: 0,
  });
});

test('a job with problems is not run, and names them all', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start();
  const { job, outcome } = await face.run(platform, { 'lambda-uuid': 'x', payload: '{', retries: '99' });
  expect(job.problems.map(({ input }) => input).sort()).toEqual(['lambda-uuid', 'payload', 'retries']);
  expect(outcome).toBeUndefined();
  expect(platform.arrived).toEqual([]);
});

test('a check tests each step, and invokes nothing', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation: json(200, { implemented: false }) });
  const { outcome } = await face.run(platform, { mode: 'check', 'lambda-uuid': '' });
  expect(outcome).toMatchObject({
    outcome: 'success',
    delivery: 'not-sent',
    headline: 'Functions can be invoked',
  });
  const [question, ...others] = platform.arrived.filter(({ service }) => service === 'invocation');
  expect(question).toMatchObject({ method: 'GET', url: expect.stringContaining('isImplemented') });
  expect(others).toEqual([]);
});

test('a check logs each step with its sign, its time and what it found, and shows the same as a table', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ token: json(401, {}) });
  const { outcome } = await face.run(platform, { mode: 'check' });
  expect(outcome).toMatchObject({ outcome: 'credentials-rejected', delivery: 'not-sent' });
  const { host } = new URL(platform.url);
  const details = [
    ['options', '✅', 'The options for account 12345678 are well-formed.'],
    ['domains', '✅', `Functions are at ${host}, the token service at ${host}.`],
    ['token', '❌', expect.stringMatching(/^The token service .*401/)],
    ['claims', '➖', expect.any(String)],
    ['gateway', '➖', expect.any(String)],
  ] as const;
  expect(outcome?.tables).toEqual([
    {
      head: ['Step', '', 'Time', 'Details'],
      rows: details.map(([name, sign, text]) => [name, sign, expect.stringMatching(/^\d+ ms$/), text]),
    },
  ]);
  const shown = outcome?.tables[0]?.rows ?? [];
  const lines = shown.map(([name, sign, time, text]) => `${sign} ${name} (${time}): ${text}`);
  expect(face.log.slice(-lines.length - 2)).toEqual([
    '[Testing hosts, token and gateway of account 12345678',
    ...lines,
    ']',
  ]);
});

test('a missing client secret is told apart from one that is wrong: workflows of forks get no secrets', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start();
  const { job: missing } = await face.run(platform, { 'client-secret': '' });
  expect(missing.problems).toEqual([
    { input: 'client-secret', problem: 'is missing', kind: 'secret-missing' },
  ]);
  const { job: wrong } = await face.run(platform, { 'client-secret': '{"secret":"Canary"}' });
  expect(wrong.problems).toEqual([
    { input: 'client-secret', problem: 'must be the secret itself, not a JSON document that contains it' },
  ]);
});

test('an expectation that the result does not meet is the outcome of a function that ran', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation: json(200, { greeting: 'Hello Bob' }) });
  const { outcome } = await face.run(platform, { expect: '{"greeting":"Hello Ada"}' });
  expect(outcome).toMatchObject({ outcome: 'expectation-failed', delivery: 'executed' });
  const advice = 'Check what it did, or correct the expectation.';
  expect(outcome).toMatchObject({
    headline: 'The function ran, but not as expected',
    errorMessage: `The function ran, but not as expected: $.greeting is a different string. ${advice}`,
    messageWithValues: `The function ran, but not as expected: $.greeting is "Hello Bob", expected "Hello Ada". ${advice}`,
  });
});

test('a batch invokes once per line, announces its result-file first, and resumes what is left', async () => {
  using face = new Face();
  const failing = new Set(['2']);
  const invocation: Reply = (response, request) => {
    const { payload } = JSON.parse(request.body) as { payload: number };
    json(failing.has(String(payload)) ? 404 : 200, payload)(response, request);
  };
  await using platform = await ScriptedPlatform.start({ invocation });
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n2\n3\n');
  const inputs = { 'payloads-file': 'payloads.jsonl', concurrency: '1' };
  const first = await face.run(platform, inputs);
  expect(first.outcome).toMatchObject({ outcome: 'function-not-found', delivery: 'executed' });
  expect(face.records()).toMatchObject([
    { line: 1, outcome: 'success' },
    { line: 2, outcome: 'function-not-found' },
  ]);
  failing.clear();
  const resumeFile = face.announced[0] ?? '';
  const second = await face.run(platform, { ...inputs, 'resume-file': resumeFile });
  expect(second.outcome).toMatchObject({ outcome: 'success' });
  const payloads = platform.arrived
    .filter(({ service }) => service === 'invocation')
    .map(({ body }) => (JSON.parse(body) as { payload: number }).payload);
  expect(payloads).toEqual([1, 2, 2, 3]);
});

test('a job that is cancelled ends, and says that the function may have run', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({
    invocation: () => face.cancelling.abort(new Error('Cancelled')),
  });
  const { outcome } = await face.run(platform, {});
  expect(outcome).toMatchObject({ outcome: 'aborted', delivery: 'unknown' });
});

test('tokens are masked, and neither log nor outcome shows a secret that the function returns', async () => {
  using face = new Face();
  const invocation: Reply = (response, request) => {
    const returned = { secret: CREDENTIALS.clientSecret, token: request.headers.authorization };
    json(200, returned)(response, request);
  };
  await using platform = await ScriptedPlatform.start({ invocation });
  const { outcome } = await face.run(platform, {});
  expect(face.masked).toEqual(expect.arrayContaining([CREDENTIALS.clientSecret, platform.token]));
  const shown = JSON.stringify([outcome, face.log, face.debugLog]);
  expect(shown).not.toContain(CREDENTIALS.clientSecret);
  expect(shown).not.toContain(platform.token);
});

test('no text of an outcome shows a secret, wherever it came from', () => {
  const secrets = new Secrets(() => undefined);
  secrets.add(CREDENTIALS.clientSecret);
  const text = `before ${CREDENTIALS.clientSecret} after`;
  const outcome = outcomeOf({
    outcome: 'gateway-error',
    delivery: 'unknown',
    durationMs: 1,
    resultJson: JSON.stringify({ text }),
    errorMessage: text,
    messageWithValues: text,
    diff: text,
    requestId: text,
    tables: [{ head: ['Step'], rows: [['token', text]] }],
  });
  const hidden = JSON.stringify(hideSecrets(outcome, secrets));
  expect(hidden).not.toContain(CREDENTIALS.clientSecret);
  expect(hidden.match(/before \*\*\* after/g)).toHaveLength(6);
});

test('a job that is cancelled before it starts sends nothing', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start();
  face.cancelling.abort(new Error('Cancelled'));
  const { job, outcome } = await face.run(platform, { payload: '{' });
  expect(job.problems).toEqual([]);
  expect(outcome).toMatchObject({
    outcome: 'aborted',
    delivery: 'not-sent',
    headline: 'The run was cancelled',
    errorMessage: 'The run was cancelled before anything was sent.',
    durationMs: 0,
  });
  expect(platform.arrived).toEqual([]);
});

describe('an event', () => {
  const EVENT = {
    'lambda-uuid': '',
    'event-id': 'controllerbot_messaging_new_conversation',
    generation: 'v1',
  };
  const PROBLEM =
    'No deployed function implements this event (and skill, if set); nothing ran. Check event-id, skill-id and account-id, and that a function bound to the event is Productive.';

  test('that no function implements is not sent on generation v1, and is the outcome', async () => {
    using face = new Face();
    await using platform = await ScriptedPlatform.start({ invocation: json(200, { implemented: false }) });
    const { outcome } = await face.run(platform, EVENT);
    expect(outcome).toMatchObject({ outcome: 'function-not-found', delivery: 'not-sent' });
    expect(outcome?.errorMessage).toContain(PROBLEM);
    expect(platform.arrived.filter(({ method }) => method === 'POST').map(({ service }) => service)).toEqual([
      'token',
    ]);
  });

  test.each([
    ['', '?v=1&externalSystem=lp-faas-invoke', ''],
    ['7', '&skillId=7', ', skill 7'],
  ])('is looked for and named with its skill, if it has one: %j', async (skill, query, named) => {
    using face = new Face();
    await using platform = await ScriptedPlatform.start({ invocation: json(200, { implemented: false }) });
    await face.run(platform, { ...EVENT, 'skill-id': skill });
    const { url } = platform.arrived.at(-1) ?? { url: '' };
    expect(url).toContain('isImplemented');
    expect([url.includes('skillId'), url]).toEqual([skill !== '', expect.stringContaining(query)]);
    expect(face.log).toContain(`[Invoking event ${EVENT['event-id']}${named} of account 12345678`);
  });

  test('that no function implements ends a batch before its first line, with its own words', async () => {
    using face = new Face();
    await using platform = await ScriptedPlatform.start({ invocation: json(200, { implemented: false }) });
    writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n2\n');
    const { outcome } = await face.run(platform, { ...EVENT, 'payloads-file': 'payloads.jsonl' });
    expect(outcome).toMatchObject({
      outcome: 'function-not-found',
      headline: 'No function to invoke was found',
      delivery: 'not-sent',
      isIncomplete: true,
    });
    expect(outcome?.errorMessage).toMatch(
      /^No deployed function implements this event \(and skill, if set\); nothing ran\. Check event-id.* 2 were not started\./,
    );
  });

  test('that no function ran for is the outcome, although the gateway accepted it', async () => {
    using face = new Face();
    const invocation: Reply = (response, request) =>
      json(200, request.method === 'GET' ? { implemented: true } : [])(response, request);
    await using platform = await ScriptedPlatform.start({ invocation });
    const { outcome } = await face.run(platform, EVENT);
    expect(outcome).toMatchObject({ outcome: 'function-not-found', delivery: 'rejected', statusCode: 200 });
    expect(outcome?.errorMessage).toContain(PROBLEM);
  });
});

test('a job logs a connection that fails, with its code and what may have arrived', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation: (response) => void response.destroy() });
  await face.run(platform, { retries: '0' });
  expect([...face.log, ...face.debugLog].join('\n')).toMatch(
    /connection, [A-Z_]+; the request may have arrived/,
  );
});
