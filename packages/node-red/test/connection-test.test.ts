import { afterEach, describe, expect, test } from '@jest/globals';
import { ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, CREDENTIALS, stored, TAB } from './support/flows.js';
import { echo } from './support/held-answers.js';
import { TestRuntime, VERSIONS } from './support/node-red.js';

/** What the dialog sends in the place of a secret that it never saw. */
const STORED = '__PWRD__';
const VARIABLE = 'LP_FIELD_OF_TEST';

describe.each(VERSIONS)('the connection test on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(async () => {
    await runtime.close();
    delete process.env[VARIABLE];
  });

  /** Deploys an account, and tests a form that differs from it by these fields. */
  const tested = async (platform: ScriptedPlatform, changes: object) => {
    const deployed = account(platform);
    await runtime.deploy([TAB, deployed], stored);
    const form = { ...deployed, clientId: CREDENTIALS.clientId, clientSecret: STORED, ...changes };
    return await runtime.testConnection('account', form);
  };
  const secretsSent = ({ arrived }: ScriptedPlatform) =>
    arrived
      .filter(({ service }) => service === 'token')
      .map(({ body }) => new URLSearchParams(body).get('client_secret'));

  test('takes the stored secret for the account as it was deployed', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { steps } = await tested(platform, {});
    expect(steps.find(({ name }) => name === 'token')?.outcome).toBe('ok');
    expect(secretsSent(platform)).toEqual([CREDENTIALS.clientSecret]);
  });

  test('takes the stored secret for an account written by hand, of which the dialog shows the defaults', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const shown = { region: 'auto', generation: 'auto', trustedDomains: '', proxy: '_ADD_', tls: '_ADD_' };
    await tested(platform, shown);
    expect(secretsSent(platform)).toEqual([CREDENTIALS.clientSecret]);
  });

  test.each<[string, (elsewhere: ScriptedPlatform) => object]>([
    ['another Domain API', ({ url }) => ({ domainApi: url })],
    ['another account', () => ({ accountId: '87654321' })],
    ['more domains to trust', () => ({ trustedDomains: 'example.com' })],
    ['another region', () => ({ region: 'us' })],
    ['another proxy', () => ({ proxy: 'another' })],
    ['other certificates', () => ({ tls: 'another' })],
  ])('gives the stored secret to nobody when the form names %s, and says why', async (_, changes) => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    await using elsewhere = await ScriptedPlatform.start({ invocation: echo });
    const { ok, steps } = await tested(platform, changes(elsewhere));
    expect(ok).toBe(false);
    const reason = {
      outcome: 'failed',
      code: 'invalid-options',
      detail: expect.stringContaining('elsewhere'),
    };
    expect(steps[0]).toMatchObject({ name: 'options', ...reason, hint: expect.stringContaining('-hint') });
    expect(steps.slice(1).map(({ outcome }) => outcome)).toEqual(Array(4).fill('skipped'));
    expect([platform.connections.length, elsewhere.connections.length]).toEqual([0, 0]);
  });

  test('sends the stored secret nowhere for an account that is not deployed', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    await runtime.deploy([TAB, account(platform)], stored);
    const form = { ...account(platform), ...CREDENTIALS, clientSecret: STORED };
    const { steps } = await runtime.testConnection('another', form);
    expect(steps[0]?.detail).toContain('elsewhere');
    expect(platform.connections).toHaveLength(0);
  });

  test('tests another host with the secret that was typed for it', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    await using elsewhere = await ScriptedPlatform.start({ invocation: echo });
    await tested(platform, { domainApi: elsewhere.url, clientSecret: 'typed' });
    expect(secretsSent(elsewhere)).toEqual(['typed']);
    expect(platform.connections).toHaveLength(0);
  });

  test.each(['accountId', 'clientId', 'clientSecret', 'domainApi'] as const)(
    'takes %s from the environment, and asks nobody when it is not set there',
    async (field) => {
      await using platform = await ScriptedPlatform.start({ invocation: echo });
      const values = { ...account(platform), ...CREDENTIALS } as Record<string, unknown>;
      const changes = { clientSecret: CREDENTIALS.clientSecret, [field]: ` \${${VARIABLE}} ` };
      const { ok, steps } = await tested(platform, changes);
      expect(ok).toBe(false);
      expect(steps[0]).toMatchObject({ outcome: 'failed', detail: expect.stringContaining('unresolved') });
      expect(platform.connections).toHaveLength(0);
      process.env[VARIABLE] = String(values[field]);
      const form = { ...account(platform), ...CREDENTIALS, ...changes };
      const again = await runtime.testConnection('account', form);
      expect(again.steps.slice(0, 3).map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
      expect(secretsSent(platform)).toEqual([CREDENTIALS.clientSecret]);
    },
  );
});
