import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import type { FunctionsClient } from '../src/index.js';
import { arrivedAt, input, withClient } from './support/client.js';

describe('caches of a client', () => {
  test('a thousand cold callers make one request per service and one for the token', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, (client) =>
      Promise.all(Array.from({ length: 1000 }, () => client.invoke(input))),
    );
    expect(platform.count('domain')).toBe(2);
    expect(platform.count('token')).toBe(1);
    expect(platform.count('invocation')).toBe(1000);
  });

  test('a client renews the token before it expires', async () => {
    await using platform = await ScriptedPlatform.start();
    const clock = new TestClock();
    await withClient(
      platform,
      async (client) => {
        await client.invoke(input);
        clock.advance(3_000_000);
        await client.invoke(input);
        expect(platform.count('token')).toBe(1);
        clock.advance(595_000);
        await client.invoke(input);
        expect(platform.count('token')).toBe(2);
      },
      { clock },
    );
  });

  test.each([-86_400_000, 86_400_000])(
    'a client reuses its token although the wall clock is %i ms off',
    async (off) => {
      await using platform = await ScriptedPlatform.start();
      const clock = new TestClock();
      clock.setWall(Date.now() + off);
      const twice = async (client: FunctionsClient): Promise<void> => {
        await client.invoke(input);
        clock.advance(600_000);
        await client.invoke(input);
      };
      await withClient(platform, twice, { clock });
      expect(platform.count('token')).toBe(1);
    },
  );

  test('a client looks up hosts again after ten minutes', async () => {
    await using platform = await ScriptedPlatform.start();
    const clock = new TestClock();
    await withClient(
      platform,
      async (client) => {
        await client.invoke(input);
        clock.advance(599_000);
        await client.invoke(input);
        expect(platform.count('domain')).toBe(2);
        // Jitter delays the refresh by up to a minute.
        clock.advance(61_001);
        await client.invoke(input);
        expect(arrivedAt(platform, 'domain').filter(({ url }) => url.includes('faasGW'))).toHaveLength(2);
      },
      { clock },
    );
  });

  test('onToken receives a new token before it is used', async () => {
    await using platform = await ScriptedPlatform.start();
    const reported: [string, number][] = [];
    const onToken = (token: string): unknown => reported.push([token, platform.count('invocation')]);
    await withClient(platform, (client) => client.invoke(input), { onToken });
    expect(reported).toEqual([[platform.token, 0]]);
  });
});
