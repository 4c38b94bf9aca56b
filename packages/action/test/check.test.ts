import { afterAll, expect, test } from '@jest/globals';
import { FakeRunner, type Step } from '@lp-faas/testing/fake-runner';
import {
  ACCOUNT,
  CREDENTIALS,
  json,
  type Reply,
  ScriptedPlatform,
  type Service,
} from '@lp-faas/testing/scripted-platform';

const runner = new FakeRunner();
afterAll(() => runner[Symbol.dispose]());

async function check(
  replies: Partial<Record<Service, Reply>> = {},
  inputs: Record<string, string> = {},
): Promise<{ step: Step; posts: number }> {
  await using platform = await ScriptedPlatform.start({
    invocation: json(200, { implemented: false }),
    ...replies,
  });
  const step = await runner.run({
    mode: 'check',
    'account-id': ACCOUNT,
    'client-id': CREDENTIALS.clientId,
    'client-secret': CREDENTIALS.clientSecret,
    'domain-api': platform.url,
    ...inputs,
  });
  const invoked = platform.arrived.filter(({ url }) => url.includes('/invoke'));
  return { step, posts: invoked.length };
}

test('a check shows each step in the log, the summary and the result, and invokes nothing', async () => {
  const { step, posts } = await check();
  expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'success', delivery: 'not-sent' } });
  expect(posts).toBe(0);
  const { ok, steps } = JSON.parse(step.outputs['result'] ?? '') as {
    ok: boolean;
    steps: { name: string }[];
  };
  expect(ok).toBe(true);
  expect(steps.map(({ name }) => name)).toEqual(['options', 'domains', 'token', 'claims', 'gateway']);
  for (const { name } of steps) {
    expect(step.log.text).toMatch(new RegExp(`^✅ ${name} \\(\\d+ ms\\): \\S`, 'm'));
    expect(step.summary).toContain(`<td>${name}</td>`);
  }
  expect(step.summary).toContain('Functions can be invoked');
  expect(step.summary).not.toContain('Did it run?');
});

test.each<[string, Partial<Record<Service, Reply>>, string, string]>([
  ['token', { token: json(401, { error: 'invalid_client' }) }, 'credentials-rejected', 'token'],
  ['gateway', { invocation: json(403, {}) }, 'forbidden', 'gateway'],
  ['domains', { domain: json(404, {}) }, 'domain-unresolved', 'domains'],
])('the first failed step of a check is its outcome: %s', async (_, replies, code, name) => {
  const { step, posts } = await check(replies);
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: code, delivery: 'not-sent' } });
  expect(step.log.text).toMatch(new RegExp(`^❌ ${name} `, 'm'));
  expect(step.log.named('error')).toHaveLength(1);
  expect(JSON.parse(step.outputs['result'] ?? '')).toMatchObject({ ok: false });
  expect(posts).toBe(0);
});

test('a check ignores function, payload and expectation, so that a template can keep them', async () => {
  const inputs = { 'lambda-uuid': '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10', payload: '{}', expect: '[1]' };
  const { step, posts } = await check({}, inputs);
  expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
  expect(posts).toBe(0);
});

test('a check shows no secret and no token', async () => {
  const echo: Reply = (response, { body }) =>
    json(400, { error: decodeURIComponent(body) })(response, {} as never);
  const { step } = await check({ token: echo });
  const views = [step.raw.replace(/^::add-mask::.*$/gm, ''), step.summary, JSON.stringify(step.outputs)];
  expect(views.join('\n')).not.toContain(CREDENTIALS.clientSecret);
});
