import { expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient, FunctionsError, type Tokens } from '../src/index.js';

const input = { lambdaUuid: LAMBDA };

async function withTokens<T>(
  tokens: Partial<Tokens>,
  work: (client: FunctionsClient, platform: ScriptedPlatform, clock: TestClock) => Promise<T>,
): Promise<T> {
  const clock = new TestClock('paced');
  await using platform = await ScriptedPlatform.start();
  const { credentials: _, ...options } = platform.options;
  const all = { get: async () => platform.token, invalidate: () => undefined, ...tokens };
  const [retry, domains] = [{ maxAttempts: 1 }, { faasGW: platform.host }];
  await using client = new FunctionsClient({ ...options, domains, clock, retry, tokens: all as Tokens });
  return await work(client, platform, clock);
}

const failure = (work: Promise<unknown>): Promise<FunctionsError> =>
  work.then(
    () => Promise.reject(new Error('It succeeded')),
    (error: FunctionsError) => error,
  );

test('a deadline ends a call whose own tokens never come', async () => {
  let asked = (): void => undefined;
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const get = (): Promise<string> => {
    asked();
    return new Promise(() => undefined);
  };
  await withTokens({ get }, async (client, _, clock) => {
    const failed = failure(client.invoke(input));
    await isAsked;
    clock.advance(60_000);
    expect(await failed).toMatchObject({ code: 'timeout', phase: 'token', delivery: 'not-sent' });
  });
});

test('a signal ends a call whose own tokens never come', async () => {
  await withTokens({ get: () => new Promise(() => undefined) }, async (client) => {
    const controller = new AbortController();
    const failed = failure(client.invoke(input, { signal: controller.signal }));
    controller.abort();
    expect(await failed).toMatchObject({ code: 'aborted', delivery: 'not-sent' });
  });
});

test.each<[string, () => Promise<string>]>([
  ['rejects', () => Promise.reject(Object.assign(new Error('the vault is sealed'), { code: 'ESEALED' }))],
  [
    'throws',
    () => {
      throw Object.assign(new Error('the vault is sealed'), { code: 'ESEALED' });
    },
  ],
])('a provider of tokens that %s is a TokenError with its cause', async (_, get) => {
  await withTokens({ get }, async (client, platform) => {
    const error = await failure(client.invoke(input));
    expect(error).toBeInstanceOf(FunctionsError);
    expect(error).toMatchObject({
      name: 'TokenError',
      code: 'token-unavailable',
      phase: 'token',
      delivery: 'not-sent',
      retryable: true,
      problem: 'tokens.get() failed (the vault is sealed)',
      hint: 'Nothing was sent. Check what provides the tokens.',
      cause: { message: 'the vault is sealed', code: 'ESEALED' },
    });
    expect(platform.count('invocation')).toBe(0);
  });
});

test.each([
  ['undefined', undefined],
  ['null', null],
  ['empty', ''],
  ['a token with a line break', 'abc\r\nx-evil: 1'],
  ['a token with a space', 'abc def'],
  ['a token beyond ASCII', 'töken'],
  ['a number', 42],
])('what cannot be a token is never sent: %s', async (_, token) => {
  await withTokens({ get: async () => token as string }, async (client, platform) => {
    const error = await failure(client.invoke(input));
    expect(error).toMatchObject({
      code: 'token-malformed',
      phase: 'token',
      delivery: 'not-sent',
      retryable: false,
      problem: 'tokens.get() did not return a usable token',
      hint: 'Nothing was sent. It must resolve to a text of printable ASCII without white space.',
    });
    expect(String(error)).not.toContain('evil');
    expect(platform.count('invocation')).toBe(0);
  });
});

test('a token that is there at once but cannot be one is asked for again', async () => {
  await withTokens({ ready: () => 'not a token' }, async (client, platform) => {
    await client.invoke(input);
    expect(platform.arrived.at(-1)?.headers.authorization).toBe(`Bearer ${platform.token}`);
  });
});

test.each<[string, Partial<Tokens>]>([
  [
    'ready',
    {
      ready: () => {
        throw new Error('not now');
      },
    },
  ],
  [
    'invalidate',
    {
      invalidate: () => {
        throw new Error('not now');
      },
    },
  ],
])('a provider whose %s throws does not fail a call that can go on without it', async (_, tokens) => {
  await withTokens(tokens, async (client) => {
    expect((await client.invoke(input)).status).toBe(200);
  });
});

test('one failure of a provider of tokens does not end a batch', async () => {
  let asked = 0;
  const get = async (): Promise<string> => {
    asked += 1;
    if (asked === 2) throw new Error('once');
    return `token-${asked}`;
  };
  await withTokens({ get }, async (client) => {
    const outcomes: string[] = [];
    for await (const one of client.invokeAll(new Array(8).fill(input), { concurrency: 1 })) {
      outcomes.push(one.status);
    }
    expect(outcomes.filter((status) => status === 'fulfilled')).toHaveLength(7);
    expect(outcomes).toHaveLength(8);
  });
});

test('a TokenSource of another copy of the library is taken at its word', async () => {
  const { TokenSource, TokenError } = (await import('@lp-faas/core')) as typeof import('../src/index.js');
  const other = new TokenError({
    code: 'credentials-rejected',
    phase: 'token',
    problem: 'The secret is wrong',
    hint: 'Check it.',
  });
  expect(other).not.toBeInstanceOf(FunctionsError);
  await withTokens({ get: () => Promise.reject(other) }, async (client) => {
    expect(await failure(client.invoke(input))).toMatchObject({
      code: 'credentials-rejected',
      phase: 'token',
    });
    const settled: string[] = [];
    for await (const one of client.invokeAll([input, input])) settled.push(one.status);
    expect(settled).toEqual(['rejected', 'rejected']);
  });
  await using platform = await ScriptedPlatform.start();
  await using source = new TokenSource(platform.options);
  const { credentials: _, ...options } = platform.options;
  await using client = new FunctionsClient({ ...options, tokens: source });
  expect((await client.invoke(input)).status).toBe(200);
});
