import { TestClock } from '@lp-faas/testing/clock';
import { json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { TokenSource } from '../../src/index.js';
import type { TokenOptions } from '../../src/options.js';

export const HOUR_MS = 3_600_000;

/** How long before its expiry a token's soft zone begins at the earliest, and its hard zone. */
export const SOFT_LEAD_MS = 300_000;
export const HARD_LEAD_MS = 10_000;

/** Issues `token-1`, `token-2`, …: opaque, so that `expires_in` alone determines the lifetime. */
export function issue(lifetimeS = 3600): Reply {
  let count = 0;
  return (response, request) => {
    count += 1;
    json(200, { access_token: `token-${count}`, token_type: 'Bearer', expires_in: lifetimeS })(
      response,
      request,
    );
  };
}

export const down = json(503, {});
export const rejecting = json(401, { error: 'invalid_client' });

/** A token source with a platform on real sockets and a test clock. */
export interface TokenBench extends AsyncDisposable {
  readonly platform: ScriptedPlatform;
  readonly clock: TestClock;
  readonly tokens: TokenSource;
  /** Token requests so far. */
  readonly requests: number;
  /** Waits until a background refresh has ended. */
  settle(): Promise<void>;
  /** Holds responses of the service until the test opens it. */
  hold(): { open(reply: Reply, order?: 'oldest first' | 'newest first'): void; readonly waiting: number };
}

export async function tokenBench(
  options: Partial<TokenOptions> = {},
  reply: Reply = issue(),
): Promise<TokenBench> {
  const platform = await ScriptedPlatform.start({ token: reply });
  const clock = new TestClock();
  const tokens = new TokenSource({ ...platform.options, clock, ...options });
  return {
    platform,
    clock,
    tokens,
    get requests() {
      return platform.count('token');
    },
    async settle() {
      while (tokens.state.refreshing) await new Promise((resolve) => setImmediate(resolve));
    },
    hold() {
      const held: (() => void)[] = [];
      let answer: Reply | undefined;
      platform.set('token', (response, request) => {
        if (answer !== undefined) answer(response, request);
        else held.push(() => answer?.(response, request));
      });
      return {
        open(to, order = 'oldest first') {
          answer = to;
          const releases = held.splice(0);
          for (const release of order === 'oldest first' ? releases : releases.reverse()) release();
        },
        get waiting() {
          return held.length;
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await platform[Symbol.asyncDispose]();
    },
  };
}

/** Waits for a condition that depends on real sockets. */
export async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setImmediate(resolve));
}
