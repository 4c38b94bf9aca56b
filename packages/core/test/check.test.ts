import { describe, expect, test } from '@jest/globals';
import {
  ACCOUNT,
  CREDENTIALS,
  json,
  jwt,
  type Reply,
  ScriptedPlatform,
} from '@lp-faas/testing/scripted-platform';
import { type CheckReport, type CheckStep, checkConnection } from '../src/index.js';
import { arrivedAt, withClient } from './support/client.js';

const notImplemented = json(200, { implemented: false });

const tokenWith = (claims: Record<string, unknown>): Reply => {
  const iat = Math.floor(Date.now() / 1000);
  const all = { aud: ACCOUNT, scope: 'faas.lambda.invoke', iat, exp: iat + 3600, ...claims };
  return json(200, { access_token: jwt(all), expires_in: '3600' });
};

const outcomes = ({ steps }: CheckReport) => Object.fromEntries(steps.map((s) => [s.name, s.outcome]));
const stepOf = ({ steps }: CheckReport, name: string) => steps.find((s) => s.name === name) as CheckStep;

const ALL_WELL = { options: 'ok', domains: 'ok', token: 'ok', claims: 'ok', gateway: 'ok' };

describe('a check', () => {
  test('walks every step, and invokes nothing', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: notImplemented });
    const told: string[] = [];
    const report = await withClient(platform, (client) =>
      client.check({ onStep: ({ name }) => told.push(name) }),
    );
    expect(report.ok).toBe(true);
    expect(outcomes(report)).toEqual(ALL_WELL);
    expect(told).toEqual(Object.keys(ALL_WELL));
    expect(arrivedAt(platform, 'invocation').map(({ method }) => method)).toEqual(['GET']);
    expect(stepOf(report, 'claims').detail).toBe(
      `Account ${ACCOUNT}, scope faas.lambda.invoke, lifetime 3600 s`,
    );
    expect(stepOf(report, 'gateway').detail).toContain('generation v1');
  });

  test('is not disturbed by a listener that throws', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: notImplemented });
    const report = await withClient(platform, (client) =>
      client.check({
        onStep: () => {
          throw new Error('mine');
        },
      }),
    );
    expect(report.ok).toBe(true);
  });

  test.each<[string, Partial<Record<'domain' | 'token' | 'invocation', Reply>>, string, RegExp]>([
    ['the Domain API knows no such account', { domain: json(404, {}) }, 'domains', /account/],
    ['the credentials are wrong', { token: json(401, { error: 'invalid_client' }) }, 'token', /client/i],
    ['the gateway refuses the token', { invocation: json(401, {}) }, 'gateway', /installed on this account/],
    ['the gateway forbids it', { invocation: json(403, {}) }, 'gateway', /scope faas\.lambda\.invoke/],
  ])('says which step fails and what to do: %s', async (_, replies, failing, hint) => {
    await using platform = await ScriptedPlatform.start(replies);
    const report = await withClient(platform, (client) => client.check());
    expect(report.ok).toBe(false);
    const step = stepOf(report, failing);
    expect(step).toMatchObject({ outcome: 'failed', error: { delivery: 'not-sent' } });
    expect(step.hint).toMatch(hint);
    const names = Object.keys(ALL_WELL);
    const after = report.steps.slice(names.indexOf(failing) + 1);
    expect(after.map(({ outcome }) => outcome)).toEqual(after.map(() => 'skipped'));
    expect(report.steps).toHaveLength(5);
  });

  test.each<[string, Record<string, unknown>, RegExp]>([
    ['another account', { aud: 'other99' }, /another account than 12345678/],
    ['no right to invoke', { scope: 'msg.consumer' }, /lacks the scope faas\.lambda\.invoke/],
    ['a clock that is far off', { iat: 1_500_000_000, exp: 1_500_003_600 }, /clock is \d+ minutes ahead/],
  ])('warns of a token that shows %s', async (_, claims, hint) => {
    await using platform = await ScriptedPlatform.start({
      token: tokenWith(claims),
      invocation: notImplemented,
    });
    const report = await withClient(platform, (client) => client.check());
    expect(report.ok).toBe(true);
    expect(stepOf(report, 'claims')).toMatchObject({
      outcome: 'warning',
      hint: expect.stringMatching(hint),
    });
  });

  test.each<[string, unknown, string]>([
    ['lists', { aud: [ACCOUNT], scope: ['a', 'faas.lambda.invoke'] }, 'scope a faas.lambda.invoke'],
    ['nothing', { aud: undefined, scope: undefined, exp: undefined }, 'Account not stated, scope not stated'],
  ])('takes claims that are %s', async (_, claims, detail) => {
    const token = tokenWith(claims as Record<string, unknown>);
    await using platform = await ScriptedPlatform.start({ token, invocation: notImplemented });
    const report = await withClient(platform, (client) => client.check());
    expect(stepOf(report, 'claims')).toMatchObject({
      outcome: 'ok',
      detail: expect.stringContaining(detail),
    });
  });

  test('takes a token that says nothing of itself', async () => {
    const token = json(200, { access_token: 'opaque-token', expires_in: 3600 });
    await using platform = await ScriptedPlatform.start({ token, invocation: notImplemented });
    const report = await withClient(platform, (client) => client.check());
    expect(outcomes(report)).toEqual(ALL_WELL);
  });

  test('that is given up says so in the step under way', async () => {
    const leaving = new AbortController();
    await using platform = await ScriptedPlatform.start({ token: () => leaving.abort() });
    const report = await withClient(platform, (client) => client.check(leaving));
    expect(stepOf(report, 'token')).toMatchObject({ outcome: 'failed', error: { code: 'aborted' } });
  });
});

describe('a check of options that nobody has vouched for', () => {
  test('takes bad ones for a step that failed', async () => {
    const report = await checkConnection({ accountId: '', credentials: { clientId: '', clientSecret: '' } });
    expect(outcomes(report)).toEqual({
      ...{ options: 'failed', domains: 'skipped', token: 'skipped' },
      ...{ claims: 'skipped', gateway: 'skipped' },
    });
    expect(stepOf(report, 'options').detail).toContain('accountId is missing');
    expect(stepOf(report, 'options').detail).toContain('credentials.clientSecret is missing');
  });

  test('walks the steps with good ones, and shows neither secret nor token', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: notImplemented });
    const report = await checkConnection(platform.options);
    expect(outcomes(report)).toEqual(ALL_WELL);
    const shown = JSON.stringify(report);
    expect(shown).not.toContain(CREDENTIALS.clientSecret);
    for (const part of platform.token.split('.')) expect(shown).not.toContain(part);
  });
});
