import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import {
  ACCOUNT,
  CREDENTIALS,
  json,
  jwt,
  type Reply,
  ScriptedPlatform,
} from '@lp-faas/testing/scripted-platform';
import { type CheckReport, type CheckStep, checkConnection, FunctionsClient } from '../src/index.js';
import { arrivedAt, withClient } from './support/client.js';

const notImplemented = json(200, { implemented: false });

const tokenWith = (claims: Record<string, unknown>): Reply => {
  const iat = Math.floor(Date.now() / 1000);
  const all = { aud: ACCOUNT, scope: 'faas.lambda.invoke', iat, exp: iat + 3600, ...claims };
  return json(200, { access_token: jwt(all), expires_in: '3600' });
};

const outcomes = ({ steps }: CheckReport) => Object.fromEntries(steps.map((s) => [s.name, s.outcome]));
const stepOf = ({ steps }: CheckReport, name: string) => steps.find((s) => s.name === name) as CheckStep;

const ALL_OK = { options: 'ok', domains: 'ok', token: 'ok', claims: 'ok', gateway: 'ok' };

describe('client.check()', () => {
  test('a check reports every step and invokes nothing', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: notImplemented });
    const reported: string[] = [];
    const report = await withClient(platform, (client) =>
      client.check({ onStep: ({ name }) => reported.push(name) }),
    );
    expect(report.ok).toBe(true);
    expect(outcomes(report)).toEqual(ALL_OK);
    expect(reported).toEqual(Object.keys(ALL_OK));
    expect(arrivedAt(platform, 'invocation').map(({ method }) => method)).toEqual(['GET']);
    for (const fact of [ACCOUNT, 'faas.lambda.invoke', '3600 s']) {
      expect(stepOf(report, 'claims').detail).toContain(fact);
    }
    expect(stepOf(report, 'gateway').detail).toContain('v1');
  });

  test('a check says what it found at each step, in words', async () => {
    await using platform = await ScriptedPlatform.start({
      token: tokenWith({}),
      invocation: notImplemented,
    });
    const { steps } = await withClient(platform, (client) => client.check());
    const { host } = platform;
    expect(steps.map(({ detail }) => detail)).toEqual([
      `The options for account ${ACCOUNT} are well-formed`,
      `Functions are at ${host}, the token service at ${host}`,
      'The token service accepts the credentials',
      `Account ${ACCOUNT}, scope faas.lambda.invoke, lifetime 3600 s`,
      `The gateway at ${host} (generation v1) accepts the token`,
    ]);
    expect(steps.map(({ facts }) => facts)).toEqual([
      { accountId: ACCOUNT },
      { gateway: host, tokenService: host },
      undefined,
      { account: ACCOUNT, scope: 'faas.lambda.invoke', lifetimeS: 3600 },
      { host, generation: 'v1' },
    ]);
  });

  test('a check names tokens of the caller that are unusable, and skips what needs them', async () => {
    await using platform = await ScriptedPlatform.start();
    const { credentials: _, ...options } = platform.options;
    const invalidate = (): void => undefined;
    const get = (): Promise<string> => Promise.resolve(7 as never);
    await using client = new FunctionsClient({ ...options, tokens: { get, invalidate } });
    const report = await client.check();
    expect(report.steps.slice(2).map(({ outcome, detail }) => [outcome, detail])).toEqual([
      ['failed', 'tokens.get() did not return a usable token'],
      ['skipped', 'A step before it failed'],
      ['skipped', 'A step before it failed'],
    ]);
    expect(stepOf(report, 'token').hint).toMatch(/^Nothing was sent\. It must resolve to a text/);
  });

  test('a check ignores what its listener throws', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: notImplemented });
    const report = await withClient(platform, (client) =>
      client.check({
        onStep: () => {
          throw new Error('the listener is broken');
        },
      }),
    );
    expect(report.ok).toBe(true);
  });

  test.each<[string, Partial<Record<'domain' | 'token' | 'invocation', Reply>>, string, RegExp]>([
    ['the Domain API does not know the account', { domain: json(404, {}) }, 'domains', /account/],
    ['the credentials are wrong', { token: json(401, { error: 'invalid_client' }) }, 'token', /client/i],
    ['the gateway refuses the token', { invocation: json(401, {}) }, 'gateway', /installed/],
    ['the gateway answers 403', { invocation: json(403, {}) }, 'gateway', /scope faas\.lambda\.invoke/],
  ])(
    'a check names the step that failed, gives a hint and skips the rest: %s',
    async (_, replies, failing, hint) => {
      await using platform = await ScriptedPlatform.start(replies);
      const report = await withClient(platform, (client) => client.check());
      expect(report.ok).toBe(false);
      const step = stepOf(report, failing);
      expect(step).toMatchObject({ outcome: 'failed', error: { delivery: 'not-sent' } });
      expect(step.hint).toMatch(hint);
      const names = Object.keys(ALL_OK);
      const after = report.steps.slice(names.indexOf(failing) + 1);
      expect(after.map(({ outcome }) => outcome)).toEqual(after.map(() => 'skipped'));
      expect(report.steps).toHaveLength(5);
    },
  );

  test.each<[string, Record<string, unknown>, CheckStep['warning'], RegExp]>([
    [
      'another account',
      { aud: 'other99' },
      'other-account',
      /^The token is for another account than 12345678\. Check that the application is installed there\.$/,
    ],
    [
      'no scope to invoke',
      { scope: 'msg.consumer' },
      'missing-scope',
      /^The application lacks the scope faas\.lambda\.invoke\. Add it where the application was installed\.$/,
    ],
    [
      'an issue time far in the past',
      { iat: 1_500_000_000, exp: 1_500_003_600 },
      'clock-ahead',
      /clock.*\d+ minutes/,
    ],
  ])('a check warns of a token with %s', async (_, claims, warning, hint) => {
    await using platform = await ScriptedPlatform.start({
      token: tokenWith(claims),
      invocation: notImplemented,
    });
    const report = await withClient(platform, (client) => client.check());
    expect(report.ok).toBe(true);
    expect(stepOf(report, 'claims')).toMatchObject({
      outcome: 'warning',
      warning,
      hint: expect.stringMatching(hint),
    });
  });

  test.each([
    [600, '10 minutes ahead of'],
    [301, '5 minutes ahead of'],
    [-7200, '120 minutes behind'],
  ])('a check says by how much the clock of the machine is wrong: %i s', async (seconds, difference) => {
    const clock = new TestClock();
    const iat = clock.wallNow() / 1000 - seconds;
    await using platform = await ScriptedPlatform.start({
      token: tokenWith({ iat, exp: iat + 3600 }),
      invocation: notImplemented,
    });
    const report = await withClient(platform, (client) => client.check(), { clock });
    expect(stepOf(report, 'claims').hint).toBe(
      `This machine's clock is ${difference} LivePerson's. Calls work anyway, but times in its logs mislead.`,
    );
    expect(stepOf(report, 'claims')).toMatchObject({
      warning: difference.endsWith('behind') ? 'clock-behind' : 'clock-ahead',
      facts: { clockSkewMinutes: Number.parseInt(difference, 10) },
    });
  });

  test.each([300, 0, -300])(
    'a check accepts a clock that is at most five minutes wrong: %i s',
    async (seconds) => {
      const clock = new TestClock();
      const iat = clock.wallNow() / 1000 - seconds;
      await using platform = await ScriptedPlatform.start({
        token: tokenWith({ iat, exp: iat + 3600 }),
        invocation: notImplemented,
      });
      const report = await withClient(platform, (client) => client.check(), { clock });
      expect(outcomes(report)).toEqual(ALL_OK);
    },
  );

  test.each<[string, unknown, RegExp]>([
    ['lists', { aud: [ACCOUNT], scope: ['a', 'faas.lambda.invoke'] }, /12345678.* a faas\.lambda\.invoke/],
    [
      'missing',
      { aud: undefined, scope: undefined, exp: undefined },
      /^Account not stated, scope not stated, lifetime not stated$/,
    ],
  ])('a check accepts claims that are %s', async (_, claims, detail) => {
    const token = tokenWith(claims as Record<string, unknown>);
    await using platform = await ScriptedPlatform.start({ token, invocation: notImplemented });
    const report = await withClient(platform, (client) => client.check());
    expect(stepOf(report, 'claims')).toMatchObject({
      outcome: 'ok',
      detail: expect.stringMatching(detail),
    });
  });

  test('a check accepts an opaque token', async () => {
    const token = json(200, { access_token: 'opaque-token', expires_in: 3600 });
    await using platform = await ScriptedPlatform.start({ token, invocation: notImplemented });
    const report = await withClient(platform, (client) => client.check());
    expect(outcomes(report)).toEqual(ALL_OK);
    expect(stepOf(report, 'claims').detail).toBe('The token does not name its account');
  });

  test('a check whose own clock throws is a report that says so', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: notImplemented });
    const clock = Object.assign(new TestClock(), {
      wallNow: () => {
        throw new Error('the clock is broken');
      },
    });
    const { credentials: _, ...options } = platform.options;
    const tokens = { get: async () => 'opaque', invalidate: () => undefined };
    await using client = new FunctionsClient({ ...options, tokens, clock });
    const report = await client.check();
    expect(report.steps.filter(({ outcome }) => outcome === 'failed')).toEqual([
      expect.objectContaining({
        detail: 'The check failed unexpectedly (the clock is broken)',
        hint: 'Nothing was invoked.',
        error: expect.objectContaining({ code: 'network-error', phase: 'invocation', delivery: 'not-sent' }),
      }),
    ]);
  });

  test('an aborted check fails the current step with aborted', async () => {
    const controller = new AbortController();
    await using platform = await ScriptedPlatform.start({ token: () => controller.abort() });
    const report = await withClient(platform, (client) => client.check(controller));
    expect(stepOf(report, 'token')).toMatchObject({ outcome: 'failed', error: { code: 'aborted' } });
  });
});

describe('checkConnection', () => {
  test('checkConnection reports invalid options as a failed step', async () => {
    const report = await checkConnection({ accountId: '', credentials: { clientId: '', clientSecret: '' } });
    expect(outcomes(report)).toEqual({
      ...{ options: 'failed', domains: 'skipped', token: 'skipped' },
      ...{ claims: 'skipped', gateway: 'skipped' },
    });
    expect(stepOf(report, 'options')).toMatchObject({
      detail:
        'Invalid options: accountId is missing; credentials.clientId is missing; credentials.clientSecret is missing',
      hint: 'Nothing was sent. Correct them.',
    });
    expect(stepOf(report, 'gateway')).toMatchObject({ detail: 'A step before it failed', durationMs: 0 });
  });

  test('checkConnection runs every step and shows neither secret nor token', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: notImplemented });
    const report = await checkConnection(platform.options);
    expect(outcomes(report)).toEqual(ALL_OK);
    const shown = JSON.stringify(report);
    expect(shown).not.toContain(CREDENTIALS.clientSecret);
    for (const part of platform.token.split('.')) expect(shown).not.toContain(part);
  });
});
