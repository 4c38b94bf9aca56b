import { afterEach, describe, expect, test } from '@jest/globals';
import { ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, CREDENTIALS, stored, TAB } from './support/flows.js';
import { echo } from './support/held-answers.js';
import { TestRuntime, VERSIONS } from './support/node-red.js';

/** The dialog sends this in place of a stored secret, which it never receives. */
const STORED = '__PWRD__';
const VARIABLE = 'LP_FIELD_OF_TEST';

describe.each(VERSIONS)('the connection test on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(async () => {
    await runtime.close();
    delete process.env[VARIABLE];
  });

  /** Deploys an account, and tests a form with these changes to its fields. */
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

  test('uses the stored secret with the deployed settings', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { steps } = await tested(platform, {});
    expect(steps.find(({ name }) => name === 'token')?.outcome).toBe('ok');
    expect(secretsSent(platform)).toEqual([CREDENTIALS.clientSecret]);
  });

  test('uses the stored secret for an account written by hand, although the dialog fills in defaults', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const shown = { region: 'auto', generation: 'auto', trustedDomains: '', proxy: '_ADD_', tls: '_ADD_' };
    await tested(platform, shown);
    expect(secretsSent(platform)).toEqual([CREDENTIALS.clientSecret]);
  });

  test.each<[string, (elsewhere: ScriptedPlatform) => object]>([
    ['another Domain API', ({ url }) => ({ domainApi: url })],
    ['another account', () => ({ accountId: '87654321' })],
    ['more trusted domains', () => ({ trustedDomains: 'example.com' })],
    ['another region', () => ({ region: 'us' })],
    ['another proxy', () => ({ proxy: 'another' })],
    ['other certificates', () => ({ tls: 'another' })],
  ])('does not use the stored secret when the form has %s, and says why', async (_, changes) => {
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

  test('does not use a stored secret for an account that is not deployed', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    await runtime.deploy([TAB, account(platform)], stored);
    const form = { ...account(platform), ...CREDENTIALS, clientSecret: STORED };
    const { steps } = await runtime.testConnection('another', form);
    expect(steps[0]?.detail).toContain('elsewhere');
    expect(platform.connections).toHaveLength(0);
  });

  test('tests another host with a secret typed into the form', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    await using elsewhere = await ScriptedPlatform.start({ invocation: echo });
    await tested(platform, { domainApi: elsewhere.url, clientSecret: 'typed' });
    expect(secretsSent(elsewhere)).toEqual(['typed']);
    expect(platform.connections).toHaveLength(0);
  });

  test.each(['accountId', 'clientId', 'clientSecret', 'domainApi'] as const)(
    'resolves %s from the environment, and connects to nothing while the variable is not set',
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
