import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { CREDENTIALS, json, type Reply } from '@lp-faas/testing/scripted-platform';
import { OptionsError, TokenError, TokenSource } from '../src/index.js';
import { HOUR_MS, issue, rejecting, tokenBench } from './support/token-bench.js';

const secretsOf = (arrived: readonly { body: string; service: string }[]): (string | null)[] =>
  arrived
    .filter(({ service }) => service === 'token')
    .map(({ body }) => new URLSearchParams(body).get('client_secret'));

const provided = (clientSecret: () => Promise<string>) => ({
  credentials: { clientId: 'client-of-tests', clientSecret },
});

describe('rejected credentials', () => {
  test('rejected credentials are not sent again for five seconds, and the error does not show the secret', async () => {
    const echo: Reply = (response, { body }) =>
      json(401, { error: 'invalid_client', error_description: body })(response, {} as never);
    await using bench = await tokenBench({}, echo);
    const first = await bench.tokens.get().catch((error: unknown) => error);
    expect(first).toBeInstanceOf(TokenError);
    expect(first).toMatchObject({ code: 'credentials-rejected', retryable: false });
    expect(inspect(first, { depth: 10, showHidden: true })).not.toContain(CREDENTIALS.clientSecret);
    bench.clock.advance(4999);
    for (let call = 0; call < 100; call += 1) await expect(bench.tokens.get()).rejects.toBe(first);
    expect(bench.requests).toBe(1);
    expect(bench.tokens.state.coolingDown).toBe(true);
    bench.clock.advance(1);
    bench.platform.set('token', issue());
    expect(await bench.tokens.get()).toBe('token-1');
    expect(bench.tokens.state.coolingDown).toBe(false);
  });

  test('a new secret is sent at once after rejected credentials', async () => {
    let secret = 'old-secret';
    await using bench = await tokenBench(
      provided(async () => secret),
      rejecting,
    );
    await expect(bench.tokens.get()).rejects.toMatchObject({ code: 'credentials-rejected' });
    await expect(bench.tokens.get()).rejects.toMatchObject({ code: 'credentials-rejected' });
    secret = 'new-secret';
    bench.platform.set('token', issue());
    expect(await bench.tokens.get()).toBe('token-1');
    expect(secretsOf(bench.platform.arrived)).toEqual(['old-secret', 'new-secret']);
  });
});

describe('secret providers', () => {
  test('a secret provider is called once for each token request', async () => {
    let version = 0;
    await using bench = await tokenBench(provided(async () => `secret-${++version}`));
    await bench.tokens.get();
    await bench.tokens.get();
    bench.clock.advance(HOUR_MS);
    await bench.tokens.get();
    expect(secretsOf(bench.platform.arrived)).toEqual(['secret-1', 'secret-2']);
  });

  test.each<[string, () => Promise<string>]>([
    ['rejects', () => Promise.reject(new Error('vault says S3cret-canary'))],
    [
      'throws',
      () => {
        throw new Error('vault says S3cret-canary');
      },
    ],
    ['rejects with a string', () => Promise.reject('S3cret-canary')],
  ])(
    'a secret provider that %s causes token-unavailable, which does not quote its error',
    async (_, secret) => {
      await using bench = await tokenBench(provided(secret));
      const error = await bench.tokens.get().catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        ...{ code: 'token-unavailable', phase: 'token', retryable: true },
        problem: 'The function in credentials.clientSecret failed',
        hint: 'Check that function. Its own error is not shown here, because it may quote the secret.',
      });
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('canary');
      expect(bench.platform.arrived).toHaveLength(0);
    },
  );

  test.each([[''], ['S3cret-canary\n'], [undefined], [42], [{ secret: 'S3cret-canary' }]])(
    'a secret provider that returns %p causes credentials-rejected; the value is neither sent nor quoted',
    async (unusable) => {
      await using bench = await tokenBench(provided(async () => unusable as string));
      const error = await bench.tokens.get().catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        ...{ code: 'credentials-rejected', phase: 'token', retryable: false },
        problem: 'The function in credentials.clientSecret did not return a usable secret',
        hint: 'It must resolve to printable ASCII without white space; check for a trailing line break. Nothing was sent.',
      });
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('canary');
      expect(bench.platform.arrived).toHaveLength(0);
    },
  );

  test('a secret provider times out after ten seconds', async () => {
    await using bench = await tokenBench(provided(() => new Promise(() => undefined)));
    const waiting = bench.tokens.get();
    bench.clock.advance(9999);
    expect(bench.clock.pendingTimers).toBe(1);
    bench.clock.advance(1);
    await expect(waiting).rejects.toMatchObject({
      ...{ code: 'token-unavailable', retryable: true },
      problem: 'The function in credentials.clientSecret did not return within 10000 ms',
    });
  });

  test('a hanging secret provider does not delay an aborted call', async () => {
    await using bench = await tokenBench(provided(() => new Promise(() => undefined)));
    const caller = new AbortController();
    const waiting = bench.tokens.get(caller);
    caller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(bench.clock.pendingTimers).toBe(0);
  });

  test('a valid token is served although the secret provider fails', async () => {
    let isDown = false;
    await using bench = await tokenBench(
      provided(async () => {
        if (isDown) throw new Error('vault');
        return 'secret';
      }),
    );
    await bench.tokens.get();
    isDown = true;
    bench.clock.advance(HOUR_MS - 5000);
    expect(await bench.tokens.get()).toBe('token-1');
  });

  test('clientSecret must be a string or a function', () => {
    const source = (clientSecret: unknown) => () =>
      new TokenSource({ accountId: '1', credentials: { clientId: 'a', clientSecret } } as never);
    expect(source(async () => 'x')).not.toThrow();
    for (const bad of [42, {}, null, Promise.resolve('x')]) expect(source(bad)).toThrow(OptionsError);
  });
});

describe('onToken', () => {
  test.each<[string, (token: string) => void]>([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no'))],
  ])('an onToken listener that %s does not fail the call', async (_, onToken) => {
    await using bench = await tokenBench({ onToken });
    expect(await bench.tokens.get()).toBe('token-1');
    expect(await bench.tokens.get()).toBe('token-1');
    expect(bench.requests).toBe(1);
  });

  test('onToken receives each token once, before any caller does', async () => {
    const events: string[] = [];
    await using bench = await tokenBench({ onToken: (token) => events.push(`onToken ${token}`) });
    const get = async (): Promise<unknown> => events.push(`get ${await bench.tokens.get()}`);
    await Promise.all([get(), get()]);
    expect(events).toEqual(['onToken token-1', 'get token-1', 'get token-1']);
  });
});

test.each<[string, Reply, string]>([
  ['an HTML page', (response) => response.writeHead(200).end('<html>Sign in</html>'), 'token-malformed'],
  ['an empty body', (response) => response.writeHead(200).end(), 'token-malformed'],
  ['JSON without a token', json(200, { token_type: 'Bearer' }), 'token-malformed'],
  ['null', json(200, null), 'token-malformed'],
  ['a token that breaks the header', json(200, { access_token: 'a\r\nb' }), 'token-malformed'],
  ['another token type', json(200, { access_token: 'a', token_type: 'mac' }), 'token-malformed'],
  ['a body over the limit', json(200, { access_token: 'a'.repeat(100_000) }), 'token-unavailable'],
])('a token response with status 200 and %s is rejected', async (_, reply, code) => {
  await using bench = await tokenBench({}, reply);
  await expect(bench.tokens.get()).rejects.toMatchObject({ code, phase: 'token' });
  expect(bench.tokens.state.zone).toBe('none');
});
