import { describe, expect, test } from '@jest/globals';
import { LAMBDA } from '@lp-faas/testing/scripted-platform';
import {
  DomainResolver,
  FunctionsClient,
  type FunctionsClientOptions,
  findInputProblems,
  OptionsError,
  TokenSource,
} from '../src/index.js';
import { clientSettings } from '../src/settings.js';

const good: FunctionsClientOptions = {
  accountId: '12345678',
  credentials: { clientId: 'id', clientSecret: 'S3cret-canary' },
};

function problemsOf(options: unknown): string[] {
  try {
    new FunctionsClient(options as FunctionsClientOptions);
    return [];
  } catch (error) {
    return (error as OptionsError).problems.map(({ option }) => option);
  }
}

describe('options of a client', () => {
  test.each<[string, object]>([
    ['accountId', { accountId: undefined }],
    ['accountId', { accountId: '' }],
    ['accountId', { accountId: '../x' }],
    ['accountId', { accountId: '1/2' }],
    ['accountId', { accountId: 12345678 }],
    ['accountId', { accountId: '1'.repeat(33) }],
    ['region', { region: 'europe' }],
    ['region', { region: 'us', generation: 'v2' }],
    ['generation', { generation: 'V1' }],
    ['domains', { domains: { faasgw: 'x' } }],
    ['domains', { domains: 'x' }],
    ['domainApi', { domainApi: 'api.liveperson.net' }],
    ['domainApi', { domainApi: 'http://api.liveperson.net' }],
    ['domainApi', { domainApi: 'https://user:pass@api.liveperson.net' }],
    ['domainApi', { domainApi: 'https://api.liveperson.net/?x=1' }],
    ['domainApi', { domainApi: 'ftp://127.0.0.1' }],
    ['trustedDomains', { trustedDomains: ['com'] }],
    ['trustedDomains', { trustedDomains: ['*.example.com'] }],
    ['trustedDomains', { trustedDomains: 'example.com' }],
    ['eventSource', { eventSource: '' }],
    ['eventSource', { eventSource: 'a\r\nx-evil: 1' }],
    ['deadlineMs', { deadlineMs: 0 }],
    ['deadlineMs', { deadlineMs: 1.5 }],
    ['deadlineMs', { deadlineMs: 2 ** 31 }],
    ['deadlineMs', { deadlineMs: Number.NaN }],
    ['deadlineMs', { deadlineMs: '60' }],
    ['attemptTimeoutMs', { attemptTimeoutMs: -1 }],
    ['credentials.clientId', { credentials: { clientId: '', clientSecret: 'x' } }],
    ['credentials.clientSecret', { credentials: { clientId: 'x' } }],
    ['credentials.clientSecret', { credentials: { clientId: 'x', clientSecret: 'pasted\n' } }],
  ])('a client rejects an invalid %s: %p', (option, override) => {
    expect(problemsOf({ ...good, ...override })).toEqual([option]);
  });

  test.each<[unknown]>([[0], [11], [2.5], [-1], ['3'], [Number.NaN]])(
    'a client and a call reject maxAttempts of %p',
    async (maxAttempts) => {
      const problem = 'must be a whole number from 1 to 10';
      const options = { ...good, retry: { maxAttempts } } as never;
      expect(() => new FunctionsClient(options)).toThrow(
        expect.objectContaining({ problems: [{ option: 'retry.maxAttempts', problem }] }),
      );
      await using client = new FunctionsClient(good);
      const call = client.invoke({ lambdaUuid: LAMBDA }, { maxAttempts } as never);
      await expect(call).rejects.toThrow(OptionsError);
      await expect(call).rejects.toMatchObject({ problems: [{ option: 'maxAttempts', problem }] });
    },
  );

  test.each([[1], [10]])('a client accepts maxAttempts of %p', (maxAttempts) => {
    expect(problemsOf({ ...good, retry: { maxAttempts } })).toEqual([]);
  });

  test('an OptionsError names every invalid option', () => {
    const bad = { accountId: '../x', credentials: {}, region: 'mars', deadlineMs: -1 };
    expect(problemsOf(bad)).toEqual([
      'accountId',
      'region',
      'deadlineMs',
      'credentials.clientId',
      'credentials.clientSecret',
    ]);
  });

  test('a client has the documented defaults', () => {
    const transport = { send: () => Promise.reject(new Error('unused')), close: async () => undefined };
    const { generation, eventSource, deadlineMs, attemptTimeoutMs, retry } = clientSettings(
      good,
      transport,
      () => [],
    );
    expect({ generation, eventSource, deadlineMs, attemptTimeoutMs, retry }).toEqual({
      generation: 'auto',
      eventSource: 'lp-faas-invoke',
      deadlineMs: 60_000,
      attemptTimeoutMs: 40_000,
      retry: { maxAttempts: 3, baseDelayMs: 200, maxDelayMs: 20_000 },
    });
  });

  test('tokens replace credentials and cannot be combined with them', () => {
    const tokens = { get: async () => 'token', invalidate: () => undefined };
    const { credentials, ...rest } = good;
    expect(problemsOf({ ...rest, tokens })).toEqual([]);
    expect(problemsOf({ ...rest, tokens, credentials })).toEqual(['tokens']);
    expect(problemsOf({ ...rest, tokens: 'token' })).toEqual(['tokens']);
  });

  test('a client rejects missing credentials', () => {
    expect(problemsOf({ accountId: '1' })).toEqual(['credentials.clientId', 'credentials.clientSecret']);
  });

  test('an OptionsError does not quote a value, which may be a misplaced secret', () => {
    const secret = 'S3cret-canary!';
    const everywhere = Object.fromEntries(
      ['accountId', 'region', 'generation', 'domainApi', 'deadlineMs'].map((name) => [name, secret]),
    );
    expect(() => new FunctionsClient({ ...good, ...everywhere } as never)).toThrow(OptionsError);
    expect(() => new FunctionsClient({ ...good, ...everywhere } as never)).not.toThrow(secret);
  });

  test('DomainResolver and TokenSource check their own options', () => {
    expect(() => new DomainResolver({ accountId: '..' })).toThrow(OptionsError);
    expect(() => new TokenSource({ accountId: '1', credentials: {} } as never)).toThrow(OptionsError);
  });
});

describe('findInputProblems', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;

  test.each<[string, object]>([
    ['lambdaUuid', {}],
    ['lambdaUuid', { lambdaUuid: '' }],
    ['lambdaUuid', { lambdaUuid: '..' }],
    ['lambdaUuid', { lambdaUuid: `${LAMBDA}/../x` }],
    ['lambdaUuid', { lambdaUuid: `${LAMBDA}\n` }],
    ['eventId', { lambdaUuid: LAMBDA, eventId: 'x' }],
    ['eventId', { eventId: '..' }],
    ['eventId', { eventId: '.' }],
    ['eventId', { eventId: 'a\nb' }],
    ['eventId', { eventId: 'half a \ud83d face' }],
    ['eventId', { eventId: 'x'.repeat(257) }],
    ['eventId', { eventId: 7 }],
    ['skillId', { eventId: 'x', skillId: '' }],
    ['skillId', { eventId: 'x', skillId: 'ü' }],
    ['skillId', { lambdaUuid: LAMBDA, skillId: '1' }],
    ['payload', { lambdaUuid: LAMBDA, payload: 1n }],
    ['payload', { lambdaUuid: LAMBDA, payload: () => 1 }],
    ['payload', { lambdaUuid: LAMBDA, payload: cyclic }],
    ['payloadJson', { lambdaUuid: LAMBDA, payloadJson: '{' }],
    ['payloadJson', { lambdaUuid: LAMBDA, payloadJson: '' }],
    ['payloadJson', { lambdaUuid: LAMBDA, payloadJson: '{}', payload: {} }],
    ['headers', { lambdaUuid: LAMBDA, headers: { '': 'x' } }],
    ['headers', { lambdaUuid: LAMBDA, headers: { a: 1 } }],
    ['headers', { lambdaUuid: LAMBDA, headers: [{ key: 'a' }] }],
  ])('findInputProblems reports an invalid %s: %p', (option, input) => {
    expect(findInputProblems(input).map((problem) => problem.option)).toEqual([option]);
  });
});
