import { describe, expect, test } from '@jest/globals';
import { startSandbox } from '@lp-faas/sandbox';
import { TestClock } from '@lp-faas/testing/clock';
import { json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient, type FunctionsError } from '../src/index.js';

const FORBIDDEN = '11111111-1f0a-4d55-9c57-3f0d8a3f5f10';

/** A gateway that takes some tokens, by a rule that a test gives. */
async function gateway(accepts: (token: string, url: string) => number) {
  const clock = new TestClock();
  const invocation: Reply = (response, request) => {
    const token = String(request.headers.authorization).slice('Bearer '.length);
    json(accepts(token, request.url), {})(response, request);
  };
  const platform = await ScriptedPlatform.start({ invocation });
  const client = new FunctionsClient({ ...platform.options, clock });
  const invoke = (lambdaUuid = LAMBDA): Promise<string> =>
    client.invoke({ lambdaUuid }).then(
      () => 'done',
      ({ code }: FunctionsError) => code,
    );
  return {
    platform,
    client,
    clock,
    invoke,
    async [Symbol.asyncDispose]() {
      await client.close();
      await platform[Symbol.asyncDispose]();
    },
  };
}

describe.each([401, 403])('when the gateway answers %i', (status) => {
  test(`replaces a token that was revoked, and replays the invocation once (${status})`, async () => {
    const revoked = new Set<string>();
    await using bench = await gateway((token) => (revoked.has(token) ? status : 200));
    expect(await bench.invoke()).toBe('done');
    revoked.add(bench.platform.token);
    expect(await bench.invoke()).toBe('done');
    expect([bench.platform.count('token'), bench.platform.count('invocation')]).toEqual([2, 3]);
  });

  test(`does not replay with a token that is equal to the refused one (${status})`, async () => {
    await using bench = await gateway(() => status);
    const same = bench.platform.token;
    bench.platform.set('token', json(200, { access_token: same, expires_in: 3600 }));
    expect(await bench.invoke()).toMatch(/unauthorized|forbidden/);
    expect(bench.platform.count('invocation')).toBe(1);
  });

  test(`spends a handful of tokens on twenty calls that are refused for good (${status})`, async () => {
    await using bench = await gateway(() => status);
    for (let call = 0; call < 20; call += 1) {
      expect(await bench.invoke()).toMatch(/unauthorized|forbidden/);
      bench.clock.advance(200);
    }
    expect(bench.platform.count('token')).toBeLessThanOrEqual(4);
    expect(bench.platform.count('invocation')).toBeLessThanOrEqual(24);
  });

  test(`replaces tokens less and less often while they are refused, and a minute apart in the end (${status})`, async () => {
    await using bench = await gateway(() => status);
    const requestedAt: number[] = [];
    for (let call = 0, tokens = 0; call < 1200; call += 1) {
      await bench.invoke();
      if (bench.platform.count('token') > tokens) requestedAt.push(bench.clock.now());
      tokens = bench.platform.count('token');
      bench.clock.advance(500);
    }
    const gaps = requestedAt.slice(1).map((at, index) => at - (requestedAt[index] ?? 0));
    expect(gaps[0]).toBeGreaterThanOrEqual(2500);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(60_500);
    expect(requestedAt.length).toBeLessThan(25);
  });
});

test('one function that is forbidden does not take the token from those that are not', async () => {
  await using bench = await gateway((_, url) => (url.includes(FORBIDDEN) ? 403 : 200));
  await bench.invoke();
  for (let round = 0; round < 20; round += 1) {
    expect(await bench.invoke(FORBIDDEN)).toBe('forbidden');
    expect(await bench.invoke()).toBe('done');
  }
  expect(bench.platform.count('token')).toBeLessThanOrEqual(3);
});

test('a token that is revoked after a forbidden function was called is replaced as soon as the pause is over', async () => {
  let revoked = '';
  await using bench = await gateway((token, url) =>
    url.includes(FORBIDDEN) || token === revoked ? 403 : 200,
  );
  await bench.invoke(FORBIDDEN);
  revoked = bench.platform.token;
  expect(await bench.invoke()).toBe('forbidden');
  bench.clock.advance(60_000);
  expect(await bench.invoke()).toBe('done');
});

test('a hundred calls whose token is revoked share one new token', async () => {
  const revoked = new Set<string>();
  await using bench = await gateway((token) => (revoked.has(token) ? 403 : 200));
  await bench.invoke();
  revoked.add(bench.platform.token);
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => bench.invoke()));
  expect(new Set(outcomes)).toEqual(new Set(['done']));
  expect(bench.platform.count('token')).toBe(2);
});

test('the error of a refusal that stays names scope, account and IP restriction', async () => {
  await using bench = await gateway(() => 403);
  const error = (await bench.client
    .invoke({ lambdaUuid: LAMBDA })
    .catch((e: unknown) => e)) as FunctionsError;
  expect(error).toMatchObject({ code: 'forbidden', delivery: 'rejected', retryable: false, attempts: 2 });
  for (const word of ['scope faas.lambda.invoke', 'account', 'IP restriction'])
    expect(error.hint).toContain(word);
});

test('tokens that the sandbox revokes on generation V2 are replaced at once', async () => {
  const functions = new URL('../../../examples/functions', import.meta.url).pathname;
  await using sandbox = await startSandbox({ functions });
  await using client = new FunctionsClient({
    accountId: '87654321',
    credentials: { clientId: 'sandbox-client', clientSecret: 'sandbox-secret' },
    domainApi: sandbox.url,
  });
  const input = { lambdaUuid: '5d2f9c34-8a7e-4b61-9c0d-e4a1b7f3d222', payload: { name: 'Ada' } };
  await client.invoke(input);
  await fetch(`${sandbox.url}/_sandbox/tokens/revoke`, { method: 'POST' });
  expect(await client.invoke(input)).toMatchObject({ status: 200, generation: 'v2', attempts: 2 });
});

describe('a token request that OAuth refuses', () => {
  const failing = async (status: number, error: string): Promise<FunctionsError> => {
    await using platform = await ScriptedPlatform.start({ token: json(status, { error }) });
    await using client = new FunctionsClient(platform.options);
    return (await client.invoke({ lambdaUuid: LAMBDA }).catch((e: unknown) => e)) as FunctionsError;
  };

  test.each([
    ['invalid_scope', 'scope faas.lambda.invoke'],
    ['unauthorized_client', 'client_credentials'],
    ['unsupported_grant_type', 'client_credentials'],
  ])('names what the installation lacks, and does not blame the secret: %s', async (code, named) => {
    const { code: ours, hint, problem } = await failing(400, code);
    expect(ours).toBe('credentials-rejected');
    expect(problem).toContain(code);
    expect(hint).toContain(named);
    expect(hint).not.toContain('client secret');
  });

  test('names secret, installation and IP restriction for everything else', async () => {
    const { hint } = await failing(400, 'invalid_client');
    for (const word of ['client secret', 'installed', 'IP restriction']) expect(hint).toContain(word);
  });
});
