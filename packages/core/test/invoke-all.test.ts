import { describe, expect, test } from '@jest/globals';
import { json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { turn, until } from '@lp-faas/testing/until';
import { FunctionsClient, type InvocationInput, type SettledInvocation } from '../src/index.js';
import { withClient } from './support/client.js';

const inputOf = (n: number): InvocationInput => ({ lambdaUuid: LAMBDA, payload: n });
const inputs = (count: number) => Array.from({ length: count }, (_, n) => inputOf(n));

/** Answers its payload back. */
const echo: Reply = (response, request) => json(200, JSON.parse(request.body).payload)(response, request);

/** Answers when it is told to, and counts how many wait for that. */
class Held {
  readonly #replies = new Map<number, () => void>();
  most = 0;

  readonly reply: Reply = (response, request) => {
    const n = JSON.parse(request.body).payload as number;
    this.#replies.set(n, () => echo(response, request));
    this.most = Math.max(this.most, this.#replies.size);
  };

  async answer(n: number): Promise<void> {
    await until(() => this.#replies.has(n));
    this.#replies.get(n)?.();
    this.#replies.delete(n);
  }
}

async function collect(all: AsyncIterable<SettledInvocation>): Promise<SettledInvocation[]> {
  const settled: SettledInvocation[] = [];
  for await (const one of all) settled.push(one);
  return settled;
}

const start = (reply: Reply = echo) => ScriptedPlatform.start({ invocation: reply });

describe('many invocations', () => {
  test('give one result an input, and none is lost', async () => {
    await using platform = await start();
    const settled = await withClient(platform, (client) => collect(client.invokeAll(inputs(200))));
    const seen = settled.map((one) => [one.index, one.status === 'fulfilled' && one.value.result]);
    expect(seen.sort(([a], [b]) => Number(a) - Number(b))).toEqual(inputs(200).map((_, n) => [n, n]));
    expect(platform.count('token')).toBe(1);
  });

  test('are so many at once and no more', async () => {
    const held = new Held();
    await using platform = await start(held.reply);
    await withClient(platform, async (client) => {
      const all = collect(client.invokeAll(inputs(9), { concurrency: 3 }));
      for (let n = 0; n < 9; n += 1) {
        await until(() => platform.count('invocation') === Math.min(9, n + 3));
        await held.answer(n);
      }
      expect(await all).toHaveLength(9);
    });
    expect(held.most).toBe(3);
  });

  test.each([
    [false, [2, 1, 0]],
    [true, [0, 1, 2]],
  ])('come as they are there, or in order when that is asked for: ordered %p', async (ordered, order) => {
    const held = new Held();
    await using platform = await start(held.reply);
    await withClient(platform, async (client) => {
      const all = client.invokeAll(inputs(3), { concurrency: 3, ordered });
      const first = all.next();
      const indices: unknown[] = [];
      for (const n of [2, 1, 0]) {
        await held.answer(n);
        if (!ordered) indices.push((await (n === 2 ? first : all.next())).value?.index);
      }
      if (ordered) indices.push((await first).value?.index);
      for await (const { index } of all) indices.push(index);
      expect(indices).toEqual(order);
    });
  });

  test('that fail do not end the others', async () => {
    await using platform = await start((response, request) => {
      const n = JSON.parse(request.body).payload;
      return json(n === 1 ? 901 : 200, n)(response, request);
    });
    const mixed = [inputOf(0), inputOf(1), { lambdaUuid: 'no uuid' }, inputOf(3)];
    const settled = await withClient(platform, (client) =>
      collect(client.invokeAll(mixed, { ordered: true })),
    );
    expect(settled.map((one) => (one.status === 'fulfilled' ? one.value.result : one.reason.code))).toEqual([
      0,
      'function-failed',
      'invalid-options',
      3,
    ]);
    expect(settled.map(({ input }) => input)).toEqual(mixed);
  });

  test('read an endless source as there is room for it', async () => {
    let read = 0;
    let isReturned = false;
    async function* endless() {
      try {
        for (;;) yield inputOf(read++);
      } finally {
        isReturned = true;
      }
    }
    await using platform = await start();
    await withClient(platform, async (client) => {
      let taken = 0;
      for await (const { status } of client.invokeAll(endless(), { concurrency: 4 })) {
        expect(status).toBe('fulfilled');
        taken += 1;
        expect(read - taken).toBeLessThanOrEqual(2 * 4);
        if (taken === 100) break;
      }
    });
    expect(isReturned).toBe(true);
  });

  test('wait for a reader who takes his time', async () => {
    await using platform = await start();
    await withClient(platform, async (client) => {
      const all = client.invokeAll(inputs(1000), { concurrency: 2 });
      await all.next();
      await until(() => platform.count('invocation') >= 5);
      for (let n = 0; n < 50; n += 1) await turn();
      // One taken, two that lie ready, two on their way.
      expect(platform.count('invocation')).toBe(5);
      await all.return();
    });
  });

  test('pass on what the source of the inputs throws, after the last result', async () => {
    function* broken() {
      yield inputOf(0);
      throw new Error('the file broke off');
    }
    await using platform = await start();
    await withClient(platform, async (client) => {
      const all = client.invokeAll(broken());
      expect((await all.next()).value).toMatchObject({ index: 0, status: 'fulfilled' });
      await expect(all.next()).rejects.toThrow('the file broke off');
    });
  });

  test('are no leak, so there is no warning of one', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on('warning', note);
    await using platform = await start();
    await withClient(platform, (client) => collect(client.invokeAll(inputs(60), { concurrency: 30 })));
    await turn();
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });

  test.each([
    ['no list', 7, {}, 'inputs must be iterable'],
    ['concurrency 0', [], { concurrency: 0 }, 'concurrency must be a whole number from 1 to 1000'],
    ['concurrency 1.5', [], { concurrency: 1.5 }, 'concurrency must be'],
  ])('are not begun with bad options: %s', async (_, list, options, said) => {
    await using platform = await start();
    await withClient(platform, async (client) => {
      expect(() => client.invokeAll(list as [], options)).toThrow(said);
    });
  });
});

describe('many invocations that are given up', () => {
  /** Five inputs are in flight, and the source would give more. */
  async function inFlight(work: (leaving: AbortController, client: FunctionsClient) => void) {
    const held = new Held();
    await using platform = await start(held.reply);
    await using client = new FunctionsClient({ ...platform.options, retry: { maxAttempts: 1 } });
    const leaving = new AbortController();
    const all = collect(client.invokeAll(inputs(50), { concurrency: 5, signal: leaving.signal }));
    await until(() => platform.count('invocation') >= 5);
    work(leaving, client);
    return { settled: await all, sent: platform.count('invocation') };
  }

  test('come out aborted where they were in flight, and no further input is read', async () => {
    const { settled, sent } = await inFlight((leaving) => leaving.abort());
    expect(settled.map((one) => one.status === 'rejected' && [one.reason.code, one.reason.delivery])).toEqual(
      Array.from({ length: 5 }, () => ['aborted', 'unknown']),
    );
    expect(sent).toBe(5);
  });

  test('end with the client', async () => {
    const { settled, sent } = await inFlight((_, client) => void client.close());
    expect(settled.map((one) => one.status === 'rejected' && one.reason.code)).toEqual(
      Array.from({ length: 5 }, () => 'aborted'),
    );
    expect(sent).toBe(5);
  });

  test('do not go on behind the back of who has left the loop', async () => {
    const held = new Held();
    await using platform = await start(held.reply);
    await withClient(platform, async (client) => {
      const all = client.invokeAll(inputs(50), { concurrency: 5 });
      const first = all.next();
      await held.answer(0);
      await first;
      await until(() => platform.count('invocation') >= 6);
      await all.return();
      const { length } = platform.arrived;
      for (let n = 0; n < 20; n += 1) await turn();
      expect(platform.arrived).toHaveLength(length);
    });
  });

  test('do not wait for a source that never answers', async () => {
    let isReturned = false;
    const silent: AsyncIterable<InvocationInput> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => undefined),
        return: async () => {
          isReturned = true;
          return { done: true, value: undefined };
        },
      }),
    };
    await using platform = await start();
    await withClient(platform, async (client) => {
      const leaving = new AbortController();
      const all = collect(client.invokeAll(silent, leaving));
      leaving.abort();
      expect(await all).toEqual([]);
    });
    expect(isReturned).toBe(true);
  });

  test('are not begun when they were given up before', async () => {
    await using platform = await start();
    const settled = await withClient(platform, (client) =>
      collect(client.invokeAll(inputs(3), { signal: AbortSignal.abort() })),
    );
    expect([settled, platform.arrived]).toEqual([[], []]);
  });
});
