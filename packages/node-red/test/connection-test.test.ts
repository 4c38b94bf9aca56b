import { afterEach, describe, expect, test } from '@jest/globals';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, CREDENTIALS, stored, TAB } from './support/flows.js';
import { echo } from './support/held-answers.js';
import { type ConnectionReport, TestRuntime, VERSIONS } from './support/node-red.js';

/** The dialog sends this in place of a stored secret, which it never receives. */
const STORED = '__PWRD__';
const VARIABLE = 'LP_FIELD_OF_TEST';
const FIELDS = ['accountId', 'clientId', 'clientSecret', 'domainApi'] as const;

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
  const problemsOf = ({ steps }: ConnectionReport) => steps[0]?.problems ?? [];

  test('uses the stored secret with the deployed settings', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { steps } = await tested(platform, {});
    expect(steps.find(({ name }) => name === 'token')?.outcome).toBe('ok');
    expect(steps[0]).not.toHaveProperty('note');
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
    const report = await tested(platform, changes(elsewhere));
    expect(report.ok).toBe(false);
    expect(report.steps[0]).toMatchObject({ name: 'options', outcome: 'failed', code: 'invalid-options' });
    expect(problemsOf(report)).toEqual([{ key: 'secret-elsewhere', field: 'clientSecret' }]);
    expect(report.steps.slice(1)).toMatchObject(
      Array(4).fill({ outcome: 'skipped', durationMs: 0, detail: '' }),
    );
    expect([platform.connections.length, elsewhere.connections.length]).toEqual([0, 0]);
  });

  test('does not use a stored secret for an account that is not deployed, and says that it is not', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    await runtime.deploy([TAB, account(platform)], stored);
    const form = { ...account(platform), ...CREDENTIALS, clientSecret: STORED };
    const report = await runtime.testConnection('another', form);
    expect(problemsOf(report)).toEqual([{ key: 'secret-elsewhere', field: 'clientSecret' }]);
    expect(report.steps[0]?.note).toEqual({ key: 'new' });
    expect(platform.connections).toHaveLength(0);
  });

  test('tests another host with a secret typed into the form', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    await using elsewhere = await ScriptedPlatform.start({ invocation: echo });
    await tested(platform, { domainApi: elsewhere.url, clientSecret: 'typed' });
    expect(secretsSent(elsewhere)).toEqual(['typed']);
    expect(platform.connections).toHaveLength(0);
  });

  describe.each([
    ['braces', `\${${VARIABLE}}`],
    ['parentheses', `$(${VARIABLE})`],
  ])('a variable in %s', (_, reference) => {
    /** Deploys an account with the variable in one field, and tests the same form with these changes. */
    const testedWith = async (
      platform: ScriptedPlatform,
      field: (typeof FIELDS)[number],
      changes: object = {},
    ) => {
      const written = { ...account(platform), ...CREDENTIALS, [field]: ` ${reference} ` } as Record<
        string,
        string
      >;
      const { clientId, clientSecret, ...deployed } = written;
      await runtime.deploy([TAB, deployed as never], { account: { clientId, clientSecret } });
      // The editor never has the stored secret, also not if it is a reference.
      return await runtime.testConnection('account', { ...written, clientSecret: STORED, ...changes });
    };
    const values = (platform: ScriptedPlatform) =>
      ({ ...account(platform), ...CREDENTIALS }) as Record<string, unknown>;

    test.each(FIELDS)('is resolved in %s, where the deployed account has it', async (field) => {
      await using platform = await ScriptedPlatform.start({ invocation: echo });
      process.env[VARIABLE] = String(values(platform)[field]);
      const { steps } = await testedWith(platform, field);
      expect(steps.slice(0, 3).map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
      expect(secretsSent(platform)).toEqual([CREDENTIALS.clientSecret]);
    });

    test.each(FIELDS)('is named with its field %s if it is not set, and nothing is sent', async (field) => {
      await using platform = await ScriptedPlatform.start({ invocation: echo });
      const report = await testedWith(platform, field);
      expect(problemsOf(report)).toEqual([{ key: 'unresolved', field, name: VARIABLE }]);
      expect(platform.connections).toHaveLength(0);
    });

    test.each(['accountId', 'clientId', 'clientSecret'] as const)(
      'is not resolved in %s for another Domain API than the deployed one',
      async (field) => {
        await using platform = await ScriptedPlatform.start({ invocation: echo });
        await using elsewhere = await ScriptedPlatform.start({ invocation: echo });
        process.env[VARIABLE] = 'Variable-canary';
        const changes = { clientSecret: 'typed', [field]: reference, domainApi: elsewhere.url };
        const report = await testedWith(platform, field, changes);
        expect(problemsOf(report)).toEqual([{ key: 'not-deployed', field, name: VARIABLE }]);
        expect([platform.connections.length, elsewhere.connections.length]).toEqual([0, 0]);
      },
    );

    test.each(FIELDS)('is not resolved in %s if only the form has it', async (field) => {
      await using platform = await ScriptedPlatform.start({ invocation: echo });
      process.env[VARIABLE] = String(values(platform)[field]);
      const report = await tested(platform, { clientSecret: 'typed', [field]: reference });
      expect(problemsOf(report)).toEqual([{ key: 'not-deployed', field, name: VARIABLE }]);
      expect(platform.connections).toHaveLength(0);
    });
  });

  test('says of each step how long it took', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const before = performance.now();
    const { steps } = await tested(platform, { sharedCache: 'redis://127.0.0.1:1' });
    const elapsedMs = Math.ceil(performance.now() - before);
    expect(steps).toContainEqual(expect.objectContaining({ name: 'cache', outcome: 'warning' }));
    for (const { name, durationMs } of steps)
      expect([name, durationMs >= 0, durationMs <= elapsedMs]).toEqual([name, true, true]);
  });

  test('a field of more than 10,000 characters is refused as it is, and a form of 4 MB at once', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const ofLength = async (length: number) =>
      problemsOf(await tested(platform, { clientSecret: '${{'.padEnd(length, '{') }));
    expect(await ofLength(10_000)).toEqual([{ key: 'credential', field: 'clientSecret' }]);
    expect(await ofLength(10_001)).toEqual([{ key: 'too-long', field: 'clientSecret' }]);
    const fields = ['accountId', 'clientId', 'clientSecret', 'domainApi', 'trustedDomains'];
    const long = Object.fromEntries(fields.map((field) => [field, '${{'.repeat(280_000)]));
    const form = { ...account(platform), ...CREDENTIALS, ...long };
    const report = await runtime.testConnection('account', form);
    expect(problemsOf(report)).toEqual(fields.map((field) => ({ key: 'too-long', field })));
    expect(platform.connections).toHaveLength(0);
  });

  test('names a variable of the environment that is not the URL of a proxy, without its value', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    process.env['https_proxy'] = 'socks5://user:Proxy-canary@127.0.0.1:1';
    try {
      const report = await tested(platform, {});
      expect(problemsOf(report)).toEqual([
        { key: 'option', name: 'https_proxy', problem: expect.stringMatching(/^must be .*http/) },
      ]);
      expect(JSON.stringify(report)).not.toContain('canary');
    } finally {
      delete process.env['https_proxy'];
    }
    expect(platform.connections).toHaveLength(0);
  });

  test('asks whether the sandbox runs if a Domain API on this machine does not respond', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const silent = { domainApi: 'http://localhost:1', clientSecret: 'typed' };
    const { steps } = await tested(platform, silent);
    expect(steps[1]).toMatchObject({ name: 'domains', outcome: 'failed', note: { key: 'sandbox' } });
    platform.set('domain', (response) => void response.writeHead(500).end());
    const failing = await tested(platform, {});
    expect(failing.steps[1]).toMatchObject({ name: 'domains', outcome: 'failed' });
    expect(failing.steps[1]).not.toHaveProperty('note');
    platform.set('domain', json(200, { service: 'faasGW', account: '12345678', baseURI: 'evil.example' }));
    const untrusted = await tested(platform, {});
    expect(untrusted.steps[1]).toMatchObject({ outcome: 'failed', code: 'domain-untrusted' });
    expect(untrusted.steps[1]).not.toHaveProperty('note');
  });
});
