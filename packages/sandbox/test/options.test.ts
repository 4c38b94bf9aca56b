import { describe, expect, test } from '@jest/globals';
import { type SandboxOptions, startSandbox } from '../dist/index.js';
import { sandboxWith, tokenFor, V1 } from './support.js';

describe('options', () => {
  const bad: [string, SandboxOptions][] = [
    ['a port that is none', { port: 70_000 }],
    ['a port that is no number', { port: Number.NaN }],
    ['a host with a scheme', { host: 'http://127.0.0.1' }],
    ['a host that marks a v2 account', { host: 'my-functions.localhost' }],
    ['no account', { accounts: [] }],
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
    ['a token of no life', { tokenTtlMs: 0 }],
    ['a token for ever', { tokenTtlMs: Number.POSITIVE_INFINITY }],
    ['no time to run', { executionLimitMs: 0 }],
    ['more time than a timer holds', { executionLimitMs: 2 ** 31 }],
    ['no instance', { instances: 0 }],
    ['half an instance', { instances: 1.5 }],
    ['a cold start before the call', { coldStartMs: -1 }],
    ['warmth for ever', { keepWarmMs: 2 ** 31 }],
    ['an unknown log limit', { logLimit: 'ignore' as 'drop' }],
  ];
  test.each(bad)('%s is refused before anything starts', async (_what, options) => {
    await expect(startSandbox(options)).rejects.toMatchObject({
      name: 'SandboxError',
      code: 'invalid-options',
    });
  });

  test('other accounts and credentials take the place of the default ones', async () => {
    const accounts = [{ id: '10000001', generation: 'v2' }] as const;
    const sandbox = await sandboxWith({ accounts, clientId: 'me', clientSecret: 'mine' });
    expect(sandbox).toMatchObject({ accounts, clientId: 'me', clientSecret: 'mine', functions: [] });
    expect(await tokenFor(sandbox, '10000001')).toMatch(/^eyJ/);
    expect(await tokenFor(sandbox, V1)).toBeUndefined();
  });

  test('a port in use is named', async () => {
    const { url } = await sandboxWith();
    const port = Number(new URL(url).port);
    await expect(startSandbox({ port })).rejects.toMatchObject({
      code: 'listen-failed',
      message: expect.stringContaining(`127.0.0.1:${port}: the port is in use`),
    });
  });
});
