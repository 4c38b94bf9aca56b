import { describe, expect, test } from '@jest/globals';
import { MemoryCache } from '@lp-faas/testing/memory-cache';
import { LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient, TokenSource } from '../src/index.js';
import { arrivedAt, withClient } from './support/client.js';

const input = { lambdaUuid: LAMBDA };

/** The tokens with which the invocations arrived, numbered in the order of their first use. */
function tokensAt(platform: ScriptedPlatform): number[] {
  const tokens = arrivedAt(platform, 'invocation').map(({ headers }) => headers.authorization);
  return tokens.map((token) => [...new Set(tokens)].indexOf(token));
}

describe('after invalidateToken', () => {
  test('the next call requests a new token, once, and later calls use it', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, async (client) => {
      await client.invoke(input);
      client.invalidateToken();
      await Promise.all([client.invoke(input), client.invoke(input)]);
      await client.invoke(input);
    });
    expect(tokensAt(platform)).toEqual([0, 1, 1, 1]);
    expect(platform.count('token')).toBe(2);
  });

  test('a client that has no token yet calls as usual', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, async (client) => {
      client.invalidateToken();
      await client.invoke(input);
    });
    expect(platform.count('token')).toBe(1);
  });

  test.each([
    ['has used', true],
    ['has not seen yet', false],
  ])('a token in the shared cache that the client %s is not used again', async (_, isUsed) => {
    await using platform = await ScriptedPlatform.start();
    const tokenCache = new MemoryCache();
    await withClient(platform, (client) => client.invoke(input), { tokenCache });
    await withClient(
      platform,
      async (client) => {
        if (isUsed) await client.invoke(input);
        client.invalidateToken();
        await client.invoke(input);
        await client.invoke(input);
      },
      { tokenCache },
    );
    expect(tokensAt(platform).slice(-2)).toEqual([1, 1]);
    expect(platform.count('token')).toBe(2);
  });

  test('a token that was requested before is not kept', async () => {
    await using platform = await ScriptedPlatform.start();
    await using tokens = new TokenSource(platform.options);
    const first = tokens.get();
    tokens.invalidate();
    await first;
    expect(tokens.state.zone).toBe('none');
  });

  test('a token source of the caller learns which token was used last, also without ready', async () => {
    await using platform = await ScriptedPlatform.start();
    const invalidated: string[] = [];
    const { credentials: _, ...options } = platform.options;
    await using client = new FunctionsClient({
      ...options,
      tokens: { get: async () => 'token-of-my-own', invalidate: (token) => void invalidated.push(token) },
    });
    client.invalidateToken();
    await client.invoke(input);
    client.invalidateToken();
    expect(invalidated).toEqual(['token-of-my-own']);
  });

  test('a TokenSource that clients share requests a new token for both', async () => {
    await using platform = await ScriptedPlatform.start();
    await using tokens = new TokenSource(platform.options);
    const { credentials: _, ...options } = platform.options;
    await using one = new FunctionsClient({ ...options, tokens });
    await using other = new FunctionsClient({ ...options, tokens });
    await one.invoke(input);
    one.invalidateToken();
    await other.invoke(input);
    expect(tokensAt(platform)).toEqual([0, 1]);
  });
});
