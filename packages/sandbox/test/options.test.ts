import { describe, expect, test } from '@jest/globals';
import { type SandboxOptions, startSandbox } from '../dist/index.js';
import { sandboxWith, tokenFor, V1 } from './support.js';

describe('options', () => {
  const bad: [string, SandboxOptions][] = [
    ['a port above 65535', { port: 70_000 }],
    ['a port that is not a number', { port: Number.NaN }],
    ['a host with a scheme', { host: 'http://127.0.0.1' }],
    ['a host that marks a v2 account', { host: 'my-functions.localhost' }],
    ['an empty list of accounts', { accounts: [] }],
    ['an account id with a slash', { accounts: [{ id: 'a/b', generation: 'v1' }] }],
    [
      'an account given twice',
      {
        accounts: [
          { id: '1', generation: 'v1' },
          { id: '1', generation: 'v2' },
        ],
      },
    ],
    ['an empty client id', { clientId: '' }],
    ['an empty client secret', { clientSecret: '' }],
    ['a token lifetime of 0', { tokenTtlMs: 0 }],
    ['an infinite token lifetime', { tokenTtlMs: Number.POSITIVE_INFINITY }],
    ['an execution limit of 0', { executionLimitMs: 0 }],
    ['an execution limit beyond the longest timer', { executionLimitMs: 2 ** 31 }],
    ['an instance limit of 0', { instances: 0 }],
    ['a fractional instance limit', { instances: 1.5 }],
    ['a negative cold start', { coldStartMs: -1 }],
    ['a keep-warm time beyond the longest timer', { keepWarmMs: 2 ** 31 }],
    ['an unknown log limit', { logLimit: 'ignore' as 'drop' }],
  ];
  test.each(bad)('startSandbox rejects %s', async (_what, options) => {
    await expect(startSandbox(options)).rejects.toMatchObject({
      name: 'SandboxError',
      code: 'invalid-options',
    });
  });

  test('given accounts and credentials replace the defaults', async () => {
    const accounts = [{ id: '10000001', generation: 'v2' }] as const;
    const sandbox = await sandboxWith({ accounts, clientId: 'me', clientSecret: 'mine' });
    expect(sandbox).toMatchObject({ accounts, clientId: 'me', clientSecret: 'mine', functions: [] });
    expect(await tokenFor(sandbox, '10000001')).toMatch(/^eyJ/);
    expect(await tokenFor(sandbox, V1)).toBeUndefined();
  });

  test('startSandbox rejects a port in use and names it', async () => {
    const { url } = await sandboxWith();
    const port = Number(new URL(url).port);
    await expect(startSandbox({ port })).rejects.toMatchObject({
      code: 'listen-failed',
      message: expect.stringContaining(`127.0.0.1:${port}: the port is in use`),
    });
  });

  test('startSandbox rejects an address of another machine and says what to choose', async () => {
    // An address for documentation, which no machine has.
    await expect(startSandbox({ host: '203.0.113.1' })).rejects.toMatchObject({
      code: 'listen-failed',
      message:
        'Cannot listen on 203.0.113.1:0: EADDRNOTAVAIL. Choose an address of this machine and a port that you may use.',
    });
  });
});
