/** What a refusal means for the refused call, and for the others. */
import type { ServerResponse } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { json, LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { turn, until } from '@lp-faas/testing/until';
import type { FunctionsClient, SettledInvocation } from '../src/index.js';
import { withClient } from './support/client.js';

const HOUR_MS = 3_600_000;

/** A platform that refuses everything beyond one request in flight, which runs until it is ended. */
async function platformForOne(headers: Record<string, string> = {}) {
  let running: ServerResponse | undefined;
  const platform = await ScriptedPlatform.start({
    invocation: (response, request) => {
      if (running !== undefined) return json(429, {}, headers)(response, request);
      running = response;
    },
  });
  const end = (): void => {
    const response = running;
    running = undefined;
    response?.writeHead(200, { 'content-type': 'application/json' }).end('"done"');
  };
  return { platform, end, isRunning: () => running !== undefined };
}

/** Lets everything happen that needs no time. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 50; turns += 1) await turn();
}

type Call = (client: FunctionsClient) => Promise<unknown>;

async function all(items: AsyncIterable<SettledInvocation>): Promise<string[]> {
  const statuses: string[] = [];
  for await (const { status } of items) statuses.push(status);
  return statuses;
}

/** Two calls at once, of which the platform refuses the second. */
const TWO: Record<string, Call> = {
  'two calls of invoke': (client) =>
    Promise.all([client.invoke({ lambdaUuid: LAMBDA }), client.invoke({ lambdaUuid: LAMBDA })]),
  'a batch': (client) => all(client.invokeAll([{ lambdaUuid: LAMBDA }, { lambdaUuid: LAMBDA }])),
};

describe.each(Object.entries(TWO))('when one of two is refused: %s', (name, invokeBoth) => {
  const retry = { maxAttempts: name === 'a batch' ? 1 : 3 };

  test('the refused one comes again after a second and its jitter, although the other has ended', async () => {
    const { platform, end } = await platformForOne();
    await using _ = platform;
    const clock = new TestClock();
    await withClient(
      platform,
      async (client) => {
        const both = invokeBoth(client);
        await until(() => platform.count('invocation') === 2);
        await settle();
        end();
        await settle();
        clock.advance(1499);
        await settle();
        expect(platform.count('invocation')).toBe(2);
        clock.advance(1);
        await until(() => platform.count('invocation') === 3);
        end();
        await both;
      },
      { clock, retry, deadlineMs: HOUR_MS },
    );
  });

  test('a third goes as soon as there is room, without a pause', async () => {
    const { platform, end, isRunning } = await platformForOne();
    await using _ = platform;
    const clock = new TestClock();
    await withClient(
      platform,
      async (client) => {
        const both = invokeBoth(client);
        await until(() => platform.count('invocation') === 2);
        await settle();
        const third = client.invoke({ lambdaUuid: LAMBDA });
        await settle();
        // Two at once are too many, as was learned.
        expect(platform.count('invocation')).toBe(2);
        end();
        await until(() => platform.count('invocation') === 3);
        expect(clock.now()).toBe(0);
        end();
        await third;
        clock.advance(1500);
        await until(isRunning);
        end();
        await both;
      },
      { clock, retry, deadlineMs: HOUR_MS },
    );
  });

  test('a Retry-After is for all', async () => {
    const { platform, end, isRunning } = await platformForOne({ 'retry-after': '7' });
    await using _ = platform;
    const clock = new TestClock();
    await withClient(
      platform,
      async (client) => {
        const both = invokeBoth(client);
        await until(() => platform.count('invocation') === 2);
        await settle();
        end();
        const third = client.invoke({ lambdaUuid: LAMBDA });
        await settle();
        clock.advance(6999);
        await settle();
        expect(platform.count('invocation')).toBe(2);
        clock.advance(1000);
        await until(isRunning);
        end();
        await until(isRunning);
        end();
        await Promise.all([both, third]);
        expect(platform.count('invocation')).toBe(4);
      },
      { clock, retry, deadlineMs: HOUR_MS },
    );
  });
});

test('a client that is closed while a refused input of its batch waits ends the batch', async () => {
  const { platform, end } = await platformForOne();
  await using _ = platform;
  const clock = new TestClock();
  await withClient(
    platform,
    async (client) => {
      const both = TWO['a batch']?.(client);
      await until(() => platform.count('invocation') === 2);
      await settle();
      end();
      await settle();
      await client.close();
      expect(await both).toEqual(['fulfilled', 'rejected']);
      expect(clock.pendingTimers).toBe(0);
    },
    { clock, deadlineMs: HOUR_MS },
  );
});
